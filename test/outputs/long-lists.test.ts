import { describe, expect, test } from "vitest";
import * as library from "../../src";
import { append, largest, smallest, textOfCodes } from "../../src/lists";
import { verdict } from "../../src/experiment/verdict";
import { ResultTable } from "../../src/evaluation/result-table";
import { cosines } from "../../src/models/shared/cosine";
import { RankedList } from "../../src/models/shared/recommendations";
import { topIndices } from "../../src/models/shared/top";
import { toHtml } from "../../src/outputs/drawings";
import { numpyText } from "../../src/outputs/numpy-text";
import { plainText } from "../../src/outputs/plain-text";
import { valueBundle } from "../../src/outputs/value-bundle";
import { jupyterDisplay } from "../../src/outputs/bundle";
import { lossViewPayload } from "../../src/payload/build-loss";
import { tablePayload } from "../../src/payload/build-lists";
import { TrainingHistory } from "../../src/training/history";
import { toCsv, toLatex, toMarkdown, toNumpy, toSvg, toTypeScript } from "../../src/view";
import type { Payload } from "../../src/view";

const EPOCHS = 130_000;
const ENTRIES = 200_000;
const entries = Array.from({ length: ENTRIES }, (_, k) => k);

function history(): TrainingHistory {
  const made = new TrainingHistory();
  for (let k = 0; k < EPOCHS; k++) {
    made.record(k + 1, 1 + 1 / (k + 1));
    made.validation.push(2);
  }
  return made;
}

const long = history();
const loss = { iterations: long.iterations, values: long.loss };
const list = new RankedList("For Ada", "score", entries.map((id) => ({ id, title: `item ${id}`, score: id }))); // prettier-ignore
const two = library.Ratings.from([["Ada", "Alien", 5], ["Ben", "Dune", 3]]); // prettier-ignore

class Results extends ResultTable {
  readonly columns = ["k", "value"];
  readonly rows = entries.map((k) => ({ k: String(k), value: k }));
  protected readonly caption = "many";
}

const payloads: Record<string, Payload> = {
  "a curve": {
    version: 1,
    kind: "loss",
    runs: [{ name: "long", loss, validation: loss }],
  },
  "a column": {
    ...{ version: 1, kind: "matrix", name: "M" },
    matrix: { rows: ENTRIES, columns: 1, values: entries },
    labels: { rows: entries.map(String) },
  },
  "a row": {
    ...{ version: 1, kind: "matrix", name: "M" },
    matrix: { rows: 1, columns: ENTRIES, values: entries },
  },
  "a table": {
    ...{ version: 1, kind: "table", title: "T" },
    columns: [{ name: "k", better: "low" }, { name: "x", better: "high", bars: true }], // prettier-ignore
    rows: entries.map((k) => [k, -k]),
  },
};
const WRITERS = { toHtml, toSvg, toCsv, toLatex, toMarkdown, toNumpy, toTypeScript };

/** Each thing that is done with a list or a history, and what shows that it was. */
const USES: Record<string, () => unknown> = {
  "a history as text": () => long.toString().includes(`at iteration ${EPOCHS}`),
  "a history shown": () => long[jupyterDisplay](),
  "a history as a payload": () => lossViewPayload([{ name: "long", history: long }]),
  "the curves of two histories": () => lossViewPayload([{ name: "a", history: long }, { name: "b", history: long }]), // prettier-ignore
  "the verdict of a history": () =>
    verdict(
      { data: [[1]], features: 1, learningRate: 0.1, iterations: EPOCHS, seed: 1, initRange: [0.1, 0.9] },
      { frames: [], loss, iteration: EPOCHS, divergedAt: 5, ended: true },
    ).loss > 1,
  "a list of recommendations as text": () => String(list).length > ENTRIES,
  "a list of recommendations shown": () => list[jupyterDisplay](),
  "a table of results as text": () => String(new Results()).length > ENTRIES,
  "a table of results shown": () => new Results()[jupyterDisplay](),
  "a payload of a table": () =>
    tablePayload(
      "T",
      [{ name: "k" }],
      entries.map((k) => [k]),
    ),
  "the best of all scores": () =>
    topIndices(Float64Array.from(entries), ENTRIES, () => false).length === ENTRIES,
  "neighbours by long vectors": () =>
    cosines(Float64Array.from(entries), Float64Array.from(entries))[0] > 0.999,
  "an array as NumPy prints it": () => numpyText(library.Matrix.from([entries])),
  "a value as text": () => plainText(entries),
  "records shown": () => valueBundle(entries.map((k) => ({ k, x: -k }))),
  "a Map shown": () => valueBundle(new Map(entries.map((k) => [`k${k}`, k]))),
  "a matrix shown": () => library.Matrix.from([entries])[jupyterDisplay](),
  "ratings from CSV": () =>
    library.Ratings.fromCsv(`user,item,rating\n${entries.map((k) => `u${k},i${k % 7},3`).join("\n")}`)
      .length === ENTRIES,
  "ratings put together": () => {
    const many = library.Ratings.fromColumns({ users: entries, items: entries.map((k) => k % 9), ratings: entries.map(() => 1) }); // prettier-ignore
    return many.with(two).length === ENTRIES + 2;
  },
  "a model of many users, saved and read": () => {
    const many = library.Ratings.fromColumns({ users: entries, items: entries.map((k) => k % 9), ratings: entries.map((k) => 1 + (k % 5)) }); // prettier-ignore
    const model = new library.BiasOnly({ epochs: 1 }).fit(many);
    return library.BiasOnly.fromJSON(JSON.stringify(model)).userBiases.length === ENTRIES;
  },
  "a model of many epochs, saved, read and shown": () => {
    const model = new library.GlobalMean().fit(two, { validation: two });
    Object.assign(model, { history: long, epoch: EPOCHS });
    const again = library.GlobalMean.fromJSON(JSON.stringify(model));
    again[jupyterDisplay]();
    return again.history.validation.length === EPOCHS;
  },
  "a stretch of separators in a name": () =>
    toCsv({ version: 1, kind: "matrix", name: "\t;".repeat(ENTRIES) + "=1", matrix: { rows: 1, columns: 1, values: [1] } }).includes("'=1"), // prettier-ignore
};

test.each(Object.keys(USES))("%s goes through with 130,000 epochs or 200,000 entries", (what) => {
  const result = USES[what]();
  expect(result).not.toBe(false);
  expect(result).toBeTruthy();
});

const writing = Object.keys(payloads).flatMap((what) =>
  Object.keys(WRITERS).map((writer) => [what, writer] as const),
);

test.each(writing)("%s of 130,000 or 200,000 goes through %s", (what, writer) => {
  expect(WRITERS[writer as keyof typeof WRITERS](payloads[what]).length).toBeGreaterThan(100);
});

describe("the functions for lists", () => {
  test("do what those of the language do for short lists", () => {
    for (const values of [[], [1], [3, -2, 7], [NaN, 1], [-0, 0], [Infinity, -Infinity]]) {
      expect(largest(values)).toBe(Math.max(...values));
      expect(smallest(values)).toBe(Math.min(...values));
      expect(largest(values, 2)).toBe(Math.max(2, ...values));
    }
    expect(textOfCodes([72, 105])).toBe("Hi");
  });

  test("take lists on which those overflow the stack", () => {
    expect(() => Math.max(...entries)).toThrow(RangeError);
    expect([largest(entries), smallest(entries)]).toEqual([ENTRIES - 1, 0]);
    const all: number[] = [];
    append(all, entries);
    expect(all).toEqual(entries);
  });
});
