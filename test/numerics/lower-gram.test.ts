import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom, uniform } from "../../src/matrix/random";
import { addLowerGram, gramWidth } from "../../src/numerics/lower-gram";

const random = createRandom(7);

test("a block has room for its columns, three by three", () => {
  expect([1, 2, 3, 4, 12, 13].map(gramWidth)).toEqual([3, 3, 3, 6, 12, 15]);
});

test("for any number of rows and columns the lower triangle is Σ z·zᵀ, added to what was there", () => {
  fc.assert(
    fc.property(fc.nat(9), fc.integer({ min: 1, max: 5 }), (rows, blocks) => {
      const width = 3 * blocks;
      const Z = uniform(random, -1, 1, rows * width);
      const G = uniform(random, -1, 1, width * width);
      const before = G.slice();
      addLowerGram(Z, rows, width, G);
      for (let s = 0; s < width; s++) {
        for (let t = 0; t < width; t++) {
          let sum = before[s * width + t];
          if (t <= s) for (let n = 0; n < rows; n++) sum += Z[n * width + s] * Z[n * width + t];
          expect(G[s * width + t]).toBeCloseTo(sum, 12);
        }
      }
    }),
  );
});
