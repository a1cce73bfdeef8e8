/** The cells that this kernel has run, for front ends that offer earlier lines. */
import { matchesGlob } from "./glob";
import type { JsonObject } from "../message";

/** The number of the only session: nothing is kept when the kernel ends. */
const SESSION_NUMBER = 1;

interface HistoryEntry {
  count: number;
  code: string;
  output: string | null;
}

/** Session, number and code of a cell, as `history_reply` lists them; with output, both texts. */
export type HistoryItem = [number, number, string | [string, string | null]];

export interface HistoryLimits {
  /** The maximum number of cells to keep. @default 5000 */
  cells?: number;
  /** The maximum number of UTF-16 units of code and output to keep. @default 2 ** 24 */
  units?: number;
}

export class History {
  private entries: HistoryEntry[] = [];
  private readonly byCell = new WeakMap<object, HistoryEntry>();
  private units = 0;

  constructor(private readonly limits: HistoryLimits = {}) {}

  /** Adds a cell; the oldest ones are removed when there are too many. */
  add(cell: { readonly count: number }, code: string): void {
    const entry = { count: cell.count, code, output: null };
    this.byCell.set(cell, entry);
    this.entries.push(entry);
    this.units += code.length;
    this.shrink();
  }

  /** Adds the text of a cell's result, if the cell is in the history. */
  setOutput(cell: object, output: unknown): void {
    const entry = this.byCell.get(cell);
    if (entry === undefined || typeof output !== "string" || !this.entries.includes(entry)) return;
    this.units += output.length - (entry.output?.length ?? 0);
    entry.output = output;
    this.shrink();
  }

  /**
   * The content of a `history_reply`. Cells are kept as typed, so that `raw` makes no difference.
   * @throws TypeError when a field has the wrong type, or the access type is unknown.
   */
  answer(content: JsonObject): { history: HistoryItem[] } {
    const withOutput = content.output === true;
    return {
      history: this.select(content).map(({ count, code, output }) => [
        SESSION_NUMBER,
        count,
        withOutput ? [code, output] : code,
      ]),
    };
  }

  private select(content: JsonObject): HistoryEntry[] {
    switch (content.hist_access_type) {
      case "tail":
        return lastOf(this.entries, integer(content, "n"));
      case "range":
        return this.range(content);
      case "search":
        return this.search(content);
      default:
        throw new TypeError(
          `hist_access_type is ${JSON.stringify(content.hist_access_type)}, expected "tail", "range" or "search"`,
        );
    }
  }

  /** The cells from `start` to before `stop`, of this session only; session 0 also means the current one. */
  private range(content: JsonObject): HistoryEntry[] {
    const wanted = integer(content, "session") ?? 0;
    if (wanted !== 0 && wanted !== SESSION_NUMBER) return [];
    const start = integer(content, "start") ?? 1;
    const stop = integer(content, "stop") ?? Infinity;
    return this.entries.filter(({ count }) => count >= start && count < stop);
  }

  private search(content: JsonObject): HistoryEntry[] {
    const { pattern = "*" } = content;
    if (typeof pattern !== "string") throw new TypeError(`pattern is ${typeof pattern}, expected a string`);
    const found = this.entries.filter(({ code }) => matchesGlob(code, pattern));
    return lastOf(content.unique === true ? latestOfEach(found) : found, integer(content, "n"));
  }

  private shrink(): void {
    const { cells = 5000, units = 2 ** 24 } = this.limits;
    while (this.entries.length > cells || (this.units > units && this.entries.length > 1)) {
      const { code, output } = this.entries.shift()!;
      this.units -= code.length + (output?.length ?? 0);
    }
  }
}

/** Keeps only the last of the cells with the same code. */
function latestOfEach(entries: readonly HistoryEntry[]): HistoryEntry[] {
  const latest = new Map(entries.map((entry) => [entry.code, entry]));
  return entries.filter((entry) => latest.get(entry.code) === entry);
}

/** The last `n` cells; all of them where `n` is undefined. */
function lastOf(entries: readonly HistoryEntry[], n: number | undefined): HistoryEntry[] {
  return n === undefined ? [...entries] : entries.slice(Math.max(0, entries.length - Math.max(0, n)));
}

/** A field that must be an integer; undefined where it is missing or null. */
function integer(content: JsonObject, key: string): number | undefined {
  const value = content[key];
  if (value == null) return undefined;
  if (!Number.isInteger(value))
    throw new TypeError(`${key} is ${JSON.stringify(value)}, expected an integer`);
  return value as number;
}
