import seedrandom from "seedrandom";
import { describeValue, ValueError } from "../errors";

/** Draws numbers from [0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/**
 * Checks a seed, or draws a new one where none is given.
 * @param seed a whole number that JavaScript holds exactly, or undefined.
 * @throws ValueError if it is anything else: close neighbours such as 2⁶⁰ and 2⁶⁰ + 1 would be the same seed.
 */
export function checkSeed(seed: number | undefined): number {
  if (seed === undefined) return seedrandom().int32() >>> 0;
  if (Number.isSafeInteger(seed)) return seed;
  const expected = "a whole number within ±(2⁵³ − 1)";
  throw new ValueError(`seed is ${describeValue(seed)}, expected ${expected}`, {
    argument: "seed",
    actual: seed,
    expected,
  });
}

/** A source of random numbers that starts at `seed`. */
export function createRandom(seed: number): Random {
  // seedrandom repeats its key: "1", "11" and "111" alone would be one and the same seed.
  return seedrandom(`factorlab ${seed}`);
}

/** `length` numbers drawn uniformly from [low, high). */
export function uniform(random: Random, low: number, high: number, length: number): Float64Array {
  return Float64Array.from({ length }, () => low + (high - low) * random());
}
