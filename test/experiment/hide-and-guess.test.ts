import { describe, expect, test } from "vitest";
import { hideAndGuess, jupyterDisplay, MatrixFactorization, NMF, ShapeError, ValueError } from "../../src";
import { presets } from "../../src/experiment/presets";
import { experimentSource } from "../../src/experiment/source";
import type { Experiment } from "../../src/experiment/types";
import { checkPayload } from "../../src/payload/check";
import { PAYLOAD_MIME } from "../../src/payload/types";
import type { GuessViewPayload } from "../../src/payload/types";

const { data, labels } = presets.find(({ id }) => id === "ratings")!.experiment;
const model = (): MatrixFactorization => new MatrixFactorization(data, 2, { seed: 7, labels });
const quick = { learningRate: 0.05, iterations: 100 } as const;
const payloadOf = (shown: ReturnType<typeof hideAndGuess>): GuessViewPayload =>
  checkPayload(JSON.parse(JSON.stringify(shown[jupyterDisplay]()[PAYLOAD_MIME]))) as GuessViewPayload;

describe("hideAndGuess", () => {
  test("hides cells by their labels or indices, trains on the others, and leaves the model as it was", () => {
    const fac = model().trainModel({ iterations: 30 });
    const before = JSON.stringify(fac);
    const shown = hideAndGuess(fac, { cells: [["Ada", "Moon Harbour"], [3, 3]], ...quick }); // prettier-ignore
    expect(JSON.stringify(fac)).toBe(before);
    const seen = data.map((row) => [...row]);
    seen[0][0] = seen[3][3] = null;
    const alone = new MatrixFactorization(seen, 2, { seed: 7 }).trainModel(quick);
    expect(shown.cells).toMatchObject([
      { row: 0, column: 0, value: 5 },
      { row: 3, column: 3, value: 5 },
    ]);
    expect(shown.cells.map(({ guess }) => guess)).toEqual([alone.predict(0, 0), alone.predict(3, 3)]);
    expect(shown.seenError).toBeCloseTo(Math.sqrt(alone.loss), 12);
    const squares = shown.cells.map(({ value, guess }) => (value - guess) ** 2);
    expect(shown.hiddenError).toBeCloseTo(Math.sqrt((squares[0] + squares[1]) / 2), 12);
  });

  test("hides a fifth by the model's seed, and gives the same bytes each time", () => {
    const [a, b] = [hideAndGuess(model(), quick), hideAndGuess(model(), quick)];
    expect(JSON.stringify(payloadOf(a))).toBe(JSON.stringify(payloadOf(b)));
    expect(a.cells).toHaveLength(5);
    expect(hideAndGuess(model(), { ...quick, seed: 8 }).cells).not.toEqual(a.cells);
    expect(hideAndGuess(model(), { ...quick, share: 0.4 }).cells).toHaveLength(10);
  });

  test("trains as the model was trained, unless it is told otherwise", () => {
    const fac = model().trainModel({ learningRate: 0.02, iterations: 40, regularization: 0.1 });
    const { iteration, learningRate, replay } = payloadOf(hideAndGuess(fac));
    expect([iteration, learningRate]).toEqual([40, 0.02]);
    expect(replay?.stages).toEqual([{ learningRate: 0.02, iterations: 40, regularization: 0.1 }]);
    expect(payloadOf(hideAndGuess(fac, { iterations: 7, regularization: 0 })).replay?.stages).toEqual([
      { learningRate: 0.02, iterations: 7 },
    ]);
    expect(payloadOf(hideAndGuess(model())).iteration).toBe(700);
  });

  test("says so where the training diverges", () => {
    const payload = payloadOf(hideAndGuess(model(), { learningRate: 50 }));
    expect(payload.divergedAt).toBeGreaterThan(0);
    expect(payload.sweeps?.features.every(({ loss }) => loss === null)).toBe(true);
    expect(String(hideAndGuess(model(), { learningRate: 50 }))).not.toMatch(/NaN|Infinity|∞/);
  });

  test("tells what was found in words", () => {
    const noise = presets.find(({ id }) => id === "noise")!.experiment;
    const fac = new MatrixFactorization(noise.data, 2, { seed: 7 });
    const words = String(hideAndGuess(fac, { learningRate: 0.05, iterations: 2000 }));
    expect(words).toContain("More features fit what was seen and miss what was hidden");
    expect(words).toContain("1 feature guesses as well as any");
  });

  test.each([
    [{ cells: [] }, "cells is empty"],
    [{ cells: [["Ada", "Rust and Stars"]] }, "cells[0] is a list of 2, expected a known cell"],
    [{ cells: [["Ada", "No Such Film"]] }, 'cells[0][1] is "No Such Film", expected a column from 0 to 4'],
    [{ cells: [[6, 0]] }, "cells[0][0] is 6, expected a row from 0 to 5, or its label"],
    [{ cells: [7] }, "cells[0] is 7, expected a row and a column"],
    [{ share: 1 }, "share is 1, expected a number above 0 and below 1"],
    [{ share: 0 }, "share is 0, expected a finite number > 0"],
    [{ learningRate: 0 }, "learningRate is 0"],
    [{ iterations: 1e6 }, "iterations is 1000000"],
    [{ part: 0.2 }, 'unknown option "part"'],
  ])("refuses %o", (options, message) => {
    expect(() => hideAndGuess(model(), options as never)).toThrow(ValueError);
    expect(() => hideAndGuess(model(), options as never)).toThrow(message);
  });

  test("refuses other models, larger data, and data that have nothing to hide", () => {
    const refused = (): unknown => hideAndGuess(new NMF({ features: 2 }) as never);
    expect(refused).toThrow("expected a MatrixFactorization, since");
    expect(refused, "which the next test does").toThrow("put null in the place of some numbers");
    const wide = new MatrixFactorization([Array<number>(101).fill(1), Array<number>(101).fill(2)], 1);
    expect(() => hideAndGuess(wide)).toThrow(ShapeError);
    expect(() => hideAndGuess(new MatrixFactorization([[1, null], [null, 2]], 1))).toThrow("no cell of data"); // prettier-ignore
    const all = { cells: [[0, 0], [0, 1]] } as const; // prettier-ignore
    expect(() => hideAndGuess(new MatrixFactorization([[1, 2]], 1), all)).toThrow("at least one known cell");
  });
});

test("what is advised for other models works: an NMF guesses cells that are null in its data", () => {
  const whole = [1, 2, 3, 4].map((row) => [1, 3, 2].map((column) => row * column));
  const seen = whole.map((row, i) => row.map((value, j) => (i === 2 && j === 1 ? null : value)));
  const guess = new NMF({ features: 1, seed: 1 }).fit(seen).reconstruct().values[2 * 3 + 1];
  expect(guess).toBeCloseTo(whole[2][1], 2);
});

test("an experiment with hidden cells is a notebook cell that gives the same guesses", () => {
  const experiment: Experiment = {
    ...{ data, labels, features: 3, learningRate: 0.02, iterations: 60, seed: 11, initRange: [0.2, 0.4] },
    ...{ regularization: 0.05, heldOut: [[0, 0], [3, 3]] }, // prettier-ignore
  };
  const source = experimentSource(experiment);
  expect(source).toContain('import { MatrixFactorization, display, hideAndGuess } from "factorlab";');
  const body = source.replace(/^import.*$/m, "");
  const shown: unknown[] = [];
  const names = ["MatrixFactorization", "display", "hideAndGuess"];
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a cell is run as a kernel runs it
  new Function(...names, body)(MatrixFactorization, (value: unknown) => shown.push(value), hideAndGuess);
  const payload = payloadOf(shown[0] as ReturnType<typeof hideAndGuess>);
  expect(payload.heldOut).toEqual(experiment.heldOut);
  expect(payload.replay?.stages).toEqual([{ learningRate: 0.02, iterations: 60, regularization: 0.05 }]);
  expect(Math.max(...payload.replay!.L)).toBeLessThan(0.4);
});
