import { describeValue, ValueError } from "../errors";

/**
 * Rejects options that do not exist, so that a misspelt one is not silently ignored.
 * @throws ValueError naming the option and the nearest one that exists.
 */
export function checkOptionNames(
  options: unknown,
  known: readonly string[],
  argument: string = "options",
): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const expected = `an object such as { ${known[0]}: … }`;
    throw valueError(argument, options, expected);
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const expected = `one of ${known.join(", ")}`;
    throw new ValueError(
      `unknown option "${name}": did you mean "${nearest(name, known)}"? Known: ${known.join(", ")}`,
      {
        argument: name,
        actual: name,
        expected,
      },
    );
  }
}

/** @throws ValueError unless `value` is a finite number > 0. */
export function checkPositive(value: unknown, argument: string): number {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  throw valueError(argument, value, "a finite number > 0");
}

/** @throws ValueError unless `value` is a whole number from `least` to `most`. */
export function checkWhole(value: unknown, argument: string, least: number, most: number = 2 ** 31): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw valueError(argument, value, `a whole number from ${least} to ${most}`);
}

/** @throws ValueError unless `value` is a function, or left out. */
export function checkFunction(value: unknown, argument: string): void {
  if (value !== undefined && typeof value !== "function") throw valueError(argument, value, "a function");
}

/** @throws ValueError unless `value` is an AbortSignal, or left out. */
export function checkSignalOption(value: unknown, argument: string): void {
  if (value === undefined) return;
  const isSignal =
    typeof value === "object" && value !== null && "aborted" in value && typeof value.aborted === "boolean";
  if (!isSignal) throw valueError(argument, value, "an AbortSignal");
}

function valueError(argument: string, actual: unknown, expected: string): ValueError {
  return new ValueError(`${argument} is ${describeValue(actual)}, expected ${expected}`, {
    argument,
    actual,
    expected,
  });
}

/** The known name that is spelt most like `name`. */
export function nearest(name: string, known: readonly string[]): string {
  const ranked = known.map((candidate) => ({
    candidate,
    edits: editDistance(name.toLowerCase(), candidate.toLowerCase()),
  }));
  return ranked.reduce((best, next) => (next.edits < best.edits ? next : best)).candidate;
}

/** The number of letters to insert, delete or replace to make `b` from `a`. @see Levenshtein 1966 */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
