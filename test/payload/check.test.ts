import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jupyterDisplay, MatrixFactorization, PayloadError } from "../../src";
import { checkPayload, PAYLOAD_MIME } from "../../src/view";
import type { TextPayload } from "../../src/view";
import { lossViewPayload } from "../../src/payload/build-loss";

const good = {
  version: 1,
  kind: "factorization",
  data: { rows: 2, columns: 1, values: [1, 2] },
  L: { rows: 2, columns: 1, values: [1, 2] },
  U: { rows: 1, columns: 1, values: [1] },
  loss: { iterations: [0, 1], values: [3, 0.5] },
  iteration: 1,
  learningRate: 0.1,
  seed: 10,
};
const matrix = { version: 1, kind: "matrix", name: "L", matrix: { rows: 1, columns: 2, values: [1, 2] } };
const table = {
  version: 1,
  kind: "table",
  title: "models",
  columns: [{ name: "model" }, { name: "RMSE", better: "low", bars: true }],
  rows: [["ALS", 0.91], ["mean", null]], // prettier-ignore
};
const map = {
  version: 1,
  kind: "map",
  title: "films",
  axes: ["1st", "2nd"],
  x: [1, 2],
  y: [0, 1],
  names: ["a", "b"],
};

const dials = {
  ...{ version: 1, kind: "dials", data: good.data, L: good.L, U: good.U, stages: [], seed: null },
  start: { L: [1, 2], U: [1] },
};
const plane = { ...good, kind: "plane", features: [0] };
const guess = { ...good, kind: "guess", heldOut: [[1, 0]], validation: { iterations: [], values: [] } };
const sweeps = { features: [{ value: 1, loss: 1, validation: null, error: null }], regularization: [], iterations: 1 }; // prettier-ignore

describe("a payload is what the contract says", () => {
  it("when the library wrote it, also after a trip through a file", () => {
    const fac = new MatrixFactorization([[1, 2], [3, 4]], 2, { seed: 1 }).trainModel(); // prettier-ignore
    const values = [fac, fac.L, fac.history];
    for (const value of values) {
      const payload = value[jupyterDisplay]()[PAYLOAD_MIME];
      expect(checkPayload(JSON.parse(JSON.stringify(payload)))).toEqual(payload);
    }
    expect(checkPayload(lossViewPayload([]))).toEqual({ version: 1, kind: "loss", runs: [] });
  });

  it("also with unknown cells, names, a replay log, and recorded states", () => {
    const full = {
      ...good,
      data: { rows: 2, columns: 1, values: [null, 2] },
      labels: { rows: ["Ada", "Bo"], columns: ["film"], features: ["taste"] },
      divergedAt: 7,
      replay: { L: [1, 1], U: [1], stages: [{ learningRate: 0.1, iterations: 1 }] },
      frames: [{ iteration: 0, L: [1, 1], U: [1] }],
    };
    expect(checkPayload(JSON.parse(JSON.stringify(full)))).toEqual(full);
  });

  it("tables, maps and curves of other losses are taken as they are", () => {
    const curves = { version: 1, kind: "loss", runs: [], measure: "RMSE", step: "epoch" };
    for (const payload of [table, map, curves]) expect(checkPayload(payload)).toEqual(payload);
  });

  it("nothing else of it goes through", () => {
    const hostile = JSON.parse(
      JSON.stringify(good).replace(/^{/, '{"__proto__":{"polluted":1},"layout":{"images":[]},"trace":"x",'),
    ) as unknown;
    expect(checkPayload(hostile)).toEqual(good);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("fields count only where the object itself has them", () => {
    expect(() => checkPayload(Object.create(good))).toThrow("version is missing, expected 1");
  });

  it("long names are cut", () => {
    const checked = checkPayload({ ...matrix, name: "x".repeat(200) });
    expect(checked).toMatchObject({ name: `${"x".repeat(79)}…` });
  });
});

describe("anything else is refused, naming the field", () => {
  let deep: object = {};
  for (let level = 0; level < 100_000; level++) deep = { rows: deep };

  it.each<[string, unknown, string]>([
    ["nothing", undefined, "payload is missing, expected an object"],
    ["a list", [], "payload is a list of 0"],
    ["no version", { ...good, version: undefined }, "version is missing"],
    ["a newer version", { ...good, version: 2 }, "version is 2, expected 1"],
    ["an unknown kind", { ...good, kind: "constructor" }, 'kind is "constructor"'],
    ["too few names", { ...good, labels: { rows: ["Ada"] } }, "labels.rows.length is 1, expected 2"],
    ["a name that is no text", { ...good, labels: { columns: [{}] } }, "labels.columns[0] is an object"],
    ["a replay of another length", { ...good, replay: { L: [1, 1], U: [1], stages: [] } }, 'replay.stages is "0 iterations", expected 1'], // prettier-ignore
    ["a matrix that stands for a smaller one", { ...good, data: { ...good.data, of: { rows: 1, columns: 1 } } }, "data.of.rows is 1, expected a whole number from 2"], // prettier-ignore
    ["a replay that is too long", { ...good, replay: { L: [1, 1], U: [1], stages: [{ learningRate: 1, iterations: 2 }] } }, 'replay.stages is "2 iterations", expected 1'], // prettier-ignore
    ["a replay from another shape", { ...good, replay: { L: [1], U: [1], stages: [{ learningRate: 1, iterations: 1 }] } }, "replay.L.length is 1, expected 2"], // prettier-ignore
    ["a replay with an unknown method", { ...good, replay: { L: [1, 1], U: [1], stages: [{ learningRate: 1, iterations: 1, method: "adam" }] } }, 'replay.stages[0].method is "adam"'], // prettier-ignore
    ["a replay with a negative penalty", { ...good, replay: { L: [1, 1], U: [1], stages: [{ learningRate: 1, iterations: 1, regularization: -1 }] } }, "replay.stages[0].regularization is -1"], // prettier-ignore
    ["a replay with half a seed", { ...good, replay: { L: [1, 1], U: [1], stages: [{ learningRate: 1, iterations: 1, seed: 0.5 }] } }, "replay.stages[0].seed is 0.5"], // prettier-ignore
    ["a replay with a learning rate of 0", { ...good, replay: { L: [1, 1], U: [1], stages: [{ learningRate: 0, iterations: 1 }] } }, "replay.stages[0].learningRate is 0"], // prettier-ignore
    ["states that go back", { ...good, frames: [1, 1].map((iteration) => ({ iteration, L: [1, 1], U: [1] })) }, "frames[1].iteration is 1"], // prettier-ignore
    ["a mark before the start", { version: 1, kind: "loss", runs: [{ name: "a", loss: good.loss, bestAt: -1 }] }, "runs[0].bestAt is -1"], // prettier-ignore
    ["a row that is too long", { ...table, rows: [["a", 1, 2]] }, "rows[0].length is 3, expected 2, one for each column"], // prettier-ignore
    [
      "a row that is too short",
      { ...table, rows: [["a"]] },
      "rows[0].length is 1, expected 2, one for each column",
    ],
    [
      "a cell that is no value",
      { ...table, rows: [["a", []]] },
      "rows[0][1] is a list of 0, expected text, a sentence, a finite number or null",
    ],
    ["a sentence without words", { ...table, rows: [["a", {}]] }, "rows[0][1].sentence is missing"],
    [
      "a value of a sentence that is none",
      { ...table, title: { sentence: "For {name}", values: { name: true } } },
      "title.values.name is true, expected text, or a sentence with its values",
    ],
    [
      "a sentence of too many values",
      {
        ...table,
        title: {
          sentence: "",
          values: Object.fromEntries(Array.from({ length: 11 }, (_, k) => [`v${k}`, ""])),
        },
      },
      "at most 10 values",
    ],
    ["sentences too deep in each other", { ...table, title: deepSentence() }, "expected text"],
    [
      "a best that is neither",
      { ...table, columns: [{ name: "a", better: "most" }, { name: "b" }] },
      'columns[0].better is "most"',
    ],
    [
      "bars that are no flag",
      { ...table, columns: [{ name: "a", bars: 1 }, { name: "b" }] },
      "columns[0].bars is 1",
    ],
    [
      "a mark on a row that is not there",
      { ...table, columns: [{ name: "a" }, { name: "b", better: "low", marked: [0, 2] }] },
      "columns[1].marked[1] is 2, expected a whole number from 0 to 1",
    ],
    [
      "errors that are too few",
      { ...table, columns: [{ name: "a" }, { name: "b", errors: [0.1] }] },
      "columns[1].errors.length is 1, expected 2, one for each row",
    ],
    [
      "an error below zero",
      { ...table, columns: [{ name: "a" }, { name: "b", errors: [0.1, -1] }] },
      "columns[1].errors[1] is -1, expected a number ≥ 0, or null",
    ],
    ["a map without a name", { ...map, names: ["a"] }, "names.length is 1, expected 2, one for each point"],
    ["a map of three axes", { ...map, axes: ["1", "2", "3"] }, "axes.length is 3, expected at most 2"],
    ["a map of one axis", { ...map, axes: ["1"] }, "axes.length is 1, expected 2"],
    ["a map that is lopsided", { ...map, y: [1] }, "y.length is 1, expected 2, as many as x has"],
    ["a plane without features", { ...plane, features: [] }, "features.length is 0, expected 1 or 2"],
    [
      "a plane of three features",
      { ...plane, features: [0, 1, 2] },
      "features.length is 3, expected at most 2",
    ],
    ["a plane of a feature that is not there", { ...plane, features: [1] }, "features[0] is 1, expected a whole number from 0 to 0"], // prettier-ignore
    ["a plane of one feature twice", { ...plane, L: { rows: 2, columns: 2, values: [1, 1, 1, 1] }, U: { rows: 2, columns: 1, values: [1, 1] }, features: [1, 1] }, "features[1] is 1, expected another than 1"], // prettier-ignore
    [
      "a plane of means of blocks",
      { ...plane, data: { ...good.data, of: { rows: 4, columns: 1 } } },
      "data.of is",
    ],
    [
      "a plane with a number that is none",
      { ...plane, L: { ...good.L, values: [1, NaN] } },
      "L.values[1] is NaN",
    ],
    [
      "a sample larger than what it is of",
      { ...plane, sampleOf: { rows: 1, columns: 1 } },
      "sampleOf.rows is 1",
    ],
    ["a guess without a hidden cell", { ...guess, heldOut: [] }, "heldOut.length is 0, expected at least 1"],
    ["a guess with all cells hidden", { ...guess, heldOut: [[0, 0], [1, 0]] }, "heldOut.length is 2, expected at most 1"], // prettier-ignore
    ["a guess of a cell that is not there", { ...guess, heldOut: [[2, 0]] }, "heldOut[0][0] is 2, expected a whole number from 0 to 1"], // prettier-ignore
    ["a guess of an unknown cell", { ...guess, data: { ...good.data, rows: 2, values: [null, 1] }, heldOut: [[0, 0]] }, "heldOut.length is 1, expected at most 0"], // prettier-ignore
    ["a guess of a cell that is none", { ...guess, heldOut: [7] }, "heldOut[0] is 7, expected a list"],
    [
      "a guess without its validation",
      { ...guess, validation: null },
      "validation is null, expected an object",
    ],
    [
      "a guess of means of blocks",
      { ...guess, data: { ...good.data, of: { rows: 4, columns: 1 } } },
      "data.of is",
    ],
    ["a sweep whose values fall", { ...guess, sweeps: { ...sweeps, features: [{ ...sweeps.features[0], value: 2 }, sweeps.features[0]] } }, "sweeps.features[1].value is 1, expected a rising series"], // prettier-ignore
    ["a sweep over half features", { ...guess, sweeps: { ...sweeps, features: [{ ...sweeps.features[0], value: 1.5 }] } }, "sweeps.features[0].value is 1.5"], // prettier-ignore
    ["a sweep with a loss below zero", { ...guess, sweeps: { ...sweeps, features: [{ ...sweeps.features[0], loss: -1 }] } }, "sweeps.features[0].loss is -1"], // prettier-ignore
    ["a sweep with more points than are drawn", { ...guess, sweeps: { ...sweeps, regularization: Array(51).fill({}) } }, "sweeps.regularization.length is 51"], // prettier-ignore
    ["a plane with more arrows than can be seen", { ...plane, data: { rows: 301, columns: 1, values: Array(301).fill(1) }, L: { rows: 301, columns: 1, values: Array(301).fill(1) } }, "data.rows is 301, expected at most 300"], // prettier-ignore
    ["dials of an entry that is not there", { ...dials, entry: { factor: "U", row: 1, column: 0 } }, "entry.row is 1, expected a whole number from 0 to 0"], // prettier-ignore
    ["dials of a third factor", { ...dials, entry: { factor: "V", row: 0, column: 0 } }, 'entry.factor is "V", expected "L" or "U"'], // prettier-ignore
    ["dials without a start", { ...dials, start: undefined }, "start is missing"],
    ["dials with half a start", { ...dials, start: { L: [1], U: [1] } }, "start.L.length is 1, expected 2"],
    ["dials that stop at 0 below it", { ...dials, nonnegative: true, L: { ...good.L, values: [1, -2] } }, "nonnegative is true, expected false"], // prettier-ignore
    ["dials of a machine that counts days", { ...dials, machine: { loss: good.loss, unit: "day" } }, 'machine.unit is "day"'], // prettier-ignore
    ["dials with a turn to nowhere", { ...dials, turns: [1, -1] }, "turns[1] is -1, expected a loss ≥ 0"],
    [
      "dials without a rate",
      { ...dials, learningRate: 0 },
      "learningRate is 0, expected a finite number > 0",
    ],
    [
      "dials of means of blocks",
      { ...dials, data: { ...good.data, of: { rows: 4, columns: 1 } } },
      "data.of is",
    ],
    ["more dials than anybody turns", { ...dials, L: { rows: 2, columns: 800, values: Array(1600).fill(1) }, U: { rows: 800, columns: 1, values: Array(800).fill(1) } }, "L.values.length is 2400, expected at most 1500 with those of U"], // prettier-ignore
    ["a factorization that may be half negative", { ...good, nonnegative: 1 }, "nonnegative is 1, expected true or false"], // prettier-ignore
    ["an unknown step", { version: 1, kind: "loss", runs: [], step: "day" }, 'step is "day"'],
    ["no kind", { version: 1 }, "kind is missing"],
    [
      "another shape of L",
      { ...good, L: { rows: 1, columns: 1, values: [1] } },
      "L.rows is 1, expected 2, as data has",
    ],
    [
      "another shape of U",
      { ...good, U: { rows: 2, columns: 1, values: [1, 1] } },
      "U.rows is 2, expected 1",
    ],
    ["too few values", { ...good, data: { rows: 2, columns: 2, values: [1] } }, "data.values.length is 1, expected 2 × 2 = 4"], // prettier-ignore
    ["null in a factor", { ...good, L: { rows: 2, columns: 1, values: [1, null] } }, "L.values[1] is null"],
    [
      "text in a cell",
      { ...good, data: { rows: 2, columns: 1, values: [1, "<b>"] } },
      'data.values[1] is "<b>"',
    ],
    ["a hole", { ...good, data: { rows: 2, columns: 1, values: new Array(2) } }, "data.values[0] is missing"],
    ["no rows", { ...good, data: { rows: 0, columns: 1, values: [] } }, "data.rows is 0"],
    ["half a row", { ...good, data: { rows: 1.5, columns: 2, values: [1, 2, 3] } }, "data.rows is 1.5"],
    [
      "too many values",
      { ...matrix, matrix: { rows: 1, columns: 2_000_000, values: [] } },
      "matrix.columns is 2000000",
    ],
    ["values out of bounds", { ...matrix, matrix: { rows: 1, columns: 1, values: new Array(1_000_001).fill(0) } }, "at most 1000000"], // prettier-ignore
    ["a smaller original", { ...matrix, matrix: { rows: 1, columns: 2, values: [1, 2], of: { rows: 1, columns: 1 } } }, "matrix.of.columns is 1"], // prettier-ignore
    ["a negative loss", { ...good, loss: { iterations: [0], values: [-1] } }, "loss.values[0] is -1"],
    [
      "falling iterations",
      { ...good, loss: { iterations: [1, 0], values: [1, 1] } },
      "loss.iterations[1] is 0",
    ],
    ["unequal lists", { ...good, loss: { iterations: [1], values: [] } }, "loss.values.length is 0"],
    ["a name that is no text", { ...matrix, name: { toString: "x" } }, "name is an object"],
    ["a seed as text", { ...good, seed: "10" }, 'seed is "10"'],
    ["too many runs", { version: 1, kind: "loss", runs: new Array(51).fill({}) }, "runs.length is 51"],
    [
      "a run without name",
      { version: 1, kind: "loss", runs: [{ loss: good.loss }] },
      "runs[0].name is missing",
    ],
    ["great depth", { ...good, data: deep }, "data.rows is an object"],
    [
      "a getter",
      Object.defineProperty({ kind: "matrix" }, "version", { get: () => 1 }),
      "version is missing",
    ],
  ])("%s", (_name, payload, message) => {
    expect(() => checkPayload(payload)).toThrow(PayloadError);
    expect(() => checkPayload(payload)).toThrow(message);
  });

  it("whatever it is: a PayloadError or a clean payload, never another error", () => {
    const keys = fc.constantFrom(
      "version",
      "kind",
      "data",
      "L",
      "U",
      "loss",
      "seed",
      "rows",
      "__proto__",
      "x",
    );
    const part = fc.dictionary(keys, fc.anything());
    const payloads = fc.oneof(
      fc.anything(),
      part.map((changes) => ({ ...good, ...changes })),
    );
    let clean = 0;
    fc.assert(
      fc.property(payloads, (payload) => {
        try {
          checkPayload(payload);
          clean++;
        } catch (error) {
          expect(error).toBeInstanceOf(PayloadError);
        }
      }),
      { numRuns: 2000 },
    );
    expect(clean).toBeGreaterThan(50);
  });
});

function deepSentence(depth = 10): TextPayload {
  return depth === 0 ? "x" : { sentence: "{x}", values: { x: deepSentence(depth - 1) } };
}
