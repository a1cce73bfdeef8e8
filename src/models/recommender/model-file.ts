import type { Id } from "../../ratings/ids";
import { Ratings } from "../../ratings/ratings";
import { toBase64 } from "../shared/base64";
import { floats, integers, ModelFileError } from "../shared/sealed";
import type { Sealed } from "../shared/sealed";
import { areFinite, sizeOf } from "./parameters";
import type { ParameterShape, Parameters } from "./parameters";

/** Ratings as plain data: numbers as base64 of their bytes. */
export interface RatingsRecord {
  /** The ids of the users, in the order of their indices. */
  users: Id[];
  /** The ids of the items, in the order of their indices. */
  items: Id[];
  /** The lowest and the highest rating that can be given. */
  scale: readonly [number, number];
  /** What items are called, by the text of their ids. */
  titles: [string, string][];
  /** The index of the user of each rating. */
  user: string;
  /** The index of the item of each rating. */
  item: string;
  /** The value of each rating. */
  rating: string;
  /** When each rating was given; absent where that is not known. */
  timestamp?: string;
}

/** An unfinished training as plain data. */
export interface TrainingLoopRecord {
  /** The epoch from which it went on. */
  start: number;
  /** The epoch with which it ends. */
  end: number;
  /** The loss beyond which it counts as diverged; null before the first epoch. */
  bound: number | null;
  /** How many epochs have passed since the best one. */
  waited: number;
  /** The best epoch so far. */
  best: {
    /** Which one it was. */
    epoch: number;
    /** Its loss; null before the first epoch. */
    loss: number | null;
    /** The parameters after it, as base64 of their bytes. */
    parameters: Record<string, string>;
  };
}

/** A model of ratings as plain data. */
export interface ModelRecord extends Sealed {
  /** The model's options with their values. */
  settings: Record<string, unknown>;
  /** How many epochs it has been trained. */
  epoch: number;
  /** The ratings that it was trained on. */
  ratings: RatingsRecord;
  /** Its parameters by name: numbers as base64 of their bytes. */
  parameters: Record<string, string>;
  /** The losses of its training. */
  history: {
    /** The epochs at which losses were recorded, rising. */
    iterations: number[];
    /** The training loss at each of them. */
    loss: number[];
    /** The validation loss at each of them; empty without validation. */
    validation: number[];
  };
  /** A training that is not at its end; absent where there is none. */
  course?: TrainingLoopRecord;
}

export function ratingsRecord(ratings: Ratings): RatingsRecord {
  const { rows, timestamps } = ratings;
  const user = new Int32Array(ratings.length);
  for (let u = 0; u < ratings.users; u++) user.fill(u, rows.offsets[u], rows.offsets[u + 1]);
  return {
    users: [...ratings.userIds],
    items: [...ratings.itemIds],
    scale: ratings.scale,
    titles: [...ratings.titles],
    user: toBase64(user),
    item: toBase64(rows.indices),
    rating: toBase64(rows.values),
    ...(timestamps ? { timestamp: toBase64(timestamps) } : {}),
  };
}

export function ratingsOf(record: RatingsRecord): Ratings {
  const [user, item] = [integers(record.user), integers(record.item)];
  const rating = floats(record.rating);
  const timestamp = record.timestamp === undefined ? undefined : floats(record.timestamp);
  const { users, items, titles, scale } = record;
  const one = (k: number): [Id, Id, number] => [users[user[k]], items[item[k]], rating[k]];
  const entries = Array.from(rating, (_, k) => (timestamp ? ([...one(k), timestamp[k]] as const) : one(k)));
  const ratings = Ratings.from(entries, { users, items, titles });
  return ratings.scaled(scale);
}

export function parametersRecord(parameters: Parameters): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, toBase64(values)]));
}

/** @throws ModelFileError if a parameter is missing or its size does not match these users and items. */
export function parametersOf(
  record: Record<string, string>,
  shapes: readonly ParameterShape[],
  ratings: Ratings,
): Parameters {
  const parameters: Parameters = Object.create(null) as Parameters;
  for (const shape of shapes) {
    const values = floats(record[shape.name] ?? "");
    const expected = sizeOf(shape, ratings.users, ratings.items);
    if (values.length !== expected)
      throw new ModelFileError(`${shape.name} has ${values.length} numbers, expected ${expected}`);
    if (!areFinite({ values }))
      throw new ModelFileError(`${shape.name} has numbers that are not finite, expected finite ones`);
    parameters[shape.name] = values;
  }
  return parameters;
}
