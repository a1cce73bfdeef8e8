import { gigabytes, wrongArgument } from "../errors";

/** The part of `process` that is used, where it exists. */
interface Machine {
  readonly platform?: string;
  availableMemory?(): number;
}

/** Free bytes where they are not known: in a browser, and on a Mac, which does not count caches as free. */
const ASSUMED = 4e9;
/** Any machine has this many bytes; the check for more takes as long as a small training. */
const ALWAYS_FREE = 1e8;
const BYTES_PER_NUMBER = 8;

/** The bytes that the machine, or the container, has free; 4 GB where that is not known. */
export function availableMemory(): number {
  const { process } = globalThis as { process?: Machine };
  const reported = process?.platform === "darwin" ? undefined : process?.availableMemory?.();
  return reported ?? ASSUMED;
}

/**
 * Refuses numbers that do not fit into memory before any is allocated: a system that runs out of memory ends the
 * process without an error.
 * @param numbers how many numbers, of 8 bytes each. @param argument the argument that asks for them.
 * @param advice what would help, where the argument does not make that clear.
 * @throws ValueError if they take more than {@link availableMemory}.
 */
export function checkMemory(
  numbers: number,
  argument: string,
  actual: unknown,
  is: string,
  advice?: string,
): void {
  const bytes = numbers * BYTES_PER_NUMBER;
  if (bytes <= ALWAYS_FREE) return;
  const free = availableMemory();
  if (bytes <= free) return;
  const fits = `what fits into the ${gigabytes(free)} of memory that are free`;
  const expected = advice === undefined ? fits : `${fits}: ${advice}`;
  throw wrongArgument(argument, actual, expected, `${is}, which takes ${gigabytes(bytes)}`);
}
