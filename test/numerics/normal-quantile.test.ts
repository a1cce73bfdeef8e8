import { expect, test } from "vitest";
import { normalQuantile } from "../../src/numerics/normal-quantile";

// scipy.stats.norm.ppf
test.each([
  [0.5, 0],
  [0.6, 0.2533471031357997],
  [0.9, 1.2815515655446004],
  [0.975, 1.959963984540054],
  [0.9999, 3.719016485455709],
  [0.999999, 4.753424308817087],
  [0.025, -1.959963984540054],
])("the quantile of %f is %f", (share, z) => {
  expect(normalQuantile(share)).toBeCloseTo(z, 9);
});

test("the nearest shares to 0 and 1 have finite quantiles", () => {
  for (const share of [1 - 2 ** -53, 2 ** -53, 1e-300])
    expect(Math.abs(normalQuantile(share))).toBeLessThan(40);
});
