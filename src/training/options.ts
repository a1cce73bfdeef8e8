import { ShapeError, ValueError, wrongArgument } from "../errors";
import { defaultThreads } from "../kernels/run";
import { nearestName } from "./nearest";

/**
 * Rejects unknown options, so that a misspelt one is not silently ignored.
 * @throws ValueError naming the option and the nearest known one.
 */
export function checkOptionNames(
  options: unknown,
  known: readonly string[],
  argument: string = "options",
): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    const expected = `an object such as { ${known[0]}: … }`;
    throw wrongArgument(argument, options, expected);
  }
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const expected = `one of ${known.join(", ")}`;
    throw new ValueError(unknownOption(name, known), { argument: name, actual: name, expected });
  }
}

/** The sentence for an option that is not there, which the kernel's compiler says as well. */
export function unknownOption(name: string, known: readonly string[]): string {
  return `unknown option "${name}": did you mean "${nearestName(name, known)}"? Known: ${known.join(", ")}`;
}

/** @throws ValueError unless `value` is a finite number > 0. */
export function checkPositive(value: unknown, argument: string): number {
  if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
  throw wrongArgument(argument, value, "a finite number > 0");
}

/** @throws ValueError unless `value` is a finite number ≥ 0. */
export function checkNotNegative(value: unknown, argument: string): number {
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  throw wrongArgument(argument, value, "a finite number ≥ 0");
}

/** @throws ValueError unless `value` is one of the choices. */
export function checkChoice<Choice extends string>(
  value: unknown,
  argument: string,
  choices: readonly Choice[],
): Choice {
  if (choices.includes(value as Choice)) return value as Choice;
  throw wrongArgument(argument, value, `one of ${choices.map((choice) => `"${choice}"`).join(", ")}`);
}

/** @throws ValueError unless `value` is true or false. */
export function checkFlag(value: unknown, argument: string): boolean {
  if (typeof value === "boolean") return value;
  throw wrongArgument(argument, value, "true or false");
}

/** @throws ValueError unless `value` is a whole number from `least` to `most`. */
export function checkWhole(value: unknown, argument: string, least: number, most: number = 2 ** 31): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw wrongArgument(argument, value, `a whole number from ${least} to ${most}`);
}

/** More threads than any machine that this runs on has. */
const MOST_THREADS = 256;

/** How many threads may work. @throws ValueError unless it is absent, or a whole number from 1 to {@link MOST_THREADS}. */
export function checkThreads(value: unknown): number {
  return value === undefined ? defaultThreads() : checkWhole(value, "threads", 1, MOST_THREADS);
}

/** Two finite numbers, the lower one first, within ±1000. @throws ValueError */
export function checkRange(value: unknown, argument: string): readonly [number, number] {
  if (Array.isArray(value) && value.length === 2) {
    const [low, high] = value as unknown[];
    if (typeof low === "number" && typeof high === "number" && -1000 <= low && low < high && high <= 1000)
      return [low, high];
  }
  throw wrongArgument(
    argument,
    value,
    "two numbers from −1000 to 1000, the lower one first, such as [0.1, 0.9]",
  );
}

/** A copy of the names of rows and columns. @throws ValueError, ShapeError unless there is one name for each. */
export function checkLabels(
  value: unknown,
  counts: { rows: number; columns: number },
): { rows?: string[]; columns?: string[] } {
  checkOptionNames(value, ["rows", "columns"], "labels");
  const given = value as { rows?: unknown; columns?: unknown };
  return {
    ...(given.rows === undefined ? {} : { rows: checkNames(given.rows, "labels.rows", counts.rows) }),
    ...(given.columns === undefined
      ? {}
      : { columns: checkNames(given.columns, "labels.columns", counts.columns) }),
  };
}

function checkNames(value: unknown, argument: string, length: number): string[] {
  if (!Array.isArray(value)) throw wrongArgument(argument, value, "a list of names");
  if (value.length !== length) {
    const expected = `${length}, one for each`;
    throw new ShapeError(`${argument} has ${value.length} names, expected ${expected}`, {
      argument,
      actual: value.length,
      expected,
    });
  }
  return Array.from(value as unknown[], (name, i) => {
    if (typeof name !== "string") throw wrongArgument(`${argument}[${i}]`, name, "text");
    return name;
  });
}

/** @throws ValueError unless `value` is a function or undefined. */
export function checkFunction(value: unknown, argument: string): void {
  if (value !== undefined && typeof value !== "function") throw wrongArgument(argument, value, "a function");
}

/** @throws ValueError unless `value` is an AbortSignal or undefined. */
export function checkSignalOption(value: unknown, argument: string): void {
  if (value === undefined) return;
  const isSignal =
    typeof value === "object" && value !== null && "aborted" in value && typeof value.aborted === "boolean";
  if (!isSignal) throw wrongArgument(argument, value, "an AbortSignal");
}
