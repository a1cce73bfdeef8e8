import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { makeBundle } from "../../outputs/make-bundle";
import { formatNumber } from "../../outputs/number";
import { formatCount } from "../../outputs/progress-number";
import { tablePayload } from "../../payload/build-lists";
import { LIMITS } from "../../payload/limits";
import type { Id } from "../../ratings/ids";
import { RankedList } from "./recommendations";
import type { Called } from "./recommendations";

/** The users that a text shows, and the items of each in a table. */
const SHOWN_USERS = 10;
const SHOWN_ITEMS = 10;

/**
 * The lists of many users, as `recommendAll` gives them: typed arrays of users × `count`, row by row. Where a user's list is
 * shorter, the rest of the row is −1 in `items` and NaN in `scores`.
 *
 * @example
 * const lists = model.recommendAll({ count: 5 });
 * lists.ids(0); // the ids of the first user's items, the best first
 * lists.of("Ada"); // the list that recommend("Ada", { count: 5 }) gives
 */
export class TopLists<User = unknown> implements Iterable<RankedList> {
  // Private, so that a notebook and JSON show the arrays alone.
  readonly #nameOf: (row: number) => string;
  readonly #called: Called;

  /**
   * @param users one for each row.
   * @param nameOf what texts call the user of a row.
   * @param count the length of a row.
   * @param measure what the scores are: "rating", "score".
   * @param items the items' indices, users × count.
   * @param scores their scores, users × count.
   * @param called the id and the title of an item, by its index.
   */
  constructor(
    /** What was asked for, one for each row: ids of users, or new users as `transform` gives them. */
    readonly users: readonly User[],
    nameOf: (row: number) => string,
    /** The length of a row. */
    readonly count: number,
    /** What the scores are: "rating", "score". */
    readonly measure: string,
    /** Items' indices, users × count, row by row: those of `ratings.itemIds`, or the columns of a table. −1 where a list ends. */
    readonly items: Int32Array,
    /** What {@link RankedList} calls their scores, users × count, row by row. NaN where a list ends. */
    readonly scores: Float64Array,
    called: Called,
  ) {
    this.#nameOf = nameOf;
    this.#called = called;
  }

  /** How many users there are. */
  get length(): number {
    return this.users.length;
  }

  /** The ids of a row's items, the best first. @param row counted from 0. */
  ids(row: number): Id[] {
    return Array.from(this.indices(row), (item) => this.#called(item).id);
  }

  /** A row as a list, as `recommend` gives it; undefined where there is no such row. @param row counted from 0. */
  at(row: number): RankedList | undefined {
    if (!(row in this.users)) return undefined;
    const entries = Array.from(this.indices(row), (item, n) => ({
      ...this.#called(item),
      score: this.scores[row * this.count + n],
    }));
    return new RankedList(`For ${this.#nameOf(row)}`, this.measure, entries);
  }

  /** The list of a user, by id, or by what stood for them in `users`; undefined where there is none. */
  of(user: unknown): RankedList | undefined {
    const isMeant = (each: unknown): boolean =>
      each === user || (isId(each) && isId(user) && String(each) === String(user));
    return this.at(this.users.findIndex(isMeant));
  }

  /** Goes through the lists, in the order of the rows. */
  *[Symbol.iterator](): Iterator<RankedList> {
    for (let row = 0; row < this.length; row++) yield this.at(row)!;
  }

  toString(): string {
    const lines = this.users
      .slice(0, SHOWN_USERS)
      .map((_user, row) => `${this.#nameOf(row)}: ${this.titles(row).join(", ")}`);
    const more = this.length - lines.length;
    return [
      `${this.title} (${this.measure})`,
      ...lines,
      ...(more > 0 ? [`… and ${formatCount(more)} more`] : []),
    ].join("\n");
  }

  /** The lists as a notebook shows them: a row for each user. */
  [jupyterDisplay](): MimeBundle {
    const width = Math.min(this.count, SHOWN_ITEMS);
    const columns = ["user", ...Array.from({ length: width }, (_, n) => String(n + 1))].map((name) => ({
      name,
    }));
    const rows = this.users.slice(0, LIMITS.tableRows).map((_user, row) => {
      const titles = this.titles(row);
      return [this.#nameOf(row), ...Array.from({ length: width }, (_, n) => titles[n] ?? null)];
    });
    return makeBundle(tablePayload(this.title, columns, rows), this.toString());
  }

  private get title(): string {
    return `Top ${formatCount(this.count)} for ${formatCount(this.length)} ${this.length === 1 ? "user" : "users"}`;
  }

  private indices(row: number): Int32Array {
    const own = this.items.subarray(row * this.count, (row + 1) * this.count);
    const end = own.indexOf(-1);
    return end < 0 ? own : own.subarray(0, end);
  }

  /** What a text shows of a row. */
  private titles(row: number): string[] {
    const indices = this.indices(row).subarray(0, SHOWN_ITEMS);
    return Array.from(indices, (item, n) => {
      const score = this.scores[row * this.count + n];
      return `${this.#called(item).title} (${formatNumber(score, this.measure === "rating" ? 2 : 3)})`;
    });
  }
}

const isId = (value: unknown): boolean => typeof value === "string" || typeof value === "number";
