import fc from "fast-check";
import { expect } from "vitest";
import {
  FactorlabError,
  NotFittedError,
  Ratings,
  ShapeError,
  TrainingInterrupted,
  ValueError,
} from "../../../src";
import { bytes, NAMES, table, thrownBy, withInterruptFlag } from "./table-terms";
import type { TableTerms } from "./table-terms";
import type { Suite } from "./suite";

type Wrong = [what: string, data: unknown, kind: typeof FactorlabError, path: string, index?: number[]];

const DETACHED = new Float64Array(4);
structuredClone(DETACHED.buffer, { transfer: [DETACHED.buffer] });

/** Tables of two columns that no model takes; `path` follows the argument in the message. */
const WRONG: Wrong[] = [
  ["nothing", undefined, ShapeError, " is missing, expected rows of numbers"],
  ["text", "1 2", ShapeError, ' is "1 2"'],
  ["no rows", [], ShapeError, " has no rows, expected at least one row"],
  ["no columns", [[]], ShapeError, "[0] has no columns", [0]],
  ["a ragged table", [[1, 2], [3]], ShapeError, "[1] has 1 column, expected 2", [1]], // prettier-ignore
  ["a hole", [[1, 2], new Array(2)], ValueError, "[1][0] is missing", [1, 0]],
  ["a missing row", [[1, 2], undefined], ShapeError, "[1] is missing", [1]], // prettier-ignore
  ["infinity", [[1, Infinity]], ValueError, "[0][1] is Infinity, expected a finite number", [0, 1]],
  ["minus infinity", [[-Infinity, 1]], ValueError, "[0][0] is -Infinity", [0, 0]],
  ["text in a cell", [["3", 1]], ValueError, '[0][0] is "3"', [0, 0]],
  ["a BigInt", [[1, 1n]], ValueError, "[0][1] is the BigInt 1n", [0, 1]],
  ["true", [[true, 1]], ValueError, "[0][0] is true", [0, 0]],
  ["one dimension", [1, 2], ShapeError, "[0] is 1, expected a row of numbers", [0]],
  ["three dimensions", [[[1], [2]]], ShapeError, "[0][0] is a list of 1", [0, 0]],
  ["too few numbers", { rows: 2, columns: 2, values: [1] }, ShapeError, ".values has 1 numbers, expected 2 × 2 = 4 numbers"], // prettier-ignore
  ["more cells than memory", { rows: 2 ** 17, columns: 2 ** 16, values: [] }, ShapeError, " has 131072 × 65536 cells"], // prettier-ignore
  ["ratings", Ratings.from([["Ada", "Alien", 5]]), ValueError, " is Ratings, expected a table of numbers"],
  ["half a row", { rows: 0.5, columns: 2, values: [1] }, ShapeError, ".rows is 0.5"],
  ["a detached buffer", { rows: 2, columns: 2, values: DETACHED }, ShapeError, ".values has 0 numbers, expected 2 × 2 = 4 numbers"], // prettier-ignore
];
const UNKNOWN: Wrong[] = [
  ["NaN", [[1, NaN]], ValueError, "[0][1] is NaN, expected a finite number", [0, 1]],
  ["null", [[null, 1]], ValueError, "[0][0] is null", [0, 0]],
];
const BELOW_ZERO: Wrong[] = [["a number below zero", [[1, 2], [3, -4]], ValueError, "[1][1] is -4, expected a number ≥ 0", [1, 1]]]; // prettier-ignore
const ALL_UNKNOWN: Wrong[] = [["unknown cells only", [[null, NaN]], ValueError, " has unknown cells only, expected at least one known number"]]; // prettier-ignore

/** Checks of bad tables and options, and of what they leave behind. */
export function checkEntryPoints(terms: TableTerms, { test }: Suite): void {
  const { fit, blank, takesUnknown, takesNegative } = terms;
  const wrong = [...WRONG, ...(takesUnknown ? ALL_UNKNOWN : UNKNOWN), ...(takesNegative ? [] : BELOW_ZERO)];
  const data = table(takesUnknown);
  const known = table(false);

  const refuses = (call: () => unknown, argument: string, [, , kind, path, index]: Wrong): void => {
    const error = thrownBy(call) as FactorlabError;
    expect(error).toBeInstanceOf(kind);
    expect(error.message).toContain(`${argument}${path}`);
    expect(error.argument).toContain(argument);
    expect(error.expected).toBeDefined();
    if (index) expect(error.index).toEqual(index);
  };

  test.each(wrong)("%s as data is refused, and its position is named", (...given) => {
    refuses(() => fit(given[1], { features: 1 }), "data", given);
  });

  test.each(wrong)("%s as new rows is refused, and the model stays as it was", (...given) => {
    const model = fit([[1, 2], [3, 4]], { features: 1 }); // prettier-ignore
    const before = bytes(model);
    refuses(() => model.transform(given[1] as never), "rows", given);
    if ("partialFit" in model)
      refuses(() => (model.partialFit as (rows: unknown) => void)(given[1]), "rows", given);
    expect(bytes(model)).toBe(before);
  });

  test("rows of another width are refused", () => {
    const error = thrownBy(() => fit(data).transform([[1, 2, 3]])) as FactorlabError;
    expect(error).toBeInstanceOf(ShapeError);
    expect(error.message).toContain("rows has 3 columns, expected 5, as the data");
    expect(error).toMatchObject({ argument: "rows", actual: 3, expected: 5 });
  });

  test.each([
    ["features", 0],
    ["features", 2.5],
    ["features", -1],
    ["features", NaN],
    ["features", "2"],
    ["features", null],
    ["seed", NaN],
    ["seed", 1.5],
    ["seed", "a"],
    ["seed", 2 ** 60],
  ])("%s %s is refused by name, with what was expected", (option, value) => {
    const error = thrownBy(() => fit(data, { [option]: value })) as FactorlabError;
    expect(error).toBeInstanceOf(ValueError);
    expect(error.message).toMatch(new RegExp(`^${option} is .*, expected a whole number`));
    expect(error).toMatchObject({ argument: option, actual: value });
  });

  test("a misspelt option is refused, with the nearest name", () => {
    expect(() => fit(data, { sead: 1 })).toThrow('unknown option "sead": did you mean "seed"?');
    const out = JSON.parse('{"__proto__": {"seed": 1}}') as object;
    expect(() => fit(data, out)).toThrow('unknown option "__proto__"');
    expect(({} as Record<string, unknown>)["seed"]).toBeUndefined();
  });

  test("neither options nor data nor labels are changed, be they frozen", () => {
    const frozen = Object.freeze(known.map((row) => Object.freeze([...row])));
    const labels = Object.freeze({ rows: Object.freeze([...NAMES.rows]), columns: Object.freeze([...NAMES.columns]) }); // prettier-ignore
    const options = Object.freeze({ features: 2, seed: 3, labels });
    const model = fit(frozen, options);
    expect(frozen).toEqual(known);
    expect(options).toEqual({ features: 2, seed: 3, labels: NAMES });
    expect(model.data.toArray()).toEqual(known);
    expect(model.labels).toEqual(NAMES);
  });

  test("data in shared memory are copied once, and never written", () => {
    const shared = new Float64Array(new SharedArrayBuffer(35 * 8));
    shared.set(known.flat() as number[]);
    const model = fit({ rows: 7, columns: 5, values: shared });
    expect([...shared]).toEqual(known.flat());
    expect(bytes(model)).toBe(bytes(fit(known)));
    shared.fill(99);
    expect(model.data.toArray()).toEqual(known);
  });

  test("all zeros have a defined result", () => {
    const zeros = fit([[0, 0, 0], [0, 0, 0]]); // prettier-ignore
    const product = [...zeros.reconstruct().values];
    expect(product.every(Number.isFinite)).toBe(true);
    if (terms.findsZeros) expect(product.every((x) => x === 0)).toBe(true);
    expect(Number.isFinite(zeros.predict(0, 1))).toBe(true);
    expect(zeros.similarUsers(0).entries.every(({ score }) => Number.isFinite(score))).toBe(true);
    expect(String(zeros.explain(0, 1))).toContain("row 0 and column 1");
  });

  test("numbers too large to work with are a typed error, not NaN", () => {
    const error = thrownBy(() => fit([[1e308, 1e308], [1e308, 1e308]], { features: 1 })); // prettier-ignore
    expect(error).toBeInstanceOf(FactorlabError);
    expect((error as FactorlabError).argument).toBeTruthy();
    const model = fit(known);
    const before = bytes(model);
    const made = thrownBy(() => {
      expect(model.transform([[1e308, 1e308, 1e308, 1e308, 1e308]]).values.every(Number.isFinite)).toBe(true);
    });
    if (made !== undefined) expect(made).toBeInstanceOf(ValueError);
    expect(bytes(model)).toBe(before);
  });

  test("the same seed gives the same bytes, and another one others", () => {
    expect(bytes(fit(data))).toBe(bytes(fit(data)));
    if (terms.dependsOnSeed) expect(bytes(fit(data, { seed: 8 }))).not.toBe(bytes(fit(data)));
  });

  if (blank) {
    test("before training everything says what is missing, and how to get it", () => {
      const model = blank();
      for (const ask of [
        () => model.predict(0, 0),
        () => model.recommend(0),
        () => model.similarItems(0),
        () => model.similarUsers(0),
        () => model.transform([[1]]),
        () => model.explain(0, 0),
        () => model.partialFit([[1]] as never),
        () => model.reconstruct(),
        () => model.userFactors,
        () => model.itemFactors,
        () => model.data,
        () => model.L,
        () => model.U,
        () => model.toJSON(),
      ]) {
        expect(ask).toThrow(NotFittedError);
        expect(ask).toThrow("call fit(data) first");
      }
      expect(String(model)).toContain("not fitted yet");
      expect([model.iteration, model.history.loss.length]).toEqual([0, 0]);
    });

    test("a fit that is refused leaves the model as it was", () => {
      const model = blank();
      model.fit(data as never, { labels: NAMES });
      const before = JSON.stringify(model);
      for (const bad of [[[-1, Infinity]], [], null])
        expect(() => model.fit(bad as never)).toThrow(FactorlabError);
      expect(() => model.fit(data as never, { label: NAMES })).toThrow('did you mean "labels"');
      expect(() => model.fit(data as never, { labels: { rows: ["Ada"] } })).toThrow(ShapeError);
      expect(JSON.stringify(model)).toBe(before);
    });
  }

  test("an interrupt flag stops training; the model can be used and trained on", () => {
    const model = fit(data);
    withInterruptFlag((flag) => {
      flag[0] = 1;
      const error = thrownBy(() => terms.trainOn(model)) as TrainingInterrupted;
      expect(error).toBeInstanceOf(TrainingInterrupted);
      expect(error.name).toBe("KeyboardInterrupt");
      expect(Number.isFinite(model.predict(0, 1))).toBe(true);
      flag[0] = 0;
      terms.trainOn(model);
    });
    expect(model.reconstruct().values.every(Number.isFinite)).toBe(true);
  });

  test("any input gives a typed error or a finite model; the input stays as it is, and so do the bytes", () => {
    const cell = fc.oneof(
      { weight: 60, arbitrary: fc.double({ min: takesNegative ? -10 : 0, max: 10, noNaN: true }) },
      { weight: 12, arbitrary: fc.constantFrom(0, -0, 5e-324, 1e-160, 1e-200) },
      fc.constantFrom(1e100, 1e150),
      { weight: takesUnknown ? 10 : 1, arbitrary: fc.constantFrom(null, NaN) },
      fc.constantFrom(1e308, -1e308, -1, Infinity, "3", 1n, undefined),
    );
    const rows = fc.record({ width: fc.integer({ min: 1, max: 4 }), height: fc.integer({ min: 1, max: 4 }) });
    const tables = rows.chain(({ width, height }) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: height,
        maxLength: height,
      }),
    );
    let models = 0;
    fc.assert(
      fc.property(tables, terms.strangeOptions, fc.integer(), (given, options, seed) => {
        const before = structuredClone({ given, options });
        const error = thrownBy(() => {
          const how = { features: 1, ...("init" in options ? {} : { seed }), ...options };
          const model = fit(given, how);
          const numbers = [...model.L.values, ...model.U.values, ...model.history.loss];
          expect(numbers.every(Number.isFinite)).toBe(true);
          if (!takesNegative) expect(numbers.every((x) => x >= 0)).toBe(true);
          expect(bytes(fit(given, how))).toBe(bytes(model));
          expect(JSON.stringify(terms.fromJSON(JSON.stringify(model)))).toBe(JSON.stringify(model));
          expect(model.recommend(0).length).toBeLessThanOrEqual(model.U.columns);
          expect(model.transform(given as never).values.every(Number.isFinite)).toBe(true);
          models++;
        });
        if (error !== undefined && !(error instanceof FactorlabError)) throw error as Error;
        expect({ given, options }).toEqual(before);
      }),
      { numRuns: 1000 },
    );
    // A fifth or more of these tables can be worked with to the end; a model that refuses them all would pass everything.
    expect(models).toBeGreaterThan(150);
  }, 30_000);
}
