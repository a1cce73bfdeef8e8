import { describe, expect, test } from "vitest";
import { jupyterDisplay, MatrixFactorization, NMF, TruncatedSVD, ValueError } from "../../src";
import type { FeaturePlane } from "../../src";
import { planePayload } from "../../src/payload/build-plane";
import { toHtml } from "../../src/outputs/drawings";
import {
  checkPayload,
  describe as sentenceOf,
  planeArrows,
  planeExtent,
  PlaneScale,
  toCsv,
  toSvg,
} from "../../src/view";
import type { PlaneViewPayload } from "../../src/view";
import { PAYLOAD_MIME } from "../../src/view";
import { samples } from "../payload/samples";

const data = [[5, 4, 1], [4, 5, 2], [1, 2, 5], [2, 1, 4]]; // prettier-ignore
const labels = { rows: ["Ada", "Ben", "Cleo", "Dina"], columns: ["Alien", "Brazil", "Casablanca"] };
const model = (features: number, named = true): MatrixFactorization =>
  new MatrixFactorization(data, features, { seed: 1, ...(named ? { labels } : {}) });

const payloadOf = (plane: FeaturePlane): PlaneViewPayload =>
  checkPayload(JSON.parse(JSON.stringify(plane[jupyterDisplay]()[PAYLOAD_MIME]))) as PlaneViewPayload;

describe("plane() of a model of a table", () => {
  test("shows the first two features of all three models, or two that are chosen, or the only one", () => {
    const models = [
      model(3),
      new TruncatedSVD({ features: 3 }).fit(data),
      new NMF({ features: 3, seed: 1 }).fit(data),
    ];
    for (const each of models)
      expect(payloadOf(each.plane())).toMatchObject({ kind: "plane", features: [0, 1] });
    expect(payloadOf(model(3).plane({ features: [2, 0] })).features).toEqual([2, 0]);
    expect(payloadOf(model(3).plane({ features: [1] })).features).toEqual([1]);
    expect(payloadOf(model(1).plane()).features).toEqual([0]);
  });

  test.each<[object, string, string]>([
    [{ features: [0, 2] }, "features[1]", "from 0 to 1"],
    [{ features: [0, 0] }, "features[1]", "another feature than 0"],
    [{ features: [] }, "features", "one or two features"],
    [{ features: [0, 1, 2] }, "features", "one or two features"],
    [{ features: 1 }, "features", "one or two features"],
    [{ feature: [0, 1] }, "features", 'did you mean "features"'],
  ])("refuses %j, and says what it takes", (options, argument, expected) => {
    expect(() => model(2).plane(options)).toThrow(ValueError);
    expect(() => model(2).plane(options)).toThrow(argument);
    expect(() => model(2).plane(options)).toThrow(expected);
  });

  test("is the plane of the factors as they were, also before any training and after another one", () => {
    const fac = model(2);
    const before = [...fac.L.values];
    const plane = fac.plane();
    fac.trainModel({ iterations: 10, learningRate: 0.05 });
    expect(payloadOf(plane).L.values).toEqual(before);
    expect(String(plane)).toContain("not trained yet");
    expect(() => new TruncatedSVD({ features: 2 }).plane()).toThrow("fit");
  });

  test("can be trained again in the browser, unless it is a sample, which says so and keeps its names", () => {
    expect(payloadOf(model(2).trainModel({ iterations: 5 }).plane()).replay?.stages).toHaveLength(1);
    const large = Array.from({ length: 250 }, (_, i) => [i, 1, i % 7, i % 11]);
    const names = { rows: large.map((_, i) => `row ${i}`), columns: ["a", "b", "c", "d"] };
    const fac = new MatrixFactorization(large, 2, { seed: 1, labels: names });
    const payload = payloadOf(fac.plane());
    expect(payload).toMatchObject({ sampleOf: { rows: 250, columns: 4 }, data: { rows: 100, columns: 4 } });
    expect(payload.replay).toBeUndefined();
    const [first, second] = [0, 2].map((i) => [fac.L.get(i, 0), fac.L.get(i, 1)]);
    expect(payload.L.values.slice(0, 4)).toEqual([...first, ...second]);
    expect(payload.labels?.rows?.slice(0, 2)).toEqual(["row 0", "row 2"]);
    expect(String(fac.plane())).toContain("A sample: 100 of 250 rows, 4 of 4 columns");
  });

  test("names the rows of a sample by their place among all where they have no names", () => {
    const fac = new MatrixFactorization(
      Array.from({ length: 250 }, (_, i) => [i, 1]),
      2,
      { seed: 1 },
    );
    const [, , , second] = planeArrows(payloadOf(fac.plane()), [0, 1]);
    expect(second.name).toBe("L[2]");
  });

  test("stays within the budget of a payload with hundreds of features", () => {
    const wide = { rows: 300, columns: 2000, values: new Float64Array(600_000) };
    const narrow = { rows: 2000, columns: 300, values: new Float64Array(600_000) };
    const like = {
      ...{ data: { rows: 300, columns: 300, values: new Float64Array(90_000) }, L: wide, U: narrow },
      ...{ history: { iterations: [], loss: [] }, iteration: 0, learningRate: null, seed: null },
    };
    const payload = planePayload(like, [0, 1]);
    expect(payload.data.rows).toBeLessThan(30);
    expect(payload.L.values.length + payload.U.values.length).toBeLessThanOrEqual(100_000);
    expect(checkPayload(payload)).toEqual(payload);
  });
});

describe("a plane", () => {
  test("has an arrow for each column and row, from its features, which have names of their own without any", () => {
    const { L, U } = payloadOf(model(3, false).plane());
    const arrows = planeArrows({ L, U }, [2, 0]);
    expect(arrows.map(({ name }) => name)).toEqual([
      "U[:,0]",
      "U[:,1]",
      "U[:,2]",
      "L[0]",
      "L[1]",
      "L[2]",
      "L[3]",
    ]);
    expect(arrows[1].tip).toEqual([U.values[2 * 3 + 1], U.values[1]]);
    expect(arrows[4].tip).toEqual([L.values[3 + 2], L.values[3]]);
    expect(planeArrows({ L, U }, [1]).every(({ tip }) => tip[1] === 0)).toBe(true);
  });

  test("has both axes to the same scale, with the origin and all points in the picture, and knows the way back", () => {
    const points = [[3, 1], [-1, 4], [0.5, 2]] as const; // prettier-ignore
    const scale = new PlaneScale(planeExtent(points), 500, 300);
    const origin = scale.place([0, 0]);
    for (const point of [...points, [0, 0] as const]) {
      const [x, y] = scale.place(point);
      expect(x > 0 && x < 500 && y > 0 && y < 300).toBe(true);
      expect(x - origin[0]).toBeCloseTo(point[0] * scale.scale);
      expect(origin[1] - y).toBeCloseTo(point[1] * scale.scale);
      expect(x >= 44 && x <= 456 && y >= 26 && y <= 274).toBe(true);
      scale.point([x, y]).forEach((value, t) => expect(value).toBeCloseTo(point[t], 10));
    }
  });

  test("fills the picture as far as names leave it", () => {
    const tall = new PlaneScale(planeExtent([[1, 8]]), 500, 300);
    expect([tall.place([1, 8])[1], tall.place([0, 0])[1]]).toEqual([26, 274]);
    const wide = new PlaneScale(planeExtent([[-8, 1]]), 500, 300);
    expect([wide.place([-8, 1])[0], wide.place([0, 0])[0]]).toEqual([44, 456]);
  });

  test.each([[0], [5e-324], [1e-300], [1e300], [Number.MAX_VALUE]])(
    "is drawn with numbers of size %d",
    (size) => {
      const values = [size, -size, size, 0];
      const plane = {
        ...samples.plane,
        L: { rows: 3, columns: 2, values: [...values, 0, 0] },
        U: { rows: 2, columns: 2, values },
      };
      expect(toSvg(plane)).not.toMatch(/NaN|Infinity/);
    },
  );

  test("says in one sentence what it shows, also of one feature and with names", () => {
    expect(sentenceOf(samples.plane)).toBe(
      "Plane of features: 3 × 2, 2 features, seed 7, learning rate 0.1, iteration 5, loss 0.25; feature 1 across, feature 0 up.",
    );
    expect(sentenceOf(samples["plane of a sample"])).toContain(
      "action across. A sample: 3 of 300 rows, 2 of 2 columns.",
    );
  });

  test("is a table of its arrows where it is exported, and one picture in html", () => {
    const [header, column, , row] = toCsv(samples.plane).trim().split("\r\n");
    expect([header, column, row]).toEqual([
      "side,name,feature 1,feature 0",
      'column,"U[:,0]",0,2',
      "row,L[0],1,0.5",
    ]);
    expect(toHtml(samples.plane).match(/<img/g)).toHaveLength(1);
  });

  test("cuts long names where they are written", () => {
    const long = "x".repeat(60);
    const plane = { ...samples.plane, labels: { rows: [long, long, long] } };
    expect(toSvg(plane)).toContain(`>${"x".repeat(27)}…<`);
    expect(toSvg(plane)).not.toContain("x".repeat(28));
  });

  test("of hostile names holds them as text", () => {
    const name = `"><script>alert(1)</script>`;
    const plane = {
      ...samples.plane,
      labels: { rows: [name, name, name], columns: [name, name], features: [name, name] },
    };
    for (const drawn of [toSvg(plane), toHtml(plane)]) expect(drawn).not.toContain("<script");
  });
});
