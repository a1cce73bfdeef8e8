import { describe, expect, test } from "vitest";
import { datasets } from "../../src/datasets/datasets";
import { ValueError } from "../../src/errors";
import { itemMap } from "../../src/evaluation/item-map";
import { ALS } from "../../src/models/als";
import { GlobalMean } from "../../src/models/global-mean";
import { jupyterDisplay } from "../../src/outputs/bundle";
import { checkPayload } from "../../src/payload/check";
import { PAYLOAD_MIME } from "../../src/payload/types";
import { Ratings } from "../../src/ratings/ratings";

const { ratings, columns } = datasets.films();
const als = (features: number): ALS =>
  new ALS({ features, regularization: 0.1, biasRegularization: 1, seed: 1 }).fit(ratings);

describe("a map of items", () => {
  test("has all items that were rated, the one with most ratings first", () => {
    const { points } = itemMap(als(2));
    expect(new Set(points.map(({ item }) => item))).toEqual(new Set(columns));
    const rated = points.map(({ item }) => [...ratings].filter((each) => each.item === item).length);
    expect(rated).toEqual([...rated].sort((a, b) => b - a));
  });

  test("keeps all distances between factors of two features", () => {
    const model = als(2);
    const { points, explained } = itemMap(model);
    expect(explained).toBeCloseTo(1, 10);
    const factors = points.map(({ item }) => model.itemFactors.row(ratings.itemIds.indexOf(item)));
    for (let a = 0; a < points.length; a++) {
      for (let b = 0; b < a; b++) {
        const drawn = Math.hypot(points[a].x - points[b].x, points[a].y - points[b].y);
        const own = Math.hypot(factors[a][0] - factors[b][0], factors[a][1] - factors[b][1]);
        expect(drawn).toBeCloseTo(own, 8);
      }
    }
  });

  test("says how much of more features it shows, and has the axis of the largest spread first", () => {
    const { points, explained } = itemMap(als(6));
    expect(explained).toBeGreaterThan(0.3);
    expect(explained).toBeLessThan(1);
    const spread = (values: number[]): number => values.reduce((sum, value) => sum + value * value, 0);
    expect(spread(points.map(({ x }) => x))).toBeGreaterThan(spread(points.map(({ y }) => y)));
  });

  test("has no more items than asked for, and can be shown", () => {
    const map = itemMap(als(3), { count: 5 });
    expect(map.points).toHaveLength(5);
    expect(checkPayload(map[jupyterDisplay]()[PAYLOAD_MIME])).toMatchObject({ kind: "map" });
    expect(String(map)).toBe("Items as ALS sees them: 5 points.");
  });

  test("is refused where there is nothing to draw", () => {
    expect(() => itemMap(new GlobalMean().fit(ratings))).toThrow(/itemFactors/);
    expect(() => itemMap(als(1))).toThrow(/at least 3 rated items and 2 features/);
    const two = Ratings.from([["Ada", "Alien", 5], ["Ada", "Heat", 2]]); // prettier-ignore
    expect(() => itemMap(new ALS({ features: 2 }).fit(two))).toThrow(/a model of 2 rated items/);
    expect(() => itemMap({} as never)).toThrow(ValueError);
    expect(() => itemMap(als(2), { count: 2 })).toThrow(/count is 2/);
    expect(() => itemMap(als(2), { top: 3 } as never)).toThrow(/unknown option "top"/);
  });
});
