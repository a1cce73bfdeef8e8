import { describeValue, isList } from "../../errors";
import { attempt } from "../../outputs/attempt";
import type { AnswerKind, Written } from "../definition";
import type { PlainAnswer } from "../compare";

/** Why an answer cannot be judged: a sentence of the course's words, and what stands in it. */
export interface Unusable {
  readonly reason: Reason;
  readonly fill?: Readonly<Record<string, string>>;
  /** What the answer is, where the sentence says it. */
  readonly is?: Sort;
}

/** The sentences on answers that cannot be judged. */
export type Reason =
  | "nothing"
  | "promise"
  | "functionNotCalled"
  | "model"
  | "notFinite"
  | "inQuotes"
  | "numberAndText"
  | "otherKind"
  | "unreadable"
  | "ragged"
  | "blankInside"
  | "notANumberInside"
  | "notAChoice"
  | "notANumberOfAChoice"
  | "numbersForNames"
  | "shape"
  | "length"
  | "functionCalled"
  | "untouched"
  | "threw"
  | "slow"
  | "returnsNothing"
  | "returnsPromise"
  | "returnsOther"
  | "missing";

/** What a value is, in words of a language. */
export type Sort = "number" | "text" | "flag" | "list" | "table" | "function" | "object" | "null";

/** An answer that was read, or why it cannot be. */
export type Reading<Value> = { readonly value: Value } | { readonly unusable: Unusable };

/** Whether an answer cannot be judged. */
export function isUnusable<Value>(
  reading: Reading<Value>,
): reading is Extract<Reading<Value>, { unusable: Unusable }> {
  return "unusable" in reading;
}

/** What a value is; `object` for anything that is nothing else. */
export function sortOf(value: unknown): Sort {
  if (value === null) return "null";
  if (isList(value)) return value.length > 0 && isList(value[0]) ? "table" : "list";
  switch (typeof value) {
    case "number":
    case "bigint":
      return "number";
    case "string":
      return "text";
    case "boolean":
      return "flag";
    case "function":
      return "function";
    case "object":
      return isMatrix(value) ? "table" : "object";
    case "symbol":
    case "undefined":
    default:
      return "object";
  }
}

/** Something with rows, columns and values, as a `Matrix` is. */
interface MatrixShaped {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<unknown>;
}

function isMatrix(value: unknown): value is MatrixShaped {
  const { rows, columns, values } = (value ?? {}) as Partial<MatrixShaped>;
  return (
    typeof rows === "number" &&
    typeof columns === "number" &&
    isList(values) &&
    values.length === rows * columns
  );
}

/** The rows of a table of any kind; null where it is none. */
export function rowsOf(value: unknown): unknown[][] | null {
  if (isMatrix(value)) {
    const { rows, columns, values } = value;
    return Array.from({ length: Math.min(rows, MOST) }, (_, i) =>
      Array.from({ length: Math.min(columns, MOST) }, (__, j) => values[i * columns + j]),
    );
  }
  if (!isList(value) || value.length === 0 || value.length > MOST) return null;
  const rows = Array.from(value);
  return rows.every(isList) ? rows.map((row) => Array.from<unknown>(row).slice(0, MOST)) : null;
}

/** No answer has more rows, columns or entries than this. */
const MOST = 1000;

/** Whether something is awaited. What is rejected later is nobody's: the answer was judged before. */
export function isPromise(value: unknown): boolean {
  if (typeof (value as { then?: unknown } | null | undefined)?.then !== "function") return false;
  Promise.resolve(value).catch(() => undefined);
  return true;
}

/** Whether something is a whole model: it trains, or has two factors. */
function isModel(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const model = value as Record<string, unknown>;
  if (typeof model["fit"] === "function" || typeof model["trainModel"] === "function") return true;
  // Only now: a model that is not trained throws where its factors are read.
  return isMatrix(model["L"]) && isMatrix(model["U"]);
}

/** Reads an answer, whatever it is: a getter of it may throw. */
export function read(
  answer: unknown,
  kind: AnswerKind,
  choices: readonly (readonly string[])[],
): Reading<PlainAnswer | Written> {
  return attempt(() => amiss(answer, kind) ?? readAs(answer, kind, choices), {
    unusable: { reason: "unreadable" },
  });
}

/** What is amiss whatever the kind. */
function amiss(answer: unknown, kind: AnswerKind): Reading<never> | null {
  if (answer === undefined) return { unusable: { reason: "nothing" } };
  if (isPromise(answer)) return { unusable: { reason: "promise" } };
  if (isModel(answer)) return { unusable: { reason: "model" } };
  if (typeof answer === "function" && kind !== "function")
    return { unusable: { reason: "functionNotCalled" } };
  if (typeof answer === "number" && !Number.isFinite(answer))
    return { unusable: { reason: "notFinite", fill: { value: String(answer) } } };
  return null;
}

function readAs(
  answer: unknown,
  kind: AnswerKind,
  choices: readonly (readonly string[])[],
): Reading<PlainAnswer | Written> {
  switch (kind) {
    case "number":
      return readNumber(answer);
    case "matrix":
      return readMatrix(answer);
    case "list":
      return readList(answer);
    case "choice":
      return readChoice(answer, choices);
    case "names":
      return readNames(answer, choices);
    case "function":
      return typeof answer === "function" ? { value: answer as Written } : noFunction(answer);
  }
}

/** The answer is of another kind than the exercise takes. */
export function otherKind(answer: unknown): { unusable: Unusable } {
  return { unusable: { reason: "otherKind", is: sortOf(answer) } };
}

/** What is passed on in the place of a function: often what a call of it has returned. */
function noFunction(answer: unknown): { unusable: Unusable } {
  const is = sortOf(answer);
  const isResult = is === "number" || is === "list" || is === "table";
  return isResult ? { unusable: { reason: "functionCalled", is } } : otherKind(answer);
}

function readNumber(answer: unknown): Reading<number> {
  if (typeof answer === "number") return { value: answer };
  if (typeof answer === "bigint") return { value: Number(answer) };
  if (isQuotedNumber(answer)) return { unusable: { reason: "inQuotes" } };
  // "30 %", "4 stars"
  const hasNumber = typeof answer === "string" && /^\s*[-−+]?\d/.test(answer);
  return hasNumber ? { unusable: { reason: "numberAndText" } } : otherKind(answer);
}

function isQuotedNumber(answer: unknown): answer is string {
  return (
    typeof answer === "string" && answer.trim() !== "" && Number.isFinite(Number(answer.replace(",", ".")))
  );
}

/** The answer is a list or a table in quotes, or of another kind than the exercise takes. */
function noList(answer: unknown): { unusable: Unusable } {
  const isQuoted = typeof answer === "string" && /^\s*\[/.test(answer);
  return isQuoted ? { unusable: { reason: "inQuotes" } } : otherKind(answer);
}

function readMatrix(answer: unknown): Reading<number[][]> {
  const rows = rowsOf(answer);
  if (!rows) return noList(answer);
  if (rows.some((row) => row.length !== rows[0].length)) return { unusable: { reason: "ragged" } };
  return numbersInside(rows.flat()) ?? { value: rows as number[][] };
}

/** Reads a list of numbers; a table of one row or one column is one as well. */
export function readList(answer: unknown): Reading<number[]> {
  const rows = rowsOf(answer);
  const isFlat = rows !== null && (rows.length === 1 || rows.every(({ length }) => length === 1));
  if (!isList(answer) && !isFlat) return noList(answer);
  if (rows && !isFlat) return otherKind(answer);
  const entries = rows ? rows.flat() : Array.from(answer as ArrayLike<unknown>).slice(0, MOST);
  return numbersInside(entries) ?? { value: entries as number[] };
}

/** What is no number among those of a list or a table. */
function numbersInside(entries: readonly unknown[]): { unusable: Unusable } | null {
  const wrong = entries.findIndex((entry) => typeof entry !== "number" || !Number.isFinite(entry));
  if (wrong < 0) return null;
  const entry = entries[wrong];
  if (entry === null || entry === undefined) return { unusable: { reason: "blankInside" } };
  const value = typeof entry === "number" ? String(entry) : describeValue(entry);
  return { unusable: { reason: "notANumberInside", fill: { value } } };
}

/** Reads one of the choices, of which each has one or more names; or its number from 0. */
export function readChoice(answer: unknown, choices: readonly (readonly string[])[]): Reading<string> {
  if (typeof answer !== "string" && typeof answer !== "number") return otherKind(answer);
  const found =
    typeof answer === "number"
      ? choices[answer]
      : choices.find((names, k) =>
          names.some((name) => [plain(name), `${k}: ${plain(name)}`].includes(plain(answer))),
        );
  if (found) return { value: found[0] };
  if (typeof answer === "number") {
    const fill = { value: String(answer), last: String(choices.length - 1) };
    return { unusable: { reason: "notANumberOfAChoice", fill } };
  }
  return isQuotedNumber(answer) ? { unusable: { reason: "inQuotes" } } : notAChoice(answer, choices);
}

function readNames(answer: unknown, choices: readonly (readonly string[])[]): Reading<string[]> {
  if (!isList(answer)) return noList(answer);
  const names: string[] = [];
  for (const entry of Array.from(answer).slice(0, MOST)) {
    const one = readChoice(entry, choices);
    if (!isUnusable(one)) names.push(one.value);
    else if (typeof entry === "number") return { unusable: { reason: "numbersForNames" } };
    else return one.unusable.reason === "otherKind" ? otherKind(answer) : one;
  }
  return { value: names };
}

function notAChoice(answer: string, choices: readonly (readonly string[])[]): { unusable: Unusable } {
  const shown = choices.map((names) => `"${names[names.length - 1]}"`).join(", ");
  const value = JSON.stringify(answer.slice(0, 40));
  return { unusable: { reason: "notAChoice", fill: { value, choices: shown } } };
}

const plain = (name: string): string => name.normalize().trim().replace(/[.!]$/, "").toLowerCase();
