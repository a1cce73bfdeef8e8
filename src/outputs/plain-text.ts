import { attempt } from "./attempt";
import { formatCount } from "./progress-number";
import { LARGEST_BIGINT, roughLength } from "./rough-length";
import { brief, cutText } from "./table/brief";
import { tagOf } from "./table/kinds";

/** The most characters of a value's text. */
const MOST_CHARACTERS = 20_000;
/** The most characters of a value that is a string. */
const MOST_STRING = 10_000;
/** About how many characters inspection may write before they are cut: a few milliseconds of work. */
const MOST_INSPECTED = 400_000;
/** Node's own limits, and smaller ones for large values; inspection notes what it leaves out. */
const OWN_LIMITS: InspectionLimits = { depth: 2, maxStringLength: 10_000 };
const SMALLER_LIMITS: readonly InspectionLimits[] = [2, 1, 0].map((depth) => ({
  depth,
  maxStringLength: 200,
}));
/** Of an object with more fields than this, only the first are inspected. */
const MOST_FIELDS = 5_000;
const FIRST_FIELDS = 100;

interface InspectionLimits {
  depth: number;
  maxStringLength: number;
}

type Inspect = (value: unknown, options?: Partial<InspectionLimits>) => string;

/**
 * A value as text, as Node's REPL shows it: by the inspection of Node or Deno, where the code runs in one. Cuts long
 * text, and is fast for values of any size. Never throws.
 */
export function plainText(value: unknown): string {
  return attempt(() => inspected(value, inspection()), "[a value that cannot be inspected]");
}

const inspectKey = Symbol.for("factorlab.inspect");

/**
 * What is offered as `globalThis[Symbol.for("factorlab.inspect")]`, as cells in a page do; Node's `util.inspect`, which
 * Deno has too; elsewhere `brief`.
 */
function inspection(): Inspect {
  const { process, [inspectKey]: offered } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => { inspect: Inspect } | undefined };
    [inspectKey]?: Inspect;
  };
  if (offered !== undefined) return offered;
  return attempt(() => process?.getBuiltinModule?.("node:util")?.inspect, undefined) ?? brief;
}

function inspected(value: unknown, inspect: Inspect): string {
  if (typeof value === "string") return writeString(value, inspect);
  if (typeof value === "bigint") return writeBigint(value, inspect);
  const keys = attempt(() => (tagOf(value) === "Object" ? Object.keys(value as object) : []), []);
  if (keys.length > MOST_FIELDS) return cutToLimit(writeStart(value as object, keys, inspect));
  // Without options, the defaults that a user set in Node apply.
  if (sizeWithin(OWN_LIMITS, value) < MOST_INSPECTED) return cutToLimit(inspect(value));
  const limits = SMALLER_LIMITS.find((smaller) => sizeWithin(smaller, value) < MOST_INSPECTED);
  return cutToLimit(inspect(value, limits ?? { depth: -1 }));
}

/** The rough length of the text; 0 where a proxy or getter throws, as inspection does not call those. */
function sizeWithin({ depth, maxStringLength }: InspectionLimits, value: unknown): number {
  return attempt(() => roughLength(value, depth, MOST_INSPECTED, maxStringLength), 0);
}

function writeBigint(value: bigint, inspect: Inspect): string {
  const huge = value > LARGEST_BIGINT || value < -LARGEST_BIGINT;
  return huge ? "[a BigInt of more than 10,000 digits]" : inspect(value);
}

function writeString(value: string, inspect: Inspect): string {
  if (value.length <= MOST_STRING) return inspect(value);
  const start = beginningOf(value, MOST_STRING);
  return inspect(start) + moreCharacters(value.length - start.length);
}

function writeStart(value: object, keys: readonly string[], inspect: Inspect): string {
  const start = Object.create(Object.getPrototypeOf(value) as object | null) as object;
  for (const key of keys.slice(0, FIRST_FIELDS)) {
    Object.defineProperty(start, key, Object.getOwnPropertyDescriptor(value, key) ?? {});
  }
  return `${inspect(start, SMALLER_LIMITS[0])}… ${formatCount(keys.length - FIRST_FIELDS)} more fields`;
}

function cutToLimit(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const start = beginningOf(text, MOST_CHARACTERS);
  return start + moreCharacters(text.length - start.length);
}

function beginningOf(text: string, length: number): string {
  return cutText(text, length + 1).slice(0, -1);
}

function moreCharacters(count: number): string {
  return `… ${formatCount(count)} more characters`;
}
