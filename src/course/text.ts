// Values as text: as code that a person could paste, and within sentences.
import { state } from "./state";
import type { CourseLanguage } from "./state";

const DIGITS = 4;

/** The languages that write a comma before the decimals. */
const COMMA_LANGUAGES: ReadonlySet<CourseLanguage> = new Set(["de"]);

/** A number as code: with at most a few decimals, without zeros at its end. */
function numberText(value: number): string {
  const decimals = Math.abs(value) >= 1 || value === 0 ? DIGITS : DIGITS + 2;
  return String(Number(value.toFixed(decimals)));
}

/** The most characters of a record, or of a part of one, that stands in one line. */
const ONE_LINE = 80;

/** A value as TypeScript writes it; a table has a line for each row, where it is no small part of a record. */
export function valueText(value: unknown, indent: string = ""): string {
  const line = lineText(value);
  const isTable = Array.isArray(value) && value.some((entry) => Array.isArray(entry));
  const isLong = isRecord(value) && line.length > ONE_LINE;
  if (!isTable && !isLong) return line;
  const deeper = `${indent}  `;
  const parts = isTable
    ? value.map((row) => valueText(row, deeper))
    : Object.entries(value).map(([key, part]) => `${keyText(key)}: ${partText(part, deeper)}`);
  const [open, close] = isTable ? "[]" : "{}";
  return `${open}\n${parts.map((part) => `${deeper}${part},`).join("\n")}\n${indent}${close}`;
}

function partText(part: unknown, indent: string): string {
  const line = lineText(part);
  return line.length <= ONE_LINE ? line : valueText(part, indent);
}

/** A value in one line, however long that becomes. */
function lineText(value: unknown): string {
  if (typeof value === "number") return numberText(value);
  if (Array.isArray(value)) return `[${value.map(lineText).join(", ")}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? String(value);
  return `{ ${Object.entries(value)
    .map(([key, part]) => `${keyText(key)}: ${lineText(part)}`)
    .join(", ")} }`;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function keyText(key: string): string {
  return /^\w+$/.test(key) ? key : JSON.stringify(key);
}

/**
 * A sentence with values in the place of `{name}`; what is not among them stays. Numbers are written as the language writes
 * them; lists, tables and records are code.
 * @param language of the sentence. @default that of the course
 */
export function fill(
  sentence: string,
  values: Readonly<Record<string, unknown>>,
  language: CourseLanguage = state.language,
): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!Object.hasOwn(values, name)) return whole;
    const value = values[name];
    if (typeof value === "string") return value;
    return typeof value === "number" ? numberInside(value, language) : valueText(value);
  });
}

/** A number within a sentence. */
export function numberInside(value: number, language: CourseLanguage = state.language): string {
  const isLong = Number.isInteger(value) && Math.abs(value) >= 10_000;
  const text = (isLong ? grouped(value) : numberText(value)).replace("-", "−");
  return COMMA_LANGUAGES.has(language) ? text.replace(".", ",") : text;
}

/** A long whole number with a narrow space after each three digits, as all languages read it: 23 000 000. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}
