import { describe, expect, test } from "vitest";
import { compose, composedScore, descend, scoreWith } from "../../src/numerics/embeddings";
import type { Composed } from "../../src/numerics/embeddings";

/** Two rows: ½ of the first feature and −2 of the third; nothing. */
function made(width: number): Composed {
  const embeddings = Float32Array.from({ length: 3 * width }, (_, n) => ((n * 7) % 11) / 8 - 0.5);
  const squares = Float32Array.from({ length: 3 * width }, (_, n) => n % 4);
  const [offsets, indices] = [Int32Array.of(0, 2, 2), Int32Array.of(0, 2)];
  const design = { rows: 2, offsets, indices, values: Float64Array.of(0.5, -2) };
  return { design, width, embeddings, squares };
}

describe.each([2, 3, 4, 5, 9])("embeddings of %d numbers", (width) => {
  const vector = Float64Array.from({ length: width }, (_, t) => t - 1.5);

  test("are added up by their weights, and onto what is there", () => {
    const side = made(width);
    const sum = new Float64Array(width).fill(99);
    compose(side, 0, sum);
    sum.forEach((x, t) => expect(x).toBe(0.5 * side.embeddings[t] - 2 * side.embeddings[2 * width + t]));
    compose(side, 1, sum);
    expect([...sum]).toEqual(new Array(width).fill(0));
    compose({ ...side, base: vector }, 1, sum);
    expect(sum).toEqual(vector);
  });

  test("score the same, whether their sum is written down or not", () => {
    const sum = new Float64Array(width);
    for (const side of [made(width), { ...made(width), base: vector }]) {
      for (const index of [0, 1]) {
        compose(side, index, sum);
        const last = width - 1;
        const product = sum.slice(0, last).reduce((all, x, t) => all + x * vector[t], 0);
        expect(composedScore(vector, sum)).toBeCloseTo(product + sum[last] + vector[last], 12);
        expect(scoreWith(vector, side, index)).toBeCloseTo(composedScore(vector, sum), 12);
      }
    }
  });

  test("take steps that their squares shorten, and no others change", () => {
    const [before, after] = [made(width), made(width)];
    descend(after, 0, vector, { rate: 0.1, regularization: 0.25 });
    [0.5, 0, -2].forEach((weight, feature) => {
      for (let t = 0; t < width; t++) {
        const at = feature * width + t;
        const [e, G] = [before.embeddings[at], before.squares![at]];
        const g = weight === 0 ? 0 : weight * vector[t] + 0.25 * e;
        expect(after.embeddings[at]).toBe(Math.fround(e - (0.1 * g) / Math.sqrt(1 + G)));
        expect(after.squares![at]).toBe(Math.fround(G + g * g));
      }
    });
  });

  test("without squares stay as they are", () => {
    const side = { ...made(width), squares: null };
    descend(side, 0, vector, { rate: 1, regularization: 1 });
    expect(side.embeddings).toEqual(made(width).embeddings);
  });
});
