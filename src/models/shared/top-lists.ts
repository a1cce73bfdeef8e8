import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { bundleOf } from "../../outputs/make-bundle";
import { formatNumber } from "../../outputs/number";
import { formatCount } from "../../outputs/progress-number";
import { said } from "../../outputs/translate";
import { sentence } from "../../payload/sentence";
import type { SentencePayload, TextPayload } from "../../payload/types";
import type { SavedTable } from "../../files/saved-table";
import type { Id } from "../../ratings/ids";
import { newcomerNote } from "./newcomers";
import { belowMean } from "./reason-texts";
import { RankedList } from "./recommendations";
import type { Called } from "./recommendations";
import { listsTable } from "./top-lists-rows";
import type { TopListsRow } from "./top-lists-rows";
import type { Unknown } from "./unknown";

/** What lists have to say of themselves. */
export interface TopListsNotes {
  /** The rows of users of whom nothing is known. @default none */
  readonly baselines?: readonly number[];
  /** How unknown users were to be answered. @default "throw" */
  readonly unknown?: Unknown;
  /** Sentences for who reads them. @default none */
  readonly notes?: readonly TextPayload[];
  /** Those of them that are of each list. @default none */
  readonly notesOfEach?: readonly TextPayload[];
  /** The mean of the ratings of a row's user; null where there are none. @default none */
  readonly meanOf?: (row: number) => number | null;
}

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
 * await lists.save("top.csv"); // or "top.jsonl", "top.parquet"
 */
export class TopLists<User = unknown> implements Iterable<RankedList> {
  // Private, so that a notebook and JSON show the arrays alone.
  readonly #nameOf: (row: number) => string;
  readonly #called: Called;
  readonly #about: Required<TopListsNotes>;
  readonly #unknown: ReadonlySet<number>;

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
    {
      baselines = [],
      unknown = "throw",
      notes = [],
      notesOfEach = [],
      meanOf = () => null,
    }: TopListsNotes = {},
  ) {
    this.#nameOf = nameOf;
    this.#called = called;
    this.#about = { baselines, unknown, notes, notesOfEach, meanOf };
    this.#unknown = new Set(baselines);
  }

  /** The rows of users of whom nothing is known, whose lists are the model's baseline. */
  get baselines(): readonly number[] {
    return this.#about.baselines;
  }

  /** What is to be known of the lists, in sentences, which their output shows below them. */
  get notes(): readonly string[] {
    return this.#about.notes.map((note) => said(note));
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
    const name = this.#nameOf(row);
    const isBaseline = this.#unknown.has(row);
    const { notesOfEach, meanOf } = this.#about;
    const scores = entries.map(({ score }) => score);
    const below = belowMean(name, meanOf(row), scores);
    const notes = [...(isBaseline ? [newcomerNote(name)] : []), ...notesOfEach, ...below];
    return new RankedList(sentence("For {name}", { name }), this.measure, entries, { isBaseline, notes });
  }

  /** The list of a user, by id, or by what stood for them in `users`; undefined where there is none. */
  of(user: unknown): RankedList | undefined {
    const isMeant = (each: unknown): boolean =>
      each === user || (isId(each) && isId(user) && String(each) === String(user));
    return this.at(this.users.findIndex(isMeant));
  }

  /**
   * All items of all lists as rows, list by list, the best first: `{ user, rank, item, title, score }`, and `baseline` where
   * unknown users are no error, or newcomers are among them. {@link save} writes them without making all of them at once.
   */
  rows(): TopListsRow[] {
    const { length, columns } = this.table();
    return Array.from(
      { length },
      (_, k) => Object.fromEntries(columns.map(({ name, at }) => [name, at(k)])) as unknown as TopListsRow,
    );
  }

  /**
   * Writes {@link rows} into a file, in the format that its name ends in. In ".csv", ids and titles that a spreadsheet would
   * run as a formula have an apostrophe before them; ".jsonl" (or ".ndjson", JSON lines) and ".parquet" hold each as it is.
   * Ids that are numbers stay numbers; in Parquet all of a column are text where one is. Wait for the promise. An existing
   * file is replaced only once the new one is complete; a link stays one, and mode and owner are kept.
   * @throws ValueError for another ending; FileError if it cannot be written, is read-only, no regular file, or one with
   * several names; EnvironmentError where there are no files, as in a browser.
   */
  async save(path: string): Promise<void> {
    const { writeTable } = await import("../../files/table-file");
    await writeTable(path, this.table());
  }

  /** Goes through the lists, in the order of the rows. */
  *[Symbol.iterator](): Iterator<RankedList> {
    for (let row = 0; row < this.length; row++) yield this.at(row)!;
  }

  toString(): string {
    const lines = this.users.slice(0, SHOWN_USERS).map(
      (_user, row) =>
        `${this.#nameOf(row)}: ${this.scored(row)
          .map((item) => said(item))
          .join(", ")}`,
    );
    const more = this.length - lines.length;
    return [
      `${said(this.title)} (${this.measure})`,
      ...lines,
      ...(more > 0 ? [`… and ${formatCount(more)} more`] : []),
      ...this.notes,
      ...this.notesOn(SHOWN_USERS).map((note) => said(note)),
    ].join("\n");
  }

  /** The lists as a notebook shows them: a row for each user. */
  [jupyterDisplay](): MimeBundle {
    const notesOn = (users: number): TextPayload[] => [...this.#about.notes, ...this.notesOn(users)];
    return bundleOf(
      (make) => make.topLists(this.title, this, this.#nameOf, (row) => this.scored(row), notesOn),
      this.toString(),
    );
  }

  /** What is to be said of what is shown of the first users. */
  private notesOn(users: number): TextPayload[] {
    let [shown, below] = [0, 0];
    this.users.slice(0, users).forEach((_user, row) => {
      const mean = this.#about.meanOf(row) ?? -Infinity;
      const from = row * this.count;
      const scores = this.scores.subarray(from, from + this.indices(row).subarray(0, SHOWN_ITEMS).length);
      shown += scores.length;
      below += scores.filter((score) => score < mean).length;
    });
    if (below === 0) return [];
    const all = formatCount(shown);
    return [
      below === 1
        ? sentence("1 of these {all} predictions is below the mean of its user's ratings.", { all })
        : sentence("{count} of these {all} predictions are below the mean of their user's ratings.", {
            count: formatCount(below),
            all,
          }),
    ];
  }

  private get title(): TextPayload {
    const number = formatCount(this.count);
    return this.length === 1
      ? sentence("Top {number} for 1 user", { number })
      : sentence("Top {number} for {count} users", { number, count: formatCount(this.length) });
  }

  /** The lists as columns, for rows and files. */
  private table(): SavedTable {
    const unknown = this.#unknown;
    const saysBaselines = this.#about.unknown === "baseline" || unknown.size > 0;
    const isBaseline = saysBaselines ? (row: number): boolean => unknown.has(row) : null;
    return listsTable(this, this.#called, isBaseline);
  }

  private indices(row: number): Int32Array {
    const own = this.items.subarray(row * this.count, (row + 1) * this.count);
    const end = own.indexOf(-1);
    return end < 0 ? own : own.subarray(0, end);
  }

  /** What is shown of a row: its first items, each with its score. */
  private scored(row: number): SentencePayload[] {
    const digits = this.measure === "rating" ? 2 : 3;
    return Array.from(this.indices(row).subarray(0, SHOWN_ITEMS), (item, n) => {
      const score = formatNumber(this.scores[row * this.count + n], digits);
      return sentence("{title} ({score})", { title: this.#called(item).title, score });
    });
  }
}

const isId = (value: unknown): boolean => typeof value === "string" || typeof value === "number";
