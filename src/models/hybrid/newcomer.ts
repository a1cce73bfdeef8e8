import { compose } from "../../numerics/embeddings";
import type { Composed } from "../../numerics/embeddings";
import type { FeatureSet } from "./feature-set";
import type { Newcomer } from "./fold-in";
import { readFeatures } from "./read-features";
import type { Features } from "./read-features";
import { lengthOf } from "./tables";
import type { Weighing } from "./tables";

/** What is known of a new user or item beside ratings. */
export interface NewcomerOptions {
  /** Names of features, or weights by names, of those that the model knows. @default none */
  features?: Features;
}

/** What features say of a newcomer. @throws ValueError for one that nobody had in training. */
export function newcomer(
  features: Features,
  set: FeatureSet,
  table: Composed,
  { identity, normalize }: Weighing,
): Pick<Newcomer, "base" | "weight"> {
  const weights = readFeatures(features, "features");
  const values = Float64Array.from(weights.values());
  const length = normalize ? lengthOf(values, identity) : 1;
  const first = table.embeddings.length / table.width - set.names.length;
  const indices = Int32Array.from(weights.keys(), (name) => first + set.placeOf(name, "features"));
  const offsets = Int32Array.of(0, indices.length);
  const design = { rows: 1, offsets, indices, values: values.map((weight) => weight / length) };
  const base = new Float64Array(table.width);
  compose({ ...table, design }, 0, base);
  return { base, weight: identity ? 1 / length : 1 };
}
