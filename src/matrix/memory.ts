import { ValueError } from "../errors";

/** What is used of `process`, where there is one: a bound on memory is a fact of the machine, as time is. */
interface Machine {
  readonly platform?: string;
  availableMemory?(): number;
}

/** Bytes where nobody says how many are free: in a browser, and on a Mac, which counts only what holds nothing at all. */
const ASSUMED = 4e9;
/** Less than this is not asked about: any machine has it, and asking takes as long as a small training. */
const ALWAYS = 1e8;
const BYTES = 8;

/** How many bytes can be asked for: those that the machine, or the container, has free; 4 GB where nobody says. */
export function availableMemory(): number {
  const { process } = globalThis as { process?: Machine };
  const told = process?.platform === "darwin" ? undefined : process?.availableMemory?.();
  return told ?? ASSUMED;
}

/**
 * Refuses what does not fit into memory, before any of it is asked for: a system that runs out of memory ends the
 * process without a word.
 * @param numbers how many there will be, 8 bytes each. @param argument what makes them so many.
 * @throws ValueError if they take more than {@link availableMemory}.
 */
export function checkMemory(numbers: number, argument: string, actual: unknown, is: string): void {
  const bytes = numbers * BYTES;
  if (bytes <= ALWAYS) return;
  const free = availableMemory();
  if (bytes <= free) return;
  const expected = `what fits into the ${gigabytes(free)} of memory that are free`;
  throw new ValueError(`${argument} is ${is}, which takes ${gigabytes(bytes)}, expected ${expected}`, {
    argument,
    actual,
    expected,
  });
}

/** Bytes as text: "2.00 GB", "15.7 GB". */
export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toPrecision(3)} GB`;
}
