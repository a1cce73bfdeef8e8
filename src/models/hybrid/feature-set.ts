import { append } from "../../lists";
import { ValueError } from "../../errors";
import { IdIndex } from "../../ratings/ids";
import type { Id } from "../../ratings/ids";
import type { SparseRows } from "../../ratings/sparse";
import { meantBy } from "../../training/nearest";

/** The weights of features, by their names. */
export type Weights = ReadonlyMap<string, number>;

/** What is known of users or items: a row of weights for each, a column for each feature. It never changes. */
export class FeatureSet {
  private readonly places: ReadonlyMap<string, number>;

  /** @param rows a row for each id, a column for each name; no weight is 0. */
  constructor(
    /** Those of whom something is known. */
    readonly ids: IdIndex,
    /** The names of the features, each once. */
    readonly names: readonly string[],
    readonly rows: SparseRows,
  ) {
    this.places = new Map(names.map((name, place) => [name, place]));
  }

  static none(per: "user" | "item"): FeatureSet {
    return FeatureSet.from(new IdIndex(per), []);
  }

  /** @param weights of each id, in their order. @param names the first ones. @default none */
  static from(ids: IdIndex, weights: readonly Weights[], names: readonly string[] = []): FeatureSet {
    const places = new Map(names.map((name, place) => [name, place]));
    const offsets = new Int32Array(ids.size + 1);
    const entries: [place: number, weight: number][] = [];
    weights.forEach((each, n) => {
      const own = Array.from(each, ([name, weight]): [number, number] => {
        if (!places.has(name)) places.set(name, places.size);
        return [places.get(name)!, weight];
      });
      append(
        entries,
        own.sort(([a], [b]) => a - b),
      );
      offsets[n + 1] = entries.length;
    });
    const indices = Int32Array.from(entries, ([place]) => place);
    const values = Float64Array.from(entries, ([, weight]) => weight);
    const rows = { rows: ids.size, columns: places.size, offsets, indices, values };
    return new FeatureSet(ids, [...places.keys()], rows);
  }

  /** The weights of the n-th id. */
  weightsAt(n: number): Weights {
    const { offsets, indices, values } = this.rows;
    const own = new Map<string, number>();
    for (let k = offsets[n]; k < offsets[n + 1]; k++) own.set(this.names[indices[k]], values[k]);
    return own;
  }

  /** These and others: who is in both has the features of the others. Names keep their places, and new ones follow. */
  with(others: FeatureSet): FeatureSet {
    if (others.ids.size === 0) return this;
    const ids = this.ids.copy();
    for (const id of others.ids) ids.add(id);
    const weights = Array.from(ids, (id, n) => {
      const other = others.ids.find(id);
      return other === undefined ? this.weightsAt(n) : others.weightsAt(other);
    });
    return FeatureSet.from(ids, weights, this.names);
  }

  /** The place of a feature. @throws ValueError if nobody had it in training. */
  placeOf(name: string, argument: string): number {
    const place = this.places.get(name);
    if (place !== undefined) return place;
    const known = meantBy(name, this.names);
    const examples = known === null ? this.names.slice(0, 3) : [known];
    const such =
      examples.length === 0 ? "" : `, such as ${examples.map((each) => JSON.stringify(each)).join(", ")}`;
    const expected = `one of the ${this.names.length} features of the training${such}`;
    const message = `${argument} has the feature ${JSON.stringify(name)}, expected ${expected}`;
    throw new ValueError(message, { argument, actual: name, expected });
  }

  /** Those whom `known` does not have. */
  beyond(known: IdIndex): Id[] {
    return [...this.ids].filter((id) => !known.has(id));
  }
}
