import seedrandom from "seedrandom/seedrandom.js";
import { wrongArgument } from "../errors";
import { log } from "../kernels/math";

/** Draws numbers from [0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/**
 * Checks a seed, or draws a new one where none is given.
 * @param seed a whole number that JavaScript represents exactly, or undefined.
 * @throws ValueError for anything else: neighbours such as 2⁶⁰ and 2⁶⁰ + 1 would be the same seed.
 */
export function checkSeed(seed: number | undefined): number {
  if (seed === undefined) return seedrandom().int32() >>> 0;
  if (Number.isSafeInteger(seed)) return seed;
  const expected = "a whole number within ±(2⁵³ − 1)";
  throw wrongArgument("seed", seed, expected);
}

/**
 * A generator of random numbers that starts at `seed`.
 * @param purpose generators for different purposes are independent of each other. @default none
 */
export function createRandom(seed: number, purpose: string = ""): Random {
  // seedrandom repeats its key: "1", "11" and "111" alone would be the same seed.
  return seedrandom(`factorlab ${seed}${purpose && ` ${purpose}`}`);
}

/** Draws a whole number from 0 up to, not including, `count`, at most 2³². */
export type DrawBelow = (count: number) => number;

/**
 * A generator for draws by the million, some twenty times as fast as that of {@link createRandom}; its numbers repeat after
 * 2³² − 1 draws.
 * @param seed a whole number, of which the lower 32 bits count: near ones give generators that have nothing in common.
 * @see Marsaglia 2003, "Xorshift RNGs"; Appleby 2011, the last step of MurmurHash3, for the first state
 */
export function quickDraws(seed: number): DrawBelow {
  let state = mixed(seed) || 1;
  return (count) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * count);
  };
}

function mixed(seed: number): number {
  let bits = Math.imul(seed | 0, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** `length` numbers drawn uniformly from [low, high). */
export function uniform(random: Random, low: number, high: number, length: number): Float64Array {
  return Float64Array.from({ length }, () => low + (high - low) * random());
}

/** Draws numbers from a normal distribution of mean 0 and variance 1. @see Marsaglia & Bray 1964, the polar method */
export function normal(random: Random): Random {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const drawn = spare;
      spare = null;
      return drawn;
    }
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * random() - 1;
      y = 2 * random() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const scale = Math.sqrt((-2 * log(square)) / square);
    spare = y * scale;
    return x * scale;
  };
}

/** Puts the entries of a list in random order, in place. @see Fisher & Yates; Durstenfeld 1964 */
export function shuffle(list: { length: number; [k: number]: number }, random: Random): void {
  for (let k = list.length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    const swapped = list[k];
    list[k] = list[other];
    list[other] = swapped;
  }
}

/**
 * Draws from a gamma distribution of rate 1, mean `shape` and variance `shape`.
 * @param shape ≥ 1. @see Marsaglia & Tsang 2000
 */
export function gamma(random: Random, shape: number): number {
  const draw = normal(random);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = draw();
    const root = 1 + c * x;
    const v = root * root * root;
    // 1 − random() is never 0.
    if (v > 0 && log(1 - random()) < d * (1 - v + log(v)) + (x * x) / 2) return d * v;
  }
}
