import type { Composed } from "../../numerics/embeddings";
import { square } from "../../numerics/powers";
import type { Sparse } from "../../numerics/sparse";
import type { IdIndex } from "../../ratings/ids";
import type { Spread } from "../factors/spread";
import type { ParameterShape, Parameters } from "../recommender/parameters";
import type { FeatureSet } from "./feature-set";

/** Users or items. */
export type Per = "user" | "item";

/** Where the embeddings of users or items stand among the parameters, one table after the other. */
const PARTS = ["Identity", "Feature"] as const;

/** The parameters of users or items: embeddings of their own, if they have such, and those of their features. */
export function shapesOf(
  per: Per,
  { names }: FeatureSet,
  features: number,
  identity: boolean,
): ParameterShape[] {
  const widths = [
    ["Factors", features],
    ["Biases", 1],
    ["Squares", features + 1],
  ] as const;
  const own = widths.map(([what, width]): ParameterShape => ({ name: `${per}Identity${what}`, per, width }));
  const shared = widths.map(([what, width]): ParameterShape => ({
    ...{ name: `${per}Feature${what}`, per: "model", width: width * names.length, rows: names },
  }));
  return [...(identity ? own : []), ...(names.length > 0 ? shared : [])];
}

/** How the features of users or items are weighed. */
export interface Weighing {
  /** Whether each has an embedding of its own, which comes before those of features. */
  readonly identity: boolean;
  /** Whether a row's weights are divided by their length, √Σ w². */
  readonly normalize: boolean;
}

/** The features of each user or item, with their weights: the table of their own embeddings comes first, then that of features. */
export function designOf(ids: IdIndex, set: FeatureSet, { identity, normalize }: Weighing): Sparse {
  const first = identity ? ids.size : 0;
  const offsets = new Int32Array(ids.size + 1);
  const indices = new Int32Array(first + set.rows.indices.length);
  const values = new Float64Array(indices.length);
  const { offsets: starts, indices: places, values: weights } = set.rows;
  let n = 0;
  let index = 0;
  for (const id of ids) {
    const k = set.ids.find(id);
    const [from, to] = k === undefined ? [0, 0] : [starts[k], starts[k + 1]];
    const length = normalize ? lengthOf(weights.subarray(from, to), identity) : 1;
    if (identity) [indices[n], values[n++]] = [index, 1 / length];
    for (let p = from; p < to; p++) [indices[n], values[n++]] = [first + places[p], weights[p] / length];
    offsets[++index] = n;
  }
  return { rows: ids.size, offsets, indices: indices.subarray(0, n), values: values.subarray(0, n) };
}

/** The length of a row of weights, with the 1 of an embedding of its own: what they are divided by, so that it is 1. */
export function lengthOf(weights: Float64Array, identity: boolean): number {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), identity ? 1 : 0);
  // Relative to the largest, since squares of very small or large weights are lost.
  const sum = weights.reduce(
    (all, weight) => all + square(weight / largest),
    identity ? square(1 / largest) : 0,
  );
  return largest * Math.sqrt(sum);
}

/** The embeddings as a training works with them: in units, and in 32-bit floats. */
export function tableOf(
  per: Per,
  parameters: Parameters,
  design: Sparse,
  features: number,
  unit: Spread,
): Composed {
  const width = features + 1;
  const rows = PARTS.reduce((sum, part) => sum + rowsIn(parameters, per, part), 0);
  const table = { embeddings: new Float32Array(rows * width), squares: new Float32Array(rows * width) };
  eachRow(per, parameters, width, (at, k, { factors, biases, squares }) => {
    for (let t = 0; t < features; t++) table.embeddings[at + t] = factors[k * features + t] / unit.factor;
    table.embeddings[at + features] = biases[k] / unit.rating;
    for (let t = 0; t < width; t++) table.squares[at + t] = squares[k * width + t];
  });
  return { ...table, design, width };
}

/** Writes what was learned back into the parameters. */
export function writeBack(
  per: Per,
  { embeddings, squares, width }: Composed,
  parameters: Parameters,
  unit: Spread,
): void {
  const features = width - 1;
  eachRow(per, parameters, width, (at, k, part) => {
    for (let t = 0; t < features; t++) part.factors[k * features + t] = embeddings[at + t] * unit.factor;
    part.biases[k] = embeddings[at + features] * unit.rating;
    for (let t = 0; t < width; t++) part.squares[k * width + t] = squares![at + t];
  });
}

/** One of the two tables. */
interface Part {
  readonly factors: Float64Array;
  readonly biases: Float64Array;
  readonly squares: Float64Array;
}

/** Calls `visit` with the place of each embedding in the table, and its place in its own part. */
function eachRow(
  per: Per,
  parameters: Parameters,
  width: number,
  visit: (at: number, k: number, part: Part) => void,
): void {
  let at = 0;
  for (const part of PARTS) {
    const [factors, biases, squares] = ["Factors", "Biases", "Squares"].map(
      (what) => parameters[per + part + what],
    );
    for (let k = 0; k < rowsIn(parameters, per, part); k++, at += width)
      visit(at, k, { factors, biases, squares });
  }
}

function rowsIn(parameters: Parameters, per: Per, part: string): number {
  return (parameters[`${per}${part}Biases`] as Float64Array | undefined)?.length ?? 0;
}

/** The sums of the features of all users or items. */
export interface Sums {
  /** So many × features. */
  readonly factors: Float64Array;
  /** One number each. */
  readonly biases: Float64Array;
}

/** What all users or items are, by the parameters. */
export function sumsOf(per: Per, parameters: Parameters, design: Sparse, features: number): Sums {
  const own = rowsIn(parameters, per, "Identity");
  const sums = { factors: new Float64Array(design.rows * features), biases: new Float64Array(design.rows) };
  for (let index = 0; index < design.rows; index++) {
    for (let n = design.offsets[index]; n < design.offsets[index + 1]; n++) {
      const part = design.indices[n] < own ? "Identity" : "Feature";
      const row = design.indices[n] - (part === "Identity" ? 0 : own);
      addRow(sums, index, parameters, per + part, row, design.values[n], features);
    }
  }
  return sums;
}

function addRow(
  { factors, biases }: Sums,
  index: number,
  parameters: Parameters,
  part: string,
  row: number,
  weight: number,
  features: number,
): void {
  const embeddings = parameters[`${part}Factors`];
  for (let t = 0; t < features; t++) factors[index * features + t] += weight * embeddings[row * features + t];
  biases[index] += weight * parameters[`${part}Biases`][row];
}
