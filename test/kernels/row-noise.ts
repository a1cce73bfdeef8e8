/** Standard normal numbers, a generator for each row, so that rows can be drawn in any order. */
import { log } from "../../src/kernels/math";

const WORD = (1n << 64n) - 1n;

/** The state of a row's generator: 64 well mixed bits. */
function stateOf(seed: number, row: number): bigint {
  let z = (((BigInt(seed) << 32n) | BigInt(row + 1)) * 0x9e3779b97f4a7c15n) & WORD;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & WORD;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & WORD;
  z ^= z >> 31n;
  return z === 0n ? 1n : z;
}

/** Numbers from [−1, 1). @see Vigna 2016, "An experimental exploration of xorshift" */
function uniforms(seed: number, row: number): () => number {
  let state = stateOf(seed, row);
  return () => {
    state ^= state >> 12n;
    state = (state ^ (state << 25n)) & WORD;
    state ^= state >> 27n;
    return Number(((state * 0x2545f4914f6cdd1dn) & WORD) >> 11n) * 2 ** -52 - 1;
  };
}

/**
 * The numbers that the kernel adds to draws: rows × d, row by row. Of the last pair of a row, one may be left over.
 * @param seed a whole number below 2³². @see Marsaglia & Bray 1964, the polar method
 */
export function rowNoise(seed: number, rows: number, d: number): Float64Array {
  const noise = new Float64Array(rows * d);
  for (let row = 0; row < rows; row++) {
    const draw = uniforms(seed, row);
    for (let s = 0; s < d; s += 2) {
      let [x, y, square] = [0, 0, 0];
      do {
        [x, y] = [draw(), draw()];
        square = x * x + y * y;
      } while (square >= 1 || square === 0);
      const scale = Math.sqrt((-2 * log(square)) / square);
      noise[row * d + s] = x * scale;
      if (s + 1 < d) noise[row * d + s + 1] = y * scale;
    }
  }
  return noise;
}
