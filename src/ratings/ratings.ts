import { describeValue, ValueError } from "../errors";
import { jupyterDisplay } from "../outputs/bundle";
import type { CellsInput } from "../matrix/read";
import type { MimeBundle } from "../outputs/bundle";
import { makeBundle } from "../outputs/make-bundle";
import { tablePayload } from "../payload/build-lists";
import { checkFunction } from "../training/options";
import { checkScale, wrongRating } from "./checks";
import { collect } from "./collect";
import type { Collected, RatingInput, RatingsOptions } from "./collect";
import { csvSource } from "./csv";
import type { CsvOptions, RatingsSource } from "./csv";
import type { Id, IdIndex } from "./ids";
import { arrowSource, columnSource } from "./parallel";
import type { ArrowTable, RatingColumns } from "./parallel";
import { recordSource } from "./records";
import type { RecordOptions } from "./records";
import { transposed } from "./sparse";
import type { SparseRows } from "./sparse";
import { tableSource } from "./table";
import type { TableOptions } from "./table";

/** One rating, by the ids. */
export interface Rating {
  /** The user's id. */
  user: Id;
  /** The item's id. */
  item: Id;
  /** The value of the rating, within the scale. */
  rating: number;
  /** When it was given, in seconds since 1970; absent where the ratings have no times. */
  timestamp?: number;
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
  /** users × items; the ratings of a user are one row. Shared, not to be written to. */
  readonly rows: SparseRows;
  /** Seconds since 1970 of each of `rows.values`; null where the ratings have no times. */
  readonly timestamps: Float64Array | null;
  /** The lowest and the highest rating that can be given: as it was told, else as the ratings have it. */
  readonly scale: readonly [low: number, high: number];
  /** What items are called, by the text of their ids. */
  readonly titles: ReadonlyMap<string, string>;
  private turned: ReturnType<typeof transposed> | undefined;

  private constructor(private readonly parts: Collected) {
    this.userIds = parts.userIds;
    this.itemIds = parts.itemIds;
    this.rows = parts.rows;
    this.timestamps = parts.timestamps;
    this.scale = parts.scale;
    this.titles = parts.titles;
  }

  /**
   * Ratings out of anything that can be gone through: `[user, item, rating]`, `[user, item, rating, timestamp]`, or
   * objects with these names.
   * @throws ValueError naming the place if a rating is no finite number, is outside the scale, or is given twice.
   */
  static from(ratings: Iterable<RatingInput>, options: RatingsOptions = {}): Ratings {
    return new Ratings(collect(ratings, options));
  }

  /**
   * Ratings out of separated text: commas, tabs, semicolons or `::`, with a header or without. Ids are kept as text,
   * so that "007" stays; where `Ratings` are asked, 7 and "7" are the same.
   * @param text all of it, or pieces of it as a file is read; `lines.join("\n")` of lines.
   * @throws ValueError naming the line if a row is short, a rating is no number, or a quote is not closed.
   * @example
   * const ratings = Ratings.fromCsv("user,item,rating\nAda,Alien,5\nBen,Alien,4");
   */
  static fromCsv(text: string | Iterable<string>, options: CsvOptions = {}): Ratings {
    return Ratings.read(csvSource(text, options), options);
  }

  /**
   * Ratings out of objects whose fields have any names: parsed JSON, rows of Parquet or of a database.
   * @throws ValueError naming the record if a field is missing or wrong.
   * @example
   * const ratings = Ratings.fromRecords([{ reader: "Ada", book: "Dune", stars: 5 }], { user: "reader" });
   */
  static fromRecords(records: Iterable<object>, options: RecordOptions = {}): Ratings {
    return Ratings.read(recordSource(records, options), options);
  }

  /**
   * Ratings out of parallel columns, which may be typed arrays.
   * @throws ShapeError if they differ in length; ValueError naming the place.
   * @example
   * const ratings = Ratings.fromColumns({ users: [1, 1, 2], items: [7, 8, 7], ratings: [5, 3, 4] });
   */
  static fromColumns(columns: RatingColumns, options: RatingsOptions = {}): Ratings {
    return Ratings.read(columnSource(columns), options);
  }

  /**
   * Ratings out of an Apache Arrow table, such as `tableFromIPC` of the package apache-arrow gives.
   * @throws ValueError if it has not the columns, or a value is null.
   */
  static fromArrow(table: ArrowTable, options: RecordOptions = {}): Ratings {
    return Ratings.read(arrowSource(table, options), options);
  }

  /**
   * Ratings out of a small table with blanks: rows are users, columns items, and null or NaN is no rating.
   * @throws ShapeError if the table is ragged or ids are not one for each; ValueError naming the cell.
   * @example
   * const ratings = Ratings.fromMatrix([[5, null], [4, 2]], { users: ["Ada", "Ben"], items: ["Alien", "Heat"] });
   */
  static fromMatrix(cells: CellsInput, options: TableOptions = {}): Ratings {
    const source = tableSource(cells, options);
    return new Ratings(collect(source.ratings, source.options, source.placeOf));
  }

  /** How a table is read is no matter of the ratings in it. */
  private static read({ ratings, placeOf }: RatingsSource, options: RatingsOptions): Ratings {
    const { scale, duplicates, users, items, titles } = options;
    return new Ratings(collect(ratings, { scale, duplicates, users, items, titles }, placeOf));
  }

  /** How many users there are, those without a rating among them. */
  get users(): number {
    return this.rows.rows;
  }

  /** How many items there are, those without a rating among them. */
  get items(): number {
    return this.rows.columns;
  }

  /** How many ratings there are. */
  get length(): number {
    return this.rows.values.length;
  }

  /** items × users: the ratings of an item are one row. Made when it is first asked for. */
  get columns(): SparseRows & {
    /** Where each of its entries stands among `rows`. */
    readonly order: Int32Array;
  } {
    this.turned ??= transposed(this.rows);
    return this.turned;
  }

  /** The mean of all ratings. */
  get mean(): number {
    let sum = 0;
    for (const value of this.rows.values) sum += value;
    return sum / this.length;
  }

  /** What a user gave an item, or undefined. @throws ValueError if there is no such user or item. */
  get(user: Id, item: Id): number | undefined {
    const u = this.userIds.indexOf(user);
    const i = this.itemIds.indexOf(item);
    const { offsets, indices, values } = this.rows;
    const k = indices.subarray(offsets[u], offsets[u + 1]).indexOf(i);
    return k < 0 ? undefined : values[offsets[u] + k];
  }

  /** What an item is called: its title, or else its id. */
  titleOf(item: Id): string {
    return this.titles.get(String(item)) ?? String(item);
  }

  /**
   * Some of these ratings, of the same users and items: shapes stay.
   * @param keep whether to keep the k-th of `rows.values`.
   */
  select(keep: (k: number) => boolean): Ratings {
    checkFunction(keep ?? null, "keep");
    const { offsets, indices, values } = this.rows;
    const kept: number[] = [];
    const starts = new Int32Array(offsets.length);
    for (let u = 0; u < this.users; u++) {
      for (let k = offsets[u]; k < offsets[u + 1]; k++) if (keep(k)) kept.push(k);
      starts[u + 1] = kept.length;
    }
    const rows = {
      ...this.rows,
      offsets: starts,
      indices: Int32Array.from(kept, (k) => indices[k]),
      values: Float64Array.from(kept, (k) => values[k]),
    };
    const timestamps = this.timestamps && Float64Array.from(kept, (k) => this.timestamps![k]);
    return new Ratings({ ...this.parts, rows, timestamps });
  }

  /**
   * The ratings of `least` and more, as 1 each: who rated so liked it. For models of implicit feedback.
   * @throws ValueError if `least` is no finite number.
   */
  atLeast(least: number): Ratings {
    if (!Number.isFinite(least)) throw wrongRating("least", describeValue(least), "a finite number");
    const liked = this.select((k) => this.rows.values[k] >= least);
    const rows = { ...liked.rows, values: new Float64Array(liked.length).fill(1) };
    return new Ratings({ ...liked.parts, rows, scale: [1, 1] });
  }

  /** The same ratings on another scale, which has to hold them all. @throws ValueError if it is no scale. */
  scaled(scale: readonly [low: number, high: number]): Ratings {
    return new Ratings({ ...this.parts, scale: checkScale(scale) });
  }

  /**
   * These ratings and others; where both have one, the other's counts. Users and items of these keep their places.
   */
  with(others: Ratings): Ratings {
    checkIsRatings(others, "others");
    const { userIds, itemIds, titles } = this;
    const timed = this.timestamps !== null && others.timestamps !== null;
    const plain = (rating: Rating): RatingInput =>
      timed ? rating : [rating.user, rating.item, rating.rating];
    const both = [...this, ...others].map(plain);
    const low = Math.min(this.scale[0], others.scale[0]);
    const high = Math.max(this.scale[1], others.scale[1]);
    return Ratings.from(both, {
      duplicates: "last",
      users: [...userIds, ...others.userIds],
      items: [...itemIds, ...others.itemIds],
      titles: new Map([...titles, ...others.titles]),
      // Likes are all 1, which is no scale to be told.
      ...(low < high ? { scale: [low, high] } : {}),
    });
  }

  /**
   * Other ratings in the places that their users and items have here; those of users or items that are not here are
   * left out.
   * @throws ValueError if none is left.
   */
  placesOf(others: Ratings): SparseRows {
    checkIsRatings(others, "others");
    if (others.userIds === this.userIds && others.itemIds === this.itemIds) return others.rows;
    const known = [...others].filter(({ user, item }) => this.userIds.has(user) && this.itemIds.has(item));
    if (known.length === 0) {
      const expected = "ratings of the same users and items";
      throw new ValueError(
        `none of the ratings is of a user and an item of the training, expected ${expected}`,
        {
          argument: "ratings",
          expected,
        },
      );
    }
    return Ratings.from(
      known.map(({ user, item, rating }) => [user, item, rating] as const),
      {
        users: this.userIds,
        items: this.itemIds,
      },
    ).rows;
  }

  /** User by user, in the order of their places. */
  *[Symbol.iterator](): Generator<Rating> {
    const { offsets, indices, values } = this.rows;
    for (let u = 0; u < this.users; u++) {
      for (let k = offsets[u]; k < offsets[u + 1]; k++) {
        const rating = { user: this.userIds.at(u), item: this.itemIds.at(indices[k]), rating: values[k] };
        yield this.timestamps ? { ...rating, timestamp: this.timestamps[k] } : rating;
      }
    }
  }

  /** How many of all cells have a rating, in percent, to two digits. */
  private get filled(): number {
    return Number(((100 * this.length) / (this.users * this.items)).toPrecision(2));
  }

  toString(): string {
    const count = (n: number): string => n.toLocaleString("en-US");
    if (this.length === 0)
      return `Ratings: ${count(this.users)} users × ${count(this.items)} items, no ratings`;
    const [low, high] = this.scale;
    const values = low === high ? `all ${low}` : `${low} to ${high}, mean ${this.mean.toFixed(2)}`;
    return (
      `Ratings: ${count(this.users)} users × ${count(this.items)} items, ` +
      `${count(this.length)} ratings (${this.filled} % of the cells), ${values}`
    );
  }

  /** The ratings as a notebook shows them. */
  [jupyterDisplay](): MimeBundle {
    const [low, high] = this.scale;
    const counted = [this.users, this.items, this.length, `${this.filled} %`];
    const values = this.length === 0 ? [null, null, null] : [low, high, Number(this.mean.toFixed(2))];
    const names = ["users", "items", "ratings", "of the cells", "lowest", "highest", "mean"];
    const columns = names.map((name) => ({ name }));
    return makeBundle(tablePayload("Ratings", columns, [[...counted, ...values]]), this.toString());
  }
}

/** @throws ValueError unless `value` is Ratings, be it without any. */
export function checkIsRatings(value: unknown, argument: string): asserts value is Ratings {
  if (value instanceof Ratings) return;
  const expected = "Ratings, as Ratings.from(…) makes them";
  throw new ValueError(`${argument} is ${describeValue(value)}, expected ${expected}`, {
    argument,
    actual: value,
    expected,
  });
}
