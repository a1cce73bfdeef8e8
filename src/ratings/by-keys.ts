/** Ratings in their original order: the k-th entries of the columns are one rating. */
export interface Columns {
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly values: Float64Array;
  /** One for each rating, or none at all. */
  readonly timestamps: Float64Array;
}

/** Ratings user by user, item by item, those of the same in their original order. */
export interface ByUser {
  /** Where each user's ratings begin, and at last where they end. */
  readonly offsets: Int32Array;
  /** The item of each. */
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly timestamps: Float64Array;
}

/** Where the entries of each key begin when they are sorted by keys, which are below `count`. */
export function startsOf(keys: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (let k = 0; k < keys.length; k++) starts[keys[k] + 1]++;
  for (let key = 0; key < count; key++) starts[key + 1] += starts[key];
  return starts;
}
