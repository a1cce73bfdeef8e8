import { describe, expect, test } from "vitest";
import { toCsv } from "../../src/view";
import { checkPayload } from "../../src/payload/check";
import { guessFacts, turnOf } from "../../src/outputs/guess-facts";
import type { GuessParts, GuessPoint } from "../../src/outputs/guess-facts";
import { ringNumberPlace } from "../../src/outputs/guess-mark";
import { guessLabels, guessShare, guessTicks, guessTop } from "../../src/outputs/guess-scale";
import { guessDecimals, guessSentences } from "../../src/outputs/guess-words";
import { toHtml, toSvg } from "../../src/outputs/drawings";
import { english } from "../../src/outputs/translate";
import type { GuessViewPayload, SweepPoint } from "../../src/payload/types";
import { samples } from "../payload/samples";

const point = (value: number, seen: number, hidden: number, spread: number | null = 0): GuessPoint => ({
  ...{ value, seen, hidden, spread },
});
const sweep = (...losses: [seen: number, hidden: number, error?: number][]): SweepPoint[] =>
  losses.map(([loss, validation, error = 0.1], k) => ({ value: k + 1, loss, validation, error }));
const parts = (changed: Partial<GuessParts> = {}): GuessParts => ({
  data: { rows: 4, columns: 3, values: [1, 2, 3, 2, 4, 6, 3, 6, 9, 1, 1, 1] },
  heldOut: [[0, 0], [1, 1], [2, 2], [3, 0]], // prettier-ignore
  loss: { iterations: [0, 1, 2, 3], values: [9, 4, 1, 0.25] },
  validation: { iterations: [0, 1, 2, 3], values: [9, 4, 2, 1] },
  ...changed,
});
const said = (changed: Partial<GuessParts> = {}): string =>
  guessSentences(guessFacts(parts(changed)), undefined, english).join(" ");
const features = (...losses: [number, number, number?][]): Partial<GuessParts> => ({
  sweeps: { features: sweep(...losses), regularization: [], iterations: 3 },
});

describe("where a curve of guesses turns", () => {
  test("is behind the first point that is as good as the lowest, within its standard error", () => {
    const turn = turnOf([point(1, 0.5, 1.05), point(2, 0.2, 1, 0.1), point(3, 0, 2)], 0.01);
    expect(turn).toMatchObject({
      shape: "turns",
      good: { value: 1 },
      best: { value: 2 },
      worst: { value: 3 },
    });
    const sure = turnOf([point(1, 0.5, 1.05), point(2, 0.2, 1, 0.01), point(3, 0, 2)], 0.01);
    expect(sure).toMatchObject({ shape: "turns", good: { value: 2 } });
  });

  test("is nowhere where the guesses get better to the end, or hardly change", () => {
    expect(turnOf([point(1, 2, 2), point(2, 1, 1)], 0.01)?.shape).toBe("improves");
    expect(turnOf([point(1, 2, 1), point(2, 1, 1.005)], 0.01)?.shape).toBe("level");
    // What was seen is missed as well: that is no overfitting.
    expect(turnOf([point(1, 1, 1), point(2, 3, 3)], 0.01)?.shape).toBe("level");
    expect(turnOf([point(1, 1, 1)], 0.01)).toBeNull();
  });
});

describe("the words", () => {
  test("say that more features fit what was seen and miss what was hidden, where they do", () => {
    expect(said(features([1, 1], [0.25, 4], [0.01, 9]))).toContain(
      "More features fit what was seen and miss what was hidden: with 3, the seen cells are 0.10 off and the hidden ones 3.00. 1 feature guesses as well as any: 1.00 off.",
    );
    expect(said(features([4, 4], [1, 1], [0.25, 9]))).toContain("2 features guess as well as any");
    expect(said(features([4, 4], [1, 1]))).toContain("More features guess better: with 2 they are 1.00 off.");
    expect(said(features([4, 4], [1, 4]))).not.toContain("More features");
  });

  test("take what is little by the start of the training, where the mean is right", () => {
    const zeros = { rows: 2, columns: 2, values: [0, 0, 0, 0] };
    const heldOut: GuessParts["heldOut"] = [[0, 0]];
    const small = features([1e-6, 1e-6], [1e-6, 4e-6]);
    expect(said({ ...small, data: zeros, heldOut })).not.toContain("More features fit");
    expect(said({ ...features([1, 1], [1, 9]), data: zeros, heldOut })).toContain("More features fit");
  });

  test("name the iteration from which the guesses get worse", () => {
    const turned = { iterations: [0, 1, 2, 3], values: [9, 1, 2.25, 4] };
    expect(said({ validation: turned })).toContain(
      "Overfitting: the guesses are best after iteration 1, 1.00 off, and then get worse, to 2.00",
    );
    expect(said()).toContain("they have not turned");
    const worse = { iterations: [0, 1, 2, 3], values: [1, 2, 3, 4] };
    expect(said({ validation: worse })).toContain("get worse from the first iteration on");
  });

  test("compare penalties with none, and guesses with the mean", () => {
    const points = (losses: number[]): SweepPoint[] =>
      losses.map((validation, k) => ({ value: k / 10, loss: 1, validation, error: null }));
    const penalties = (losses: number[]): Partial<GuessParts> => ({
      sweeps: { features: [], regularization: points(losses), iterations: 3 },
    });
    expect(said(penalties([4, 1, 9]))).toContain(
      "With a penalty λ of 0.1 the guesses are 1.00 off, without one 2.00.",
    );
    expect(said(penalties([1, 4]))).toContain("No penalty λ guesses better than none.");
    expect(said(features([4, 100], [1, 81]))).toContain("Guessing the mean of what was seen would be");
    expect(said(features([4, 1], [1, 1]))).not.toContain("Guessing the mean");
  });

  test("say how little few cells say", () => {
    expect(said({ heldOut: [[0, 0]] })).toContain("1 hidden cell: mostly chance.");
    expect(said({ heldOut: [[0, 0], [1, 1], [2, 2]] })).toContain("3 hidden cells: mostly chance."); // prettier-ignore
    expect(said(features([1, 1, 0.5], [1, 4]))).toContain(
      "With 4 hidden cells, 0.25 more or less may be chance.",
    );
    expect(said()).toContain("Measured on 4 hidden cells");
  });

  test("say of what nothing is known", () => {
    const heldOut: GuessParts["heldOut"] = [[1, 0], [1, 1], [1, 2]]; // prettier-ignore
    const found = guessFacts(parts({ heldOut }));
    const names = { rows: ["Ada", "Ben", "Cleo", "Dina"] };
    expect(guessSentences(found, names, english).join(" ")).toContain(
      "Nothing is known of Ben: its guesses come from the starting factors alone.",
    );
    expect(found.columns).toEqual([]);
  });

  test("write errors of any size to a hundredth of what the mean is off", () => {
    const decimals = (mean: number): number => guessDecimals({ mean, iterations: null });
    expect([2000, 20, 2, 0.2, 0.002, 0].map(decimals)).toEqual([0, 1, 2, 3, 5, 2]);
  });
});

describe("the charts", () => {
  test("have each value at its place: iterations as other charts, penalties by powers, none at the left", () => {
    expect(guessShare("iterations", [0, 10])(5)).toBe(0.5);
    expect(guessShare("iterations", [0, 1000])(1000)).toBe(1);
    expect(guessShare("features", [1, 2, 3])(2)).toBe(0.5);
    expect(guessShare("features", [4])(4)).toBe(0.5);
    const penalty = guessShare("regularization", [0, 0.01, 0.1, 1]);
    expect([0, 0.01, 0.1, 1].map((value) => Number(penalty(value).toFixed(2)))).toEqual([0, 0.2, 0.6, 1]);
    expect(guessLabels("regularization", [0, 0.01, 0.03, 0.1])).toEqual([0, 0.01, 0.1]);
  });

  test("have one scale, on which what is far worse than the mean is cut off", () => {
    const points = [point(1, 1, 2), point(2, 0.5, 900)];
    expect(guessTop([points], 2)).toBe(5);
    expect(guessTop([[point(1, 1, 2)]], 2)).toBe(2);
    expect(guessTop([], 0)).toBe(1);
    expect(guessTicks(5)).toEqual([0, 2.5, 5]);
    expect(guessTicks(0.0031)).toEqual([0, 0.001, 0.002, 0.003]);
  });

  test("never show NaN or Infinity, whatever is guessed", () => {
    for (const values of [
      [0, 0, 0],
      [1e300, 1e300, 1e300],
      [5e-324, 0, 1],
    ]) {
      const payload = {
        ...samples.guess,
        loss: { iterations: [0, 1, 2], values },
        validation: { iterations: [0, 1, 2], values },
        sweeps: {
          features: sweep([values[0], values[1]], [values[1], values[2]]),
          regularization: [],
          iterations: 1,
        },
      };
      const shown = checkPayload(payload) as GuessViewPayload;
      expect(toSvg(shown) + toHtml(shown)).not.toMatch(/NaN|Infinity/);
    }
    const empty = samples["guess without sweeps"];
    expect(toSvg(empty) + toHtml(empty)).not.toMatch(/NaN|Infinity|undefined/);
  });
});

test("the hidden cells are copied with their values and guesses", () => {
  expect(toCsv(samples.guess).trim().split("\r\n").slice(-3)).toEqual([
    "row,column,value,guess",
    "Ada,Brazil,2,2",
    "Cleo,Alien,5,5",
  ]);
});

describe("the number of a ring", () => {
  const size = { width: 240, height: 130 };
  /** Whether a curve goes through the letters, found by walking along it. */
  const crossed = (
    curve: readonly (readonly [number, number])[],
    [x, y]: readonly [number, number],
  ): boolean =>
    curve.slice(1).some(([x2, y2], k) =>
      Array.from({ length: 200 }, (_, n) => n / 199).some((share) => {
        const [px, py] = [curve[k][0] + share * (x2 - curve[k][0]), curve[k][1] + share * (y2 - curve[k][1])];
        return Math.abs(px - x) < 12 && Math.abs(py - y) < 6;
      }),
    );

  test("stands where no curve goes through it", () => {
    const valley = [[0, 10], [60, 60], [100, 80], [140, 60], [240, 20]] as const; // prettier-ignore
    const seen = [
      [0, 20],
      [60, 90],
      [100, 105],
      [240, 120],
    ] as const;
    const flat = [
      [0, 100],
      [240, 100],
    ] as const;
    for (const [curves, at] of [
      [[valley], [100, 80]],
      [
        [valley, seen],
        [100, 80],
      ],
      [[flat], [120, 100]],
    ] as const) {
      const place = ringNumberPlace(curves, at, 4, size);
      for (const curve of curves) expect(crossed(curve, place)).toBe(false);
      expect(Math.hypot(place[0] - at[0], place[1] - at[1])).toBeLessThan(40);
    }
  });

  test("stays in its chart, at both ends and at the bottom", () => {
    for (const at of [
      [0, 60],
      [240, 60],
      [120, 130],
    ] as const) {
      const [x, y] = ringNumberPlace([[at, [120, 0]]], at, 4, size);
      expect(x).toBeGreaterThanOrEqual(14);
      expect(x).toBeLessThanOrEqual(226);
      expect(y).toBeLessThanOrEqual(123);
    }
  });
});
