import { ValueError } from "../../errors";
import { Matrix } from "../../matrix/matrix";
import { checkSeed } from "../../matrix/random";
import { checkChoice, checkNotNegative, checkOptionNames, checkWhole } from "../../training/options";
import { MOST_TABLE_FEATURES, notWithInit } from "../tables/initial-factors";
import type { InitialFactors } from "../tables/initial-factors";

/** How the factors are updated: by coordinate descent, or by multiplicative updates. */
export type NMFSolver = "cd" | "mu";
/** The objective of training: the squared errors, or the Kullback–Leibler divergence. */
export type NMFLoss = "frobenius" | "kullback-leibler";
/** The kind of starting factors. */
export type NMFInit = "nndsvd" | "nndsvda" | "random";

/** Settings of {@link NMF}. */
export interface NMFOptions {
  /** The length of each row of L and column of U, a whole number ≥ 1. */
  features: number;
  /**
   * "cd", coordinate descent: each entry in turn takes its best value ≥ 0; it needs the fewest iterations.
   * "mu", multiplicative updates: what is 0 stays 0. @default "cd", and "mu" for the Kullback–Leibler loss
   */
  solver?: NMFSolver;
  /**
   * The objective of training, over the known cells: "frobenius", ½ Σ (data − L·U)²; or, for counts,
   * "kullback-leibler", Σ data·log(data ÷ L·U) − data + L·U, with the solver "mu" only. @default "frobenius"
   */
  loss?: NMFLoss;
  /**
   * "nndsvd": from singular vectors, with many zeros; "nndsvda": the same with the mean of the data in place of zeros;
   * "random": uniform, with the mean of the data as the mean of L·U; or the factors themselves, numbers ≥ 0.
   * @default "nndsvda" if features ≤ rows and columns, else "random"
   */
  init?: NMFInit | InitialFactors;
  /** The maximum number of updates of L and U, a whole number ≥ 1. @default 200 */
  iterations?: number;
  /**
   * Training ends once an iteration changes the squared errors or the divergence by less than this share of them, ≥ 0;
   * 0 for never. @default 1e-5
   */
  tolerance?: number;
  /**
   * The L2 penalty on both factors, ≥ 0: training also lowers ½ λ Σ (‖L[i]‖² + ‖U[:,j]‖²), summed over the known
   * cells (i, j), so that a row counts as often as it has known cells. @default 0
   */
  regularization?: number;
  /** Fixes random starting factors and the random projection of "nndsvd": a whole number within ±(2⁵³ − 1). @default a new one, kept in `seed` */
  seed?: number;
}

/** The checked options, with defaults filled in. */
export interface NMFSettings extends Required<Omit<NMFOptions, "init" | "seed">> {
  /** How the factors begin; undefined leaves the choice to the model. */
  init:
    | NMFInit
    | {
        /** rows × features. */
        L: Matrix;
        /** features × columns. */
        U: Matrix;
      }
    | undefined;
  /** null if the starting factors are given. */
  seed: number | null;
}

const OPTION_NAMES = [
  ...["features", "solver", "loss", "init", "iterations", "tolerance", "regularization", "seed"],
] as const;

/** @throws ValueError naming the option, its actual and its expected value. */
export function checkNMFOptions(options: NMFOptions): NMFSettings {
  checkOptionNames(options, OPTION_NAMES);
  const loss = checkChoice(options.loss ?? "frobenius", "loss", ["frobenius", "kullback-leibler"]);
  const usual = loss === "frobenius" ? "cd" : "mu";
  const solver = checkChoice(options.solver ?? usual, "solver", ["cd", "mu"]);
  if (loss === "kullback-leibler" && solver === "cd") throw cannotSolve();
  return {
    features: checkWhole(options.features, "features", 1, MOST_TABLE_FEATURES),
    solver,
    loss,
    ...checkInit(options),
    iterations: checkWhole(options.iterations ?? 200, "iterations", 1),
    tolerance: checkNotNegative(options.tolerance ?? 1e-5, "tolerance"),
    regularization: checkNotNegative(options.regularization ?? 0, "regularization"),
  };
}

function checkInit({ init, seed }: NMFOptions): Pick<NMFSettings, "init" | "seed"> {
  if (typeof init !== "object" || init === null) {
    if (init !== undefined) checkChoice(init, "init", ["nndsvd", "nndsvda", "random"]);
    return { init, seed: checkSeed(seed) };
  }
  checkOptionNames(init, ["L", "U"], "init");
  if (seed !== undefined) throw notWithInit("seed", seed);
  return { init: { L: Matrix.from(init.L, "init.L"), U: Matrix.from(init.U, "init.U") }, seed: null };
}

function cannotSolve(): ValueError {
  const expected = '"mu", the only solver for the loss "kullback-leibler"';
  return new ValueError(`solver is "cd", expected ${expected}`, {
    argument: "solver",
    actual: "cd",
    expected,
  });
}
