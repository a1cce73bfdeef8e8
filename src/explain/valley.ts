import { square } from "../numerics/powers";
import type { CellsPayload, FactorEntry } from "../payload/types";
import type { FactorValues } from "./cell";
import { errorsOf, gradientsOf, lineOf } from "./step";

/**
 * The loss of a row of the data (for an entry of L) or of a column (for one of U) over the values that the entry may have
 * while all other numbers stay: exactly a parabola, since each cell of L·U is linear in one entry.
 *
 * J(x) = mean over the known cells of error² + λ·‖row of L‖², or ‖column of U‖². So J″ = 2·mean(other²) + 2·λ, and the
 * slope J′ is minus what a step of training multiplies with its rate.
 */
export interface Valley extends FactorEntry {
  /** The entry as it is. */
  value: number;
  /** How many known cells it goes into. */
  cells: number;
  /** J at the entry. */
  loss: number;
  /** J′ at the entry. */
  slope: number;
  /** J″, ≥ 0; 0 where the valley is flat. */
  curvature: number;
  /** Where J is least; null where the valley is flat. */
  bottom: number | null;
  /** J there. */
  least: number;
}

/**
 * Finds the valley of an entry.
 * @param data rows × columns, null where a cell is unknown: only known cells take part.
 * @param entry has to lie within its factor.
 * @param regularization the penalty λ ≥ 0.
 * @see Koren, Bell & Volinsky 2009, "Matrix Factorization Techniques for Recommender Systems"
 */
export function valleyOf(
  data: CellsPayload,
  factors: FactorValues,
  { factor, row, column }: FactorEntry,
  regularization: number = 0,
): Valley {
  const features = factors.L.length / data.rows;
  const [index, feature] = factor === "L" ? [row, column] : [column, row];
  const { own, known } = lineOf(data, factors, features, factor, index);
  const cells = known.length;
  const errors = errorsOf(own, known);
  const { parts, mean } = gradientsOf(known, errors, feature);
  // Without a known cell nothing is trained, and there is no penalty either.
  const penalty = cells > 0 ? regularization : 0;
  const value = own[feature];
  const meanOf = (sum: number): number => sum / (cells || 1);
  const loss = meanOf(sumOfSquares(errors)) + penalty * (penalty > 0 ? sumOfSquares(own) : 0);
  const slope = 2 * penalty * value - mean;
  const curvature = 2 * (meanOf(sumOfSquares(parts.map(({ other }) => other))) + penalty);
  const bottom = curvature > 0 ? value - slope / curvature : null;
  const least = bottom === null ? loss : Math.max(0, loss - (slope * (slope / curvature)) / 2);
  return { factor, row, column, value, cells, loss, slope, curvature, bottom, least };
}

/** J at any value of the entry. */
export function lossInValley({ loss, curvature, bottom, least }: Valley, value: number): number {
  return bottom === null ? loss : least + (curvature / 2) * square(value - bottom);
}

/** Where a step lands, as seen from the bottom. */
export type Landing =
  /** There is no slope to go down. */
  | "still"
  /** Nearer to the bottom, on the same side. */
  | "nearer"
  /** At the bottom. */
  | "bottom"
  /** Across the bottom, at a lower loss. */
  | "across"
  /** Across the bottom, as high as before. */
  | "level"
  /** Across the bottom, at a higher loss: steps like this leave the valley. */
  | "out";

/** One step down a slope. */
export interface ValleyStep {
  /** The value that it leads to: value − rate × slope, or 0 where that is negative and must not be. */
  value: number;
  /** J there. */
  loss: number;
  /** Where that is. */
  landing: Landing;
  /** Whether it ended at 0, as no number may be negative. */
  stopped: boolean;
}

/** Numbers and rates that differ by less than this share are the same. */
const SAME = 1e-9;

/**
 * The step that a rate takes. The distance from the bottom becomes (1 − rate × curvature) times what it was: 1 ÷ curvature
 * leads to the bottom, and steps of more than 2 ÷ curvature lead higher and higher.
 */
export function stepInValley(valley: Valley, rate: number, nonnegative: boolean = false): ValleyStep {
  const aim = valley.value - rate * valley.slope;
  const stopped = nonnegative && aim < 0;
  const value = stopped ? 0 : aim;
  const loss = lossInValley(valley, value);
  return {
    value,
    loss,
    landing: stopped ? landingAt(valley, value, loss) : landingOf(valley, rate),
    stopped,
  };
}

function landingOf(valley: Valley, rate: number): Landing {
  const share = rate * valley.curvature;
  if (isStill(valley)) return "still";
  if (Math.abs(share - 1) <= SAME) return "bottom";
  if (share < 1) return "nearer";
  if (Math.abs(share - 2) <= SAME) return "level";
  return share < 2 ? "across" : "out";
}

function landingAt(valley: Valley, value: number, loss: number): Landing {
  const { value: from, bottom } = valley;
  if (bottom === null || isStill(valley) || value === from) return "still";
  if (value === bottom) return "bottom";
  if (from - bottom > 0 === value - bottom > 0) return "nearer";
  return loss > valley.loss ? "out" : "across";
}

/** Whether the entry is at the bottom, as far as rounding tells, or there is none. */
export function isStill({ value, bottom }: Valley): boolean {
  if (bottom === null) return true;
  return Math.abs(value - bottom) <= SAME * Math.max(Math.abs(value), Math.abs(bottom));
}

function sumOfSquares(values: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] * values[k];
  return sum;
}
