import { ALS } from "../models/als";
import { spreadOf } from "../models/factors/spread";
import { ImplicitALS } from "../models/implicit-als";
import type { Parameters } from "../models/recommender/parameters";
import type { Id } from "../ratings/ids";
import { Ratings } from "../ratings/ratings";
import type { SparkALSSettings } from "./options";
import { sideOf } from "./sides";
import type { Side, Trained } from "./sides";

/** So strong that biases stay 0: Spark's ALS has none. */
const NO_BIASES = 1e12;

/** The model of ratings that this machine has: those whose users and items were sent as their places. */
export async function modelOf(trained: Trained, ratings: Ratings): Promise<ALS | ImplicitALS> {
  const [users, items] = [await sideOf(trained, "user"), await sideOf(trained, "item")];
  const width = trained.settings.features;
  const parameters = {
    userFactors: spreadOut(users, users.factors, ratings.users, width),
    itemFactors: spreadOut(items, items.factors, ratings.items, width),
    userBiases: spreadOut(users, users.biases, ratings.users, 1),
    itemBiases: spreadOut(items, items.biases, ratings.items, 1),
  };
  return assembled(trained.settings, Number(trained.centre.mean), ratings, parameters);
}

/** The model of ratings that Spark has: ids and factors, without ratings. @param elsewhere where they are, in words */
export async function modelWithout(
  trained: Trained,
  scale: readonly [low: number, high: number],
  titles: Iterable<readonly [Id, string]>,
  elsewhere: string,
): Promise<ALS | ImplicitALS> {
  const [users, items] = [await sideOf(trained, "user"), await sideOf(trained, "item")];
  const { settings, centre } = trained;
  return modelOfSides({ settings, mean: Number(centre.mean), users, items }, scale, titles, elsewhere);
}

/** What was found of both sides, with the mean that was taken from the ratings. */
export interface Found {
  readonly settings: SparkALSSettings;
  readonly mean: number;
  readonly users: Side;
  readonly items: Side;
}

/** A model of ids and factors, without ratings. @param elsewhere where they are, in words */
export function modelOfSides(
  { settings, mean, users, items }: Found,
  scale: readonly [low: number, high: number],
  titles: Iterable<readonly [Id, string]>,
  elsewhere: string,
): ALS | ImplicitALS {
  const none = new Int32Array(0);
  const ratings = Ratings.fromIndices({
    ...{ users: users.ids, items: items.ids, user: none, item: none, rating: new Float64Array(0) },
    ...{ timestamp: null, scale, titles, elsewhere },
  });
  return assembled(settings, mean, ratings, {
    ...{ userFactors: users.factors, itemFactors: items.factors },
    ...{ userBiases: users.biases, itemBiases: items.biases },
  });
}

function assembled(
  settings: SparkALSSettings,
  mean: number,
  ratings: Ratings,
  found: Parameters,
): ALS | ImplicitALS {
  const { features, iterations, regularization, alpha, implicit, seed } = settings;
  const common = { features, epochs: iterations, seed, solver: "cholesky", scaleRegularization: true };
  const { userFactors, itemFactors } = found;
  if (implicit)
    return ImplicitALS.fromParameters({ ...common, regularization, alpha }, iterations, ratings, {
      userFactors,
      itemFactors,
    });
  // Spark's λ is in the unit of the ratings, ours in that of their spread.
  const own = {
    ...common,
    regularization: regularization / spreadOf(ratings).rating,
    biasRegularization: settings.biases ? settings.biasRegularization : NO_BIASES,
  };
  return ALS.fromParameters(own, iterations, ratings, { globalMean: Float64Array.of(mean), ...found });
}

/** Rows at the places that their ids are, among others that are zeros. */
function spreadOut({ ids }: Side, values: Float64Array, rows: number, width: number): Float64Array {
  const all = new Float64Array(rows * width);
  ids.forEach((place, k) => all.set(values.subarray(k * width, (k + 1) * width), (place as number) * width));
  return all;
}
