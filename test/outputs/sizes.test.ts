/** What an output takes in a notebook, which is saved with all of them and kept in each version of a repository. */
import { describe, expect, test } from "vitest";
import {
  hideAndGuess,
  jupyterDisplay,
  Matrix,
  MatrixFactorization,
  RankedList,
  TrainingHistory,
} from "../../src";
import type { Displayable, MimeBundle } from "../../src";
import { makeBundle } from "../../src/outputs/make-bundle";
import { valueBundle } from "../../src/outputs/value-bundle";
import { mapPayload, tablePayload } from "../../src/payload/build-lists";
import { lossViewPayload } from "../../src/payload/build-loss";
import { checkPayload, PAYLOAD_MIME, toSvg } from "../../src/view";
import type { Payload } from "../../src/view";
import { plainWords } from "../plain-words";

/** Numbers that no run of equal ones makes small. */
const numbers = (rows: number, columns: number): number[][] =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => (((i * 7919 + j * 104729 + i * j * 31) % 9973) / 9973) * 5 - 1),
  );
const model = (rows: number, columns: number, features: number): MatrixFactorization =>
  new MatrixFactorization(numbers(rows, columns), features, { seed: 1 });
const longNames = (count: number): string[] =>
  Array.from({ length: count }, (_, k) => `${k} ${"片".repeat(70)}`);
const named = (count: number): MatrixFactorization =>
  new MatrixFactorization(numbers(count / 2, count / 2), 2, {
    seed: 1,
    labels: { rows: longNames(count / 2), columns: longNames(count / 2) },
  });
const drawn = (payload: Payload): MimeBundle => makeBundle(payload, "");
const shown = (value: Displayable): MimeBundle => value[jupyterDisplay]();
const size = (value: unknown): number =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value ?? "")).length;

const long = new TrainingHistory();
for (let k = 0; k < 100_000; k++) long.record(k, 1 + 4 / (1 + k / 1000) + ((k * 7919) % 101) / 1000);
const runs = Array.from({ length: 50 }, (_, k) => ({
  name: `run ${k}`,
  history: { iterations: long.iterations, loss: long.loss, validation: long.loss },
}));
const films = (count: number): string[] => Array.from({ length: count }, (_, k) => `Фильм № ${k}`);
const points = (count: number): { name: string; x: number; y: number }[] =>
  films(count).map((name, k) => ({ name, x: (k * 7919) % 9973, y: (k * 104729) % 9967 }));
const table = (rows: number, columns: number, cell: string | number, bars: boolean): Payload =>
  tablePayload(
    "Trials",
    Array.from({ length: columns }, (_, k) => ({ name: `column ${k}`, ...(bars ? { bars } : {}) })),
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, () => (typeof cell === "number" ? cell + i / 7 : cell)),
    ),
  );
const list = (count: number): RankedList =>
  new RankedList(
    "For Ada",
    "rating",
    films(count).map((title, k) => ({
      id: k,
      title,
      score: 5 - k / count,
      because: [{ item: "a", title: "Книга", rating: 5, influence: 0.5 }],
    })),
  );

/** Every kind of output, at many sizes. */
const OUTPUTS: Readonly<Record<string, () => MimeBundle>> = {
  ...Object.fromEntries(
    [
      ...[[6, 3, 13], [8, 8, 3], [9, 7, 4], [12, 12, 3], [15, 12, 2], [16, 16, 2], [20, 20, 5]],
      ...[[50, 50, 5], [50, 50, 50], [51, 50, 5], [100, 100, 100], [101, 300, 4], [2, 2000, 3], [1, 1, 2000]],
      [2000, 2000, 20],
    ].map(([m, n, k]): [string, () => MimeBundle] => [
      `${m} × ${n} with ${k} features`,
      () => shown(model(m, n, k)),
    ]),
  ), // prettier-ignore
  ...Object.fromEntries(
    [[18, 19], [26, 26], [50, 14], [50, 50], [300, 300], [2000, 2000], [1, 2000]].map(
      ([m, n]): [string, () => MimeBundle] => [`a matrix of ${m} × ${n}`, () => shown(Matrix.from(numbers(m, n)))],
    ),
  ), // prettier-ignore
  "tiny numbers": () => shown(Matrix.from(numbers(18, 19).map((row) => row.map((x) => x * 1e-7)))),
  "a curve of 100,000 epochs": () => shown(long),
  "50 curves of 100,000 epochs": () => drawn(lossViewPayload(runs)),
  "a plane of 30 × 20": () => shown(model(30, 20, 2).plane()),
  "a plane of 30 × 29": () => shown(model(30, 29, 2).plane()),
  "a plane of 100 × 100": () => shown(model(100, 100, 3).plane()),
  "a plane of 60 with long names": () => shown(named(60).plane()),
  "a plane of 200 with long names": () => shown(named(200).plane()),
  "a plane of 2,000 × 2,000": () => shown(model(2000, 2000, 3).plane()),
  "a guess of 100 × 100": () => shown(hideAndGuess(model(100, 100, 3), { iterations: 2 })),
  "dials of 50 × 50": () => shown(model(50, 50, 15).byHand()),
  "dials of 30 × 20": () => shown(model(30, 20, 2).byHand()),
  "a map of 200 points": () => drawn(mapPayload("Films", ["x", "y"], points(200))),
  "a map of 1,000 points": () => drawn(mapPayload("Films", ["x", "y"], points(1000))),
  "a map of 10,000 points": () => drawn(mapPayload("Films", ["x", "y"], points(10_000))),
  "a list of 10,000 films": () => shown(list(10_000)),
  "a table of 1,000 × 8": () => drawn(table(1000, 8, 0.5, false)),
  "a table of 1,000 × 40 with bars": () => drawn(table(1000, 40, 0.5, true)),
  "a table of 1,000 × 40 long texts": () => drawn(table(1000, 40, "<".repeat(500), false)),
  "a table of 1,000 × 40 long texts in Chinese": () => drawn(table(1000, 40, "片".repeat(500), false)),
  "a frame of 100,000 rows": () =>
    valueBundle(Array.from({ length: 100_000 }, (_, k) => ({ title: `Фильм ${k}`, year: k, stars: k / 7 }))),
};

describe("an output takes a bounded place in a notebook", () => {
  test.each(Object.keys(OUTPUTS))("%s: at most 150 kB of html and svg", (name) => {
    const bundle = OUTPUTS[name]();
    expect(size(bundle["text/html"]) + size(bundle["image/svg+xml"])).toBeLessThan(150_000);
    expect(size(bundle["text/plain"])).toBeLessThan(65_000);
    expect(size(bundle["text/html"])).toBeGreaterThan(500);
    const payload = bundle[PAYLOAD_MIME];
    if (payload) expect(checkPayload(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
  });

  test("20 views of a 50 × 50 model, trained, are less than 3 MB with all that the view needs", () => {
    const view = shown(model(50, 50, 5).trainModel({ iterations: 500, learningRate: 0.02 }));
    expect(20 * size(view)).toBeLessThan(3_000_000);
  });
});

describe("what is left out is said", () => {
  test("numbers: smaller matrices keep theirs, and a sentence tells of the others", () => {
    const { "text/html": html = "", "image/svg+xml": svg = "" } = shown(model(20, 20, 5));
    expect(html.match(/<td style="[^"]*background-color/g)).toHaveLength(200);
    expect(html.match(/<img alt="(L·U|data|error), 20 × 20"/g)).toHaveLength(3);
    for (const picture of [html, svg]) expect(picture).toContain("drawn as colours, without their numbers.<");
    expect(shown(model(101, 4, 1))["text/html"]).toContain("a square has the mean of a block of cells");
    expect(shown(model(6, 3, 13))["text/html"]).not.toContain("drawn as colours");
  });

  test("rows: html and svg show the same first ones, and count the others", () => {
    const { "text/html": html = "", "image/svg+xml": svg = "" } = drawn(table(1000, 8, 0.5, false));
    const rows = (html.match(/<tr>/g) ?? []).length - 1;
    expect(rows).toBeGreaterThan(40);
    for (const picture of [html, svg]) expect(picture).toContain(`and ${1000 - rows} more rows`);
    expect(drawn(table(20, 8, 0.5, false))["text/html"]).not.toContain("more row");
  });

  test("lines of text: the first ones, and how many follow", () => {
    const text = shown(list(10_000))["text/plain"];
    expect(text.split("\n").at(-1)).toMatch(/^… \d+ more lines$/);
    expect(text.split("\n").length - 1 + Number(/\d+/.exec(text.split("\n").at(-1)!))).toBe(10_001);
  });

  test("rows and points that the payload lacks", () => {
    const payload = tablePayload(
      "T",
      [{ name: "k" }],
      Array.from({ length: 1500 }, (_, k) => [k]),
    );
    expect(plainWords(payload)).toMatchObject({ notes: ["These are the first 1000 of 1500 rows."] });
    const texts = table(1000, 40, "x".repeat(200), false);
    expect(size(texts)).toBeLessThan(350_000);
    expect(plainWords(texts)).toMatchObject({
      notes: [expect.stringMatching(/^These are the first \d+ of 1000 rows\.$/)],
    });
    expect(plainWords(mapPayload("Films", ["x", "y"], points(1500))).title).toBe(
      "Films: the first 1000 of 1500",
    );
  });

  test("names: the first and the last beside colours", () => {
    const labels = { rows: films(60), columns: ["Emma", "Zoë"] };
    const named = new MatrixFactorization(numbers(60, 2), 1, { seed: 1, labels });
    expect(shown(named)["image/svg+xml"]).toContain("Rows: Фильм № 0 to Фильм № 59");
    expect(shown(named)["image/svg+xml"]).toContain("Columns: Emma to Zoë");
  });
});

test("a picture that is saved as a file has all numbers up to 50 × 50, and each cell's colour up to 300 × 300", () => {
  const payload = shown(model(50, 50, 5))[PAYLOAD_MIME]!;
  expect(toSvg(payload).match(/<rect [^>]*rx="2"/g)).toHaveLength(250 + 250 + 3 * 2500);
  const large = shown(Matrix.from(numbers(300, 200)))[PAYLOAD_MIME]!;
  const [, png] = /base64,([\w+/=]+)/.exec(toSvg(large))!;
  const bytes = Buffer.from(png, "base64");
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([200, 300]);
});
