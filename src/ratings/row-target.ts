import type { BlankLines } from "./blank-lines";
import type { RatingCollector } from "./collector";
import type { LineNumbers } from "./line-numbers";

/** Where in the text the rows are, which both ways of reading them keep up to date. */
export interface RowPlace {
  /** The line, from 1, of the row that comes next. */
  nextLine: number;
  readonly blank: BlankLines;
  /** Reads what comes next in the text already, while other threads are at work. */
  readAhead(): void;
}

/** Where ratings go that are read from bytes. */
export interface RatingTarget {
  readonly collector: RatingCollector;
  /** The lines of the ratings. */
  readonly lines: LineNumbers;
  /** So many bytes are worth a kernel's work. */
  readonly fewestBytes: number;
}
