import type { Duplicates } from "../../ratings/duplicates";
import type { Id } from "../../ratings/ids";
import { Ratings } from "../../ratings/ratings";
import { rowOfEach } from "../../ratings/sparse";
import { ModelFileError } from "../shared/model-file-error";
import { floats, integers } from "../shared/numbers-text";
import type { Sealed } from "../shared/sealed";
import { Tensor } from "../shared/tensor";
import { areFinite, sizeOf } from "./parameters";
import type { ParameterShape, Parameters } from "./parameters";

/**
 * Ratings as plain data.
 * @typeParam Numbers how numbers are held: as base64 of their bytes in JSON.
 */
export interface RatingsRecord<Numbers = string> {
  /** The ids of the users, in the order of their indices. */
  users: Id[];
  /** The ids of the items, in the order of their indices. */
  items: Id[];
  /** The lowest and the highest rating that can be given. */
  scale: readonly [number, number];
  /** The titles of items, by the text of their ids. */
  titles: [string, string][];
  /** The user index of each rating. */
  user: Numbers;
  /** The item index of each rating. */
  item: Numbers;
  /** The value of each rating. */
  rating: Numbers;
  /** The time of each rating; absent if unknown. */
  timestamp?: Numbers;
  /** How often each rating counts; absent where each counts once. */
  weight?: Numbers;
  /** By which rule rows of the same user and item were merged; absent where they were refused. */
  duplicates?: Duplicates;
  /** Where the other ratings are that the model was trained on, in words; absent where these are all. */
  elsewhere?: string;
}

/**
 * An unfinished training as plain data.
 * @typeParam Numbers how numbers are held: as base64 of their bytes in JSON.
 */
export interface TrainingLoopRecord<Numbers = string> {
  /** The epoch at which it began. */
  start: number;
  /** The last epoch. */
  end: number;
  /** The loss beyond which training counts as diverged; null before the first epoch. */
  bound: number | null;
  /** The number of epochs since the best one. */
  waited: number;
  /** The best epoch so far. */
  best: {
    /** The number of the epoch. */
    epoch: number;
    /** Its loss; null before the first epoch. */
    loss: number | null;
    /** The parameters after it. */
    parameters: Record<string, Numbers>;
  };
}

/**
 * A model of ratings as plain data.
 * @typeParam Numbers how numbers are held: as base64 of their bytes in JSON.
 */
export interface ModelRecord<Numbers = string> extends Sealed {
  /** The model's options with their values. */
  settings: Record<string, unknown>;
  /** How many epochs it has been trained. */
  epoch: number;
  /** The ratings that it was trained on. */
  ratings: RatingsRecord<Numbers>;
  /** Its parameters by name. */
  parameters: Record<string, Numbers>;
  /** The losses of its training. */
  history: {
    /** The epochs at which losses were recorded, ascending. */
    iterations: number[];
    /** The training loss at each of them. */
    loss: number[];
    /** The validation loss at each of them; empty without validation. */
    validation: number[];
  };
  /** A training that is not at its end; absent where there is none. */
  course?: TrainingLoopRecord<Numbers>;
}

export function ratingsRecord(ratings: Ratings): RatingsRecord<Tensor> {
  const { rows, timestamps, weights } = ratings;
  return {
    users: [...ratings.userIds],
    items: [...ratings.itemIds],
    scale: ratings.scale,
    titles: [...ratings.titles],
    user: new Tensor(rowOfEach(rows)),
    item: new Tensor(rows.indices),
    rating: new Tensor(rows.values),
    ...(timestamps ? { timestamp: new Tensor(timestamps) } : {}),
    ...(weights ? { weight: new Tensor(weights) } : {}),
    ...(ratings.duplicates === "error" ? {} : { duplicates: ratings.duplicates }),
    ...(ratings.elsewhere === null ? {} : { elsewhere: ratings.elsewhere }),
  };
}

export function ratingsOf(record: RatingsRecord<unknown>): Ratings {
  return Ratings.fromIndices({
    ...record,
    user: integers(record.user),
    item: integers(record.item),
    rating: floats(record.rating),
    timestamp: record.timestamp === undefined ? null : floats(record.timestamp),
    weight: record.weight === undefined ? null : floats(record.weight),
  });
}

/** Each parameter with a row for each user or item. */
export function parametersRecord(
  parameters: Parameters,
  shapes: readonly ParameterShape[],
): Record<string, Tensor> {
  return Object.fromEntries(
    shapes.map(({ name, per, width, rows }) => {
      const values = parameters[name];
      const each = rows ? width / rows.length : width;
      const byRows = (per !== "model" || rows !== undefined) && each > 1;
      return [name, byRows ? new Tensor(values, [values.length / each, each]) : new Tensor(values)];
    }),
  );
}

/** @throws ModelFileError if a parameter is missing or its size does not match these users and items. */
export function parametersOf(
  record: Record<string, unknown>,
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

export function trainingLoopRecord(
  { best, ...rest }: TrainingLoopRecord<Float64Array>,
  shapes: readonly ParameterShape[],
): TrainingLoopRecord<Tensor> {
  return { ...rest, best: { ...best, parameters: parametersRecord(best.parameters, shapes) } };
}

/** @throws ModelFileError as {@link parametersOf}. */
export function trainingLoopOf(
  { best, ...rest }: TrainingLoopRecord<unknown>,
  shapes: readonly ParameterShape[],
  ratings: Ratings,
): TrainingLoopRecord<Float64Array> {
  return { ...rest, best: { ...best, parameters: parametersOf(best.parameters, shapes, ratings) } };
}
