import { describeValue, FactorlabError, isList, wrongArgument } from "../errors";
import { numberOf } from "./number-text";

/** So many of the rows that were left out are told with what is wrong with them. */
const MOST_TOLD = 3;

/** A rating that stands for "not rated". */
export type Missing = number | string | null;

/** Which rows are left out. */
export interface LeavingOut {
  /** Ratings that mean "not rated", such as `[-1, 0, ""]`: rows with one are left out, and counted. @default none */
  missing?: readonly Missing[];
  /** Whether a row that cannot be read is refused, or left out and counted. @default "error" */
  invalid?: "error" | "skip";
}

/** How many rows were left out, and why. */
export interface LeftOutReport {
  /** Rows whose rating is one of `missing`. */
  readonly missing: number;
  /** Rows that could not be read. */
  readonly invalid: number;
  /** What is wrong with the first three of those that could not be read, and where. */
  readonly first: readonly string[];
}

/** Decides which rows are left out, and counts them. */
export class LeftOut {
  private missingRows = 0;
  private invalidRows = 0;
  private readonly first: string[] = [];
  /** The numbers that mean "not rated". */
  readonly numbers: ReadonlySet<number>;
  private readonly texts: ReadonlySet<string>;
  private readonly nothing: boolean;
  /** Whether rows that cannot be read are left out. */
  readonly skips: boolean;

  constructor({ missing = [], invalid = "error" }: LeavingOut) {
    checkMissing(missing);
    this.skips = invalid === "skip";
    const numbers = missing.map((each) => (typeof each === "string" ? numberOf(each, false) : each));
    this.numbers = new Set(
      numbers.filter((each, n) => each !== null && isNumber(each, missing[n])) as number[],
    );
    this.texts = new Set(missing.filter((each) => typeof each === "string").map((each) => each.trim()));
    this.nothing = missing.includes(null);
  }

  /** Whether any row may be left out. */
  get isActive(): boolean {
    return this.skips || this.numbers.size > 0 || this.texts.size > 0 || this.nothing;
  }

  /** How many rows were left out. */
  get count(): number {
    return this.missingRows + this.invalidRows;
  }

  /** Whether a rating, as it was given, means that there is none. */
  isMissing(rating: unknown): boolean {
    if (typeof rating === "number") return this.numbers.has(rating);
    if (typeof rating === "string") return this.texts.has(rating.trim());
    return this.nothing && (rating === null || rating === undefined);
  }

  /** Counts a row without a rating. */
  countMissing(): void {
    this.missingRows++;
  }

  /** Counts a row that cannot be read. @throws the error where such rows are refused. */
  refuse(error: unknown): void {
    if (!this.skips || !(error instanceof FactorlabError)) throw error;
    this.invalidRows++;
    if (this.first.length < MOST_TOLD) this.first.push(error.message);
  }

  /** What was left out. */
  report(): LeftOutReport {
    return { missing: this.missingRows, invalid: this.invalidRows, first: [...this.first] };
  }
}

/** Whether it is a number, or a text that writes one. */
function isNumber(value: number, given: Missing): boolean {
  return typeof given === "number" || !Number.isNaN(value);
}

function checkMissing(missing: unknown): void {
  const expected = 'a list of ratings that mean "not rated", such as [-1, ""]';
  if (!Array.isArray(missing)) throw wrongArgument("missing", missing, expected);
  missing.forEach((each: unknown, n) => {
    if (typeof each === "number" || typeof each === "string" || each === null) return;
    throw wrongArgument(
      `missing[${n}]`,
      each,
      "a number, text or null",
      isList(each) ? "a list" : describeValue(each),
      [n],
    );
  });
}
