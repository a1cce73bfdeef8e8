/** The models that the command knows by their names. */
import {
  ALS,
  BayesianMF,
  BiasedMF,
  BiasOnly,
  BPR,
  EASE,
  GlobalMean,
  HybridMF,
  ImplicitALS,
  LogisticMF,
  MostPopular,
  NonnegativeMF,
  SVDPlusPlus,
  type Ratings,
  type Recommender,
} from "../../../index";
import { see, suggestion } from "../command-options";
import { UsageError } from "../errors";
import type { ModelSettings, RatingsRequest } from "./request";

type Make = (options: Partial<ModelSettings>) => Recommender;

const MODELS: Readonly<Record<string, Make>> = {
  BayesianMF: (options) => new BayesianMF(options),
  ALS: (options) => new ALS(options),
  BiasedMF: (options) => new BiasedMF(options),
  SVDPlusPlus: (options) => new SVDPlusPlus(options),
  NonnegativeMF: (options) => new NonnegativeMF(options),
  BiasOnly: (options) => new BiasOnly(options),
  GlobalMean: (options) => new GlobalMean(options),
  ImplicitALS: (options) => new ImplicitALS(options),
  BPR: (options) => new BPR(options),
  LogisticMF: (options) => new LogisticMF(options),
  HybridMF: (options) => new HybridMF(options),
  EASE: (options) => new EASE(options),
  MostPopular: (options) => new MostPopular(options),
};

/** Whether ratings only say that something was bought, played or clicked. */
function isImplicit({ scale: [low, high] }: Ratings): boolean {
  return low === high;
}

/** The model that is taken where none is named: the most accurate for ratings. */
export function usualModel(ratings: Ratings): string {
  return isImplicit(ratings) ? "ImplicitALS" : "BayesianMF";
}

/** The models that are compared where none are named: a plain one, which others should beat, and two good ones. */
export function usualModels(ratings: Ratings): string[] {
  return isImplicit(ratings) ? ["MostPopular", "ImplicitALS", "EASE"] : ["BiasOnly", "ALS", "BayesianMF"];
}

/**
 * A function that makes a model by its name, whatever its case. Settings that a model does not have are left out.
 * @throws UsageError for a name that is not there.
 */
export function makerOf(
  name: string,
  settings: ModelSettings,
  command: RatingsRequest["command"],
): NamedMaker {
  const known = nameOf(name, command);
  const make = MODELS[known];
  const { features, epochs, seed } = settings;
  const given = {
    seed,
    ...(features !== undefined && { features }),
    ...(epochs !== undefined && { epochs }),
  };
  if (features !== undefined && make({ seed }).settings.features === undefined) delete given.features;
  return { name: known, make: () => make(given) };
}

/** A model's name, and how it is made. */
export interface NamedMaker {
  name: string;
  make: () => Recommender;
}

function nameOf(typed: string, command: RatingsRequest["command"]): string {
  const names = Object.keys(MODELS);
  const known = names.find((name) => name.toLowerCase() === typed.toLowerCase());
  if (known !== undefined) return known;
  const all = `The models are ${names.join(", ")}.`;
  throw new UsageError(`There is no model "${typed}".${suggestion(typed, names)}`, [all, see(command)], {
    argument: command === "recommend" ? "model" : "models",
    actual: typed,
    expected: `one of ${names.join(", ")}`,
  });
}
