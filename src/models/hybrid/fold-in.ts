import { createRandom, quickDraws } from "../../matrix/random";
import { compose } from "../../numerics/embeddings";
import type { Composed } from "../../numerics/embeddings";
import { rowOfEach } from "../../ratings/sparse";
import type { Row } from "../recommender/parameters";
import { HybridSteps } from "./steps";
import type { StepSides } from "./steps";
import { drawableItems, drawFor } from "./training";
import type { HybridData } from "./training";
import type { Per } from "./tables";

/** What folding in goes by. */
export interface FoldInData extends Omit<HybridData, "designs"> {
  /** The embeddings of users or items, which stay as they are. */
  readonly fixed: (per: Per) => Composed;
}

/** A user or an item that was not there in training. */
export interface Newcomer {
  /** Indices of what they rated, or of who rated them, rising. */
  readonly others: Int32Array;
  readonly values: Float64Array;
  /** The sum of their features, in units: factors, then the bias. */
  readonly base: Float64Array;
  /** What their own embedding is multiplied by. */
  readonly weight: number;
}

/**
 * Learns the embedding of a newcomer's own, with as many steps as training would take and all else fixed. It starts from
 * zeros, so that somebody without ratings is what their features say.
 * @param without the place among `others` of one to take no steps for. @default none
 */
export function foldedInRow(per: Per, who: Newcomer, data: FoldInData, without: number = -1): Row {
  const own = newTable(who);
  if (per === "user") learnUser(own, who, data, without);
  else learnItem(own, who, data);
  const sum = new Float64Array(own.width);
  compose(own, 0, sum);
  return rowOf(per, sum, data);
}

/** The parameters of a user or an item, out of the sum of its features in units. */
export function rowOf(per: Per, sum: Float64Array, { unit }: Pick<FoldInData, "unit">): Row {
  const last = sum.length - 1;
  return {
    [`${per}Factors`]: sum.subarray(0, last).map((x) => x * unit.factor),
    [`${per}Biases`]: Float64Array.of(sum[last] * unit.rating),
  };
}

function newTable({ base, weight }: Newcomer): Composed {
  const width = base.length;
  return {
    design: {
      rows: 1,
      offsets: Int32Array.of(0, 1),
      indices: Int32Array.of(0),
      values: Float64Array.of(weight),
    },
    ...{ width, base, embeddings: new Float32Array(width), squares: new Float32Array(width) },
  };
}

/** What is taken note of after each step: the place of its rating among the others. */
type AfterStep = (n: number) => void;

function learnUser(
  own: Composed,
  { others, values }: Newcomer,
  data: FoldInData,
  without: number,
  after?: AfterStep,
): void {
  const { ratings, settings, unit } = data;
  const items = data.fixed("item");
  const steps = new HybridSteps(settings, sidesOf(own, items, items, data));
  steps.rate = settings.learningRate;
  const offsets = Int32Array.of(0, others.length);
  const all = { rows: 1, columns: ratings.items, offsets, indices: others, values };
  const first = createRandom(settings.seed, "fold in")() * 2 ** 32;
  // Each has a source of its own: leaving one out does not change what is drawn for the others.
  const draws = Array.from(others, (item) =>
    drawFor(all, drawableItems(ratings), 0, quickDraws(first + item)),
  );
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let n = 0; n < others.length; n++) {
      if (n === without) continue;
      if (settings.loss !== "squared") steps.like(0, others[n], draws[n]);
      else steps.rating(0, others[n], (values[n] - meanOf(data)) / unit.rating);
      after?.(n);
    }
  }
}

/** How far the steps of each rating have moved a new user: one row each, which add up to what the user is. */
export function stepsOfEach(who: Newcomer, data: FoldInData): Row[] {
  const own = newTable(who);
  const { width, embeddings } = own;
  const sums = new Float64Array(who.others.length * width);
  const before = new Float64Array(width);
  learnUser(own, who, data, -1, (n) => {
    for (let t = 0; t < width; t++) {
      sums[n * width + t] += who.weight * (embeddings[t] - before[t]);
      before[t] = embeddings[t];
    }
  });
  return Array.from(who.others, (_, n) => rowOf("user", sums.subarray(n * width, (n + 1) * width), data));
}

function learnItem(own: Composed, { others, values }: Newcomer, data: FoldInData): void {
  const { ratings, settings, unit } = data;
  const { rows } = ratings;
  const [users, items] = [data.fixed("user"), data.fixed("item")];
  const liked = new HybridSteps(settings, sidesOf(users, own, items, data));
  const drawn = new HybridSteps(settings, sidesOf(users, items, own, data));
  liked.rate = drawn.rate = settings.learningRate;
  const draw = quickDraws(createRandom(settings.seed, "fold in")() * 2 ** 32);
  const pool = drawableItems(ratings);
  const userOf = rowOfEach(rows);
  const fans = new Set(others);
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let n = 0; n < others.length; n++) {
      if (settings.loss === "squared") liked.rating(others[n], 0, (values[n] - meanOf(data)) / unit.rating);
      else liked.like(others[n], 0, drawFor(rows, pool, others[n], draw));
    }
    if (settings.loss === "squared" || others.length === 0) continue;
    // As often as each other item is drawn beside one that is liked.
    for (let n = 0; n < userOf.length / pool.length; n++) {
      const p = draw(userOf.length);
      if (!fans.has(userOf[p])) drawn.like(userOf[p], rows.indices[p], () => 0);
    }
  }
}

function sidesOf(users: Composed, liked: Composed, others: Composed, { ratings }: FoldInData): StepSides {
  return { users, liked, others, drawable: drawableItems(ratings).length };
}

function meanOf({ parameters, settings }: FoldInData): number {
  return settings.loss === "squared" ? parameters.globalMean[0] : 0;
}
