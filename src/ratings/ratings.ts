import { describeValue, ValueError, wrongArgument } from "../errors";
import { jupyterDisplay } from "../outputs/bundle";
import type { CellsInput } from "../matrix/read";
import type { MimeBundle } from "../outputs/bundle";
import { makeBundle } from "../outputs/make-bundle";
import { said } from "../outputs/translate";
import { tablePayload } from "../payload/build-lists";
import { sentence } from "../payload/sentence";
import type { TextPayload } from "../payload/types";
import { checkFunction } from "../training/options";
import { largest, smallest } from "../lists";
import { checkScale, checkWeight, wrongRating } from "./checks";
import { collect, entrySource } from "./collect";
import type { Collected, RatingInput, RatingsOptions, RatingsSource } from "./collect";
import { csvSource } from "./csv";
import type { CsvOptions } from "./csv";
import type { Id, IdIndex } from "./ids";
import { collectIndexed } from "./indexed";
import type { IndexedRatings } from "./indexed";
import { arrowSource, columnSource } from "./parallel";
import type { ArrowTable, RatingColumns } from "./parallel";
import { recordSource } from "./records";
import type { RecordOptions } from "./records";
import type { Duplicates } from "./duplicates";
import { leftOutText } from "./report";
import type { ReadReport } from "./report";
import type { RatingCollector } from "./collector";
import { indicesIn, joined, readParts } from "./read-parts";
import { weightOf } from "../numerics/sparse";
import { selected, transposed } from "./sparse";
import type { SparseRows } from "./sparse";
import { counting } from "./weights";
import { tableSource } from "./table";
import type { TableOptions } from "./table";

/** The columns of what a notebook shows. */
const COLUMNS = [
  sentence("users"),
  sentence("items"),
  sentence("ratings"),
  sentence("rated cells (%)"),
  sentence("lowest"),
  sentence("highest"),
  sentence("mean"),
].map((name) => ({ name }));

/** One rating, with the ids of its user and item. */
export interface Rating {
  /** The user's id. */
  user: Id;
  /** The item's id. */
  item: Id;
  /** The value of the rating, within the scale. */
  rating: number;
  /** When it was given, in seconds since 1970; absent where the ratings have no times. */
  timestamp?: number;
  /** How often it counts, > 0; absent where each rating counts once. */
  weight?: number;
}

/**
 * Ratings that users gave to items: a sparse matrix, users × items, of finite numbers. It never changes.
 *
 * @example
 * const ratings = Ratings.from([["Ada", "Alien", 5], ["Ada", "Heat", 2], ["Ben", "Alien", 4]]);
 * ratings.get("Ada", "Alien"); // 5
 */
export class Ratings implements Iterable<Rating> {
  /** The users, each with a place. */
  readonly userIds: IdIndex;
  /** The items, each with a place. */
  readonly itemIds: IdIndex;
  /** users × items; the ratings of a user are one row. Shared, so do not write to it. */
  readonly rows: SparseRows;
  /** Seconds since 1970 for each of `rows.values`; null where the ratings have no times. */
  readonly timestamps: Float64Array | null;
  /** The lowest and the highest rating that can be given: those of the options, else those among the ratings. */
  readonly scale: readonly [low: number, high: number];
  /** The titles of items, by the text of their ids. */
  readonly titles: ReadonlyMap<string, string>;
  /** Kept apart, so that ratings are equal wherever they were read. */
  readonly #parts: Collected;
  private transposedRows: ReturnType<typeof transposed> | undefined;

  private constructor(parts: Collected) {
    this.#parts = parts;
    this.userIds = parts.userIds;
    this.itemIds = parts.itemIds;
    this.rows = parts.rows;
    this.timestamps = parts.timestamps;
    this.scale = parts.scale;
    this.titles = parts.titles;
  }

  /**
   * Ratings from any iterable of `[user, item, rating]`, `[user, item, rating, timestamp]`, or objects with these
   * names.
   * @throws ValueError naming the rating that is not a finite number, is outside the scale, or is given twice.
   */
  static from(ratings: Iterable<RatingInput>, options: RatingsOptions = {}): Ratings {
    return new Ratings(collect(entrySource(ratings), options));
  }

  /**
   * Ratings from separated text: commas, tabs, semicolons or `::`, with a header or without. Ids stay text, so that
   * "007" keeps its zeros; look-ups treat 7 and "7" as the same id.
   * @param text the whole text, or its pieces as a file is read; for lines, `lines.join("\n")`.
   * @throws ValueError naming the line if a row is short, a rating is not a number, or a quote is not closed.
   * @example
   * const ratings = Ratings.fromCsv("user,item,rating\nAda,Alien,5\nBen,Alien,4");
   */
  static fromCsv(text: string | Iterable<string>, options: CsvOptions = {}): Ratings {
    return Ratings.read(csvSource(text, options), options);
  }

  /**
   * Ratings from objects whose fields have any names: parsed JSON, rows of Parquet or of a database.
   * @throws ValueError naming the record if a field is missing or wrong.
   * @example
   * const ratings = Ratings.fromRecords([{ reader: "Ada", book: "Dune", stars: 5 }], { user: "reader" });
   */
  static fromRecords(records: Iterable<object>, options: RecordOptions = {}): Ratings {
    return Ratings.read(recordSource(records, options), options);
  }

  /**
   * Ratings from parallel columns, which may be typed arrays.
   * @throws ShapeError if they differ in length; ValueError naming the wrong entry.
   * @example
   * const ratings = Ratings.fromColumns({ users: [1, 1, 2], items: [7, 8, 7], ratings: [5, 3, 4] });
   */
  static fromColumns(columns: RatingColumns, options: RatingsOptions = {}): Ratings {
    return Ratings.read(columnSource(columns), options);
  }

  /**
   * Ratings from an Apache Arrow table, such as `tableFromIPC` of the package apache-arrow returns.
   * @throws ValueError if a column is missing or a value is null.
   */
  static fromArrow(table: ArrowTable, options: RecordOptions = {}): Ratings {
    return Ratings.read(arrowSource(table, options), options);
  }

  /**
   * Ratings from a small table with blanks: rows are users, columns are items, and null or NaN means no rating.
   * @throws ShapeError if the table is ragged, or has not one id for each row and column; ValueError naming the cell.
   * @example
   * const ratings = Ratings.fromMatrix([[5, null], [4, 2]], { users: ["Ada", "Ben"], items: ["Alien", "Heat"] });
   */
  static fromMatrix(cells: CellsInput, options: TableOptions = {}): Ratings {
    const source = tableSource(cells, options);
    return new Ratings(collect(source, source.options));
  }

  /** Ratings by indices, as files hold them; sorted columns are shared, not copied. @throws ValueError @internal */
  static fromIndices(given: IndexedRatings): Ratings {
    return new Ratings(collectIndexed(given));
  }

  /** Ratings from a source. Keeps only the options of ratings: those of reading have been used. @internal */
  static read(source: RatingsSource, options: RatingsOptions): Ratings {
    const { scale, duplicates, missing, invalid, users, items, titles } = options;
    return new Ratings(collect(source, { scale, duplicates, missing, invalid, users, items, titles }));
  }

  /**
   * What was found where these ratings were read: format, separator, columns, how many rows were read, merged and left
   * out. Ratings that were made of others have theirs.
   */
  get source(): ReadReport {
    return this.#parts.report;
  }

  /**
   * Where the ratings are that a model was trained on and does not hold, in words: "Spark (s3a://shop/ratings.parquet)"; null
   * where these are all.
   */
  get elsewhere(): string | null {
    return this.#parts.elsewhere ?? null;
  }

  /** By which rule rows of the same user and item were merged. */
  get duplicates(): Duplicates {
    return this.#parts.duplicates;
  }

  /** How many users there are, including those without ratings. */
  get users(): number {
    return this.rows.rows;
  }

  /** How many items there are, including those without ratings. */
  get items(): number {
    return this.rows.columns;
  }

  /** How many ratings there are. */
  get length(): number {
    return this.rows.values.length;
  }

  /** items × users: the ratings of an item are one row. Computed on first use. */
  get columns(): SparseRows & {
    /** Where each of its entries stands among `rows`. */
    readonly order: Int32Array;
  } {
    this.transposedRows ??= transposed(this.rows);
    return this.transposedRows;
  }

  /** How often each of `rows.values` counts, > 0; null where each counts once. Shared, so do not write to it. */
  get weights(): Float64Array | null {
    return this.rows.weights ?? null;
  }

  /** The mean of all ratings, each as often as it counts. */
  get mean(): number {
    const { values, weights } = this.rows;
    return sumOf(values, weights) / weightOf(this.rows, 0, this.length);
  }

  /** The rating that a user gave an item, or undefined. @throws ValueError if there is no such user or item. */
  get(user: Id, item: Id): number | undefined {
    const u = this.userIds.indexOf(user);
    const i = this.itemIds.indexOf(item);
    const { offsets, indices, values } = this.rows;
    const k = indices.subarray(offsets[u], offsets[u + 1]).indexOf(i);
    return k < 0 ? undefined : values[offsets[u] + k];
  }

  /** The title of an item, or its id where it has none. */
  titleOf(item: Id): string {
    return this.titles.get(String(item)) ?? String(item);
  }

  /**
   * Selects some of these ratings; users and items stay, so that shapes do.
   * @param keep whether to keep the k-th of `rows.values`.
   */
  select(keep: (k: number) => boolean): Ratings {
    checkFunction(keep ?? null, "keep");
    return new Ratings({ ...this.#parts, ...selected(this, keep) });
  }

  /**
   * The same ratings, each with a weight of its own: with 2 it counts as if it were there twice, with 0 it is left out; users and
   * items stay. Weights that these ratings have are replaced. Losses, means and RMSE count by them; models that cannot refuse them.
   * @param weightOf the weight of a rating, a finite number ≥ 0, not 0 for all of them; `k` is its place in `rows.values`.
   * @throws ValueError naming the rating whose weight is none.
   * @example
   * const halfLife = 365 * 24 * 60 * 60;
   * const recent = ratings.weighted(({ timestamp }) => 0.5 ** ((now - timestamp!) / halfLife));
   */
  weighted(weightOf: (rating: Rating, k: number) => number): Ratings {
    checkFunction(weightOf ?? null, "weightOf");
    const weights = Float64Array.from(this, (rating, k) => {
      const path = `the weight of ${describeValue(rating.user)} for ${describeValue(rating.item)}`;
      return checkWeight(weightOf(rating, k), path);
    });
    return new Ratings({
      ...this.#parts,
      ...counting({ rows: { ...this.rows, weights }, timestamps: this.timestamps }),
    });
  }

  /**
   * The same ratings with weights turned into counts, r · weight, for models that take ratings for counts.
   * @internal
   */
  get asCounts(): Ratings {
    const { weights, ...rows } = this.rows;
    if (weights === undefined) return this;
    const values = rows.values.map((value, k) => value * weights[k]);
    const scale = [smallest(values), largest(values)] as const;
    return new Ratings({ ...this.#parts, rows: { ...rows, values }, scale });
  }

  /**
   * The ratings of at least `least`, as 1 each, for models of implicit feedback.
   * @throws ValueError if `least` is not a finite number.
   */
  atLeast(least: number): Ratings {
    if (!Number.isFinite(least)) throw wrongRating("least", describeValue(least), "a finite number");
    const liked = this.select((k) => this.rows.values[k] >= least);
    const rows = { ...liked.rows, values: new Float64Array(liked.length).fill(1) };
    return new Ratings({ ...liked.#parts, rows, scale: [1, 1] });
  }

  /** The same ratings on another scale, which must contain them all. @throws ValueError unless it is a scale. */
  scaled(scale: readonly [low: number, high: number]): Ratings {
    return new Ratings({ ...this.#parts, scale: checkScale(scale) });
  }

  /**
   * These ratings and others. Where both rate the same, the other counts; but where these were read with the
   * {@link RatingsOptions.duplicates duplicates} `"sum"`, `"count"`, `"max"`, `"min"` or `"latest"`, both are merged by
   * that rule: counts add up. Users and items of these keep their indices.
   */
  with(others: Ratings): Ratings {
    checkIsRatings(others, "others");
    return new Ratings(joined(this.#parts, others.#parts));
  }

  /** Other ratings in the place of these, of the same users and items. @internal */
  replaced(others: Ratings): Ratings {
    const rows = this.placesOf(others);
    return new Ratings({ ...this.#parts, rows, timestamps: null });
  }

  /** The same ratings among more users and items, who have none. Known ones keep their indices. @internal */
  among(users: readonly Id[], items: readonly Id[]): Ratings {
    const [userIds, itemIds] = [withMore(this.userIds, users), withMore(this.itemIds, items)];
    const offsets = new Int32Array(userIds.size + 1).fill(this.length);
    offsets.set(this.rows.offsets);
    const rows = { ...this.rows, rows: userIds.size, columns: itemIds.size, offsets };
    return new Ratings({ ...this.#parts, userIds, itemIds, rows });
  }

  /**
   * Other ratings with the indices that their users and items have here, without those of unknown users or items.
   * @throws ValueError if no rating is left.
   */
  placesOf(others: Ratings): SparseRows {
    checkIsRatings(others, "others");
    if (others.userIds === this.userIds && others.itemIds === this.itemIds) return others.rows;
    const [users, items] = [indicesIn(others.userIds, this.userIds), indicesIn(others.itemIds, this.itemIds)];
    if (!hasKnown(others.rows, users, items)) {
      const expected = "ratings of the same users and items";
      throw new ValueError(
        `none of the ratings is of a user and an item of the training, expected ${expected}`,
        {
          argument: "ratings",
          expected,
        },
      );
    }
    const readInto = (collector: RatingCollector): void => readParts(others, false, collector);
    return collect({ ...entrySource([]), readInto }, { users: this.userIds, items: this.itemIds }).rows;
  }

  /** User by user, in the order of their indices. */
  *[Symbol.iterator](): Generator<Rating> {
    const { offsets, indices, values } = this.rows;
    for (let u = 0; u < this.users; u++) {
      for (let k = offsets[u]; k < offsets[u + 1]; k++) {
        const rating = { user: this.userIds.at(u), item: this.itemIds.at(indices[k]), rating: values[k] };
        if (this.timestamps) Object.assign(rating, { timestamp: this.timestamps[k] });
        yield this.weights ? { ...rating, weight: this.weights[k] } : rating;
      }
    }
  }

  /** The percentage of cells that have a rating, to two digits. */
  private get filled(): number {
    return Number(((100 * this.length) / (this.users * this.items)).toPrecision(2));
  }

  toString(): string {
    const count = (n: number): string => n.toLocaleString("en-US");
    if (this.length === 0)
      return `Ratings: ${count(this.users)} users × ${count(this.items)} items, no ratings`;
    const [low, high] = this.scale;
    const range = low === high ? `all ${low}` : `${low} to ${high}, mean ${this.mean.toFixed(2)}`;
    const values = this.weights ? `${range}, weighted` : range;
    const leftOut = this.leftOut === null ? "" : `; ${said(this.leftOut)}`;
    return (
      `Ratings: ${count(this.users)} users × ${count(this.items)} items, ` +
      `${count(this.length)} ratings (${this.filled} % of the cells), ${values}${leftOut}`
    );
  }

  /** What was left out when these ratings were read, in words; null for those that were made of others. */
  private get leftOut(): TextPayload | null {
    const { rows, merged, leftOut } = this.source;
    const isRead = rows - merged - leftOut.missing - leftOut.invalid === this.length;
    return isRead ? leftOutText(this.source) : null;
  }

  /** The ratings as a notebook shows them. */
  [jupyterDisplay](): MimeBundle {
    const [low, high] = this.scale;
    const counted = [this.users, this.items, this.length, this.users * this.items === 0 ? null : this.filled];
    const values = this.length === 0 ? [null, null, null] : [low, high, Number(this.mean.toFixed(2))];
    const { leftOut } = this;
    const title = leftOut === null ? sentence("Ratings") : sentence("Ratings, {leftOut}", { leftOut });
    const payload = tablePayload(title, COLUMNS, [[...counted, ...values]]);
    return makeBundle(payload, this.toString());
  }
}

/** These ids and more; the same index where there are none. */
function withMore(known: IdIndex, more: readonly Id[]): IdIndex {
  if (more.length === 0) return known;
  const ids = known.copy();
  for (const id of more) ids.add(id);
  return ids;
}

/** Whether one of the ratings is of a user and an item whose numbers are not negative. */
function hasKnown({ rows, offsets, indices }: SparseRows, users: Int32Array, items: Int32Array): boolean {
  for (let u = 0; u < rows; u++)
    for (let k = offsets[u]; k < offsets[u + 1]; k++)
      if (users[u] >= 0 && items[indices[k]] >= 0) return true;
  return false;
}

/** @throws ValueError unless `value` is Ratings, which may be empty. */
export function checkIsRatings(value: unknown, argument: string): asserts value is Ratings {
  if (value instanceof Ratings) return;
  throw wrongArgument(argument, value, "Ratings, as Ratings.from(…) makes them");
}

/** Σ of the values, each times its weight. Two loops, since one that asks for weights each time takes five times as long. */
function sumOf(values: Float64Array, weights?: Float64Array): number {
  let sum = 0;
  if (weights) for (let k = 0; k < values.length; k++) sum += weights[k] * values[k];
  else for (let k = 0; k < values.length; k++) sum += values[k];
  return sum;
}
