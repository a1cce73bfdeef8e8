import type { ReadOptions } from "../../../src/ratings/read-ratings";
import type { ReadReport } from "../../../src/ratings/report";

/** A file as it is met, made up and small, and what becomes of it. */
export interface FileForm {
  /** What it is like, as a sentence goes on. */
  readonly name: string;
  readonly file: string;
  readonly content: string | Uint8Array;
  readonly options?: ReadOptions;
  /** The ratings that are read: user, item, rating, and a time where there is one. */
  readonly read?: readonly (readonly [string | number, string | number, number, number?])[];
  /** What is said of it. */
  readonly found?: Partial<ReadReport>;
  /** The end of the error's message, from the file's name on. */
  readonly refused?: string;
}

/** The ratings of most of these files. */
export const ADA_AND_BEN = [
  ["Ada", "Alien", 5],
  ["Ben", "Alien", 4],
] as const;

/** The same with numbers for names. */
export const NUMBERED = [
  ["1", "7", 5],
  ["2", "7", 4],
] as const;
