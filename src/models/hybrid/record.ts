import { count, fail, list, object, own, text } from "../../payload/fields";
import { IdIndex } from "../../ratings/ids";
import type { Id } from "../../ratings/ids";
import { floats, integers } from "../shared/numbers-text";
import { Tensor } from "../shared/tensor";
import { readFields } from "../shared/wrong-part";
import { FeatureSet } from "./feature-set";
import type { Per } from "./tables";

/** The features of users or items as plain data. */
export interface FeaturesRecord<Numbers = string> {
  /** The ids of those of whom something is known. */
  ids: Id[];
  /** The names of the features. */
  names: string[];
  /** Where the features of each begin, and at last how many there are. */
  offsets: Numbers;
  /** The place of each feature among the names. */
  indices: Numbers;
  /** The weight of each. */
  weights: Numbers;
}

/** What a model knew of users and items in its training, as plain data. */
export type KnownRecord<Numbers = string> = Partial<Record<Per, FeaturesRecord<Numbers>>>;

export function featuresRecord({ ids, names, rows }: FeatureSet): FeaturesRecord<Tensor> {
  return {
    ...{ ids: [...ids], names: [...names] },
    ...{
      offsets: new Tensor(rows.offsets),
      indices: new Tensor(rows.indices),
      weights: new Tensor(rows.values),
    },
  };
}

const ANY = Number.MAX_SAFE_INTEGER;

/** The features of a saved model; none where it has no such field. @throws ModelFileError naming the field. */
export function featuresOf(record: unknown, per: Per): FeatureSet {
  if (record === undefined) return FeatureSet.none(per);
  return readFields("the model's", () => {
    const path = `features.${per}`;
    const given = object(own(object(record, "features"), per) ?? {}, path);
    if (own(given, "ids") === undefined) return FeatureSet.none(per);
    const ids = new IdIndex(per);
    for (const id of list(own(given, "ids"), `${path}.ids`, ANY)) ids.add(id, `${path}.ids[${ids.size}]`);
    const names = list(own(given, "names"), `${path}.names`, ANY).map((name, k) =>
      text(name, `${path}.names[${k}]`, ANY),
    );
    if (new Set(names).size < names.length) fail(`${path}.names`, names, "each name once");
    const offsets = integers(own(given, "offsets"));
    const indices = integers(own(given, "indices"));
    const values = floats(own(given, "weights"));
    checkRows(path, { ids: ids.size, names: names.length }, { offsets, indices, values });
    const rows = { rows: ids.size, columns: names.length, offsets, indices, values };
    return new FeatureSet(ids, names, rows);
  });
}

interface Rows {
  readonly offsets: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

function checkRows(
  path: string,
  sizes: { ids: number; names: number },
  { offsets, indices, values }: Rows,
): void {
  count(offsets.length, `${path}.offsets.length`, sizes.ids + 1, sizes.ids + 1);
  count(indices.length, `${path}.indices.length`, values.length, values.length);
  const rises = offsets.every((at, k) => (k === 0 ? at === 0 : at >= offsets[k - 1]));
  if (!rises || offsets[sizes.ids] !== values.length)
    fail(`${path}.offsets`, offsets, "rising numbers up to all");
  for (let k = 0; k < sizes.ids; k++)
    for (let n = offsets[k]; n < offsets[k + 1]; n++) {
      const isFirst = n === offsets[k];
      if (indices[n] < 0 || indices[n] >= sizes.names || (!isFirst && indices[n] <= indices[n - 1]))
        fail(`${path}.indices`, indices[n], `rising places among ${sizes.names} names`);
    }
  values.forEach((value, n) => {
    if (!Number.isFinite(value)) fail(`${path}.weights[${n}]`, value, "a finite number");
  });
}
