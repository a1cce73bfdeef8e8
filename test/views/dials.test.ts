import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { english, lossOf, presets, startOf } from "factorlab/view";
import type { Frame, LossPayload } from "factorlab/view";
import { Hand } from "../../extension/src/dials/hand";
import { neighbourOf, stepsOf, writes } from "../../extension/src/dials/keys";
import { dialScale, onGrid } from "../../extension/src/dials/scale";
import { passedAt, raceVerdict } from "../../extension/src/dials/verdict";
import type { RaceState } from "../../extension/src/dials/race";
import { ofExperiment } from "../../extension/src/workbench/subject";
import type { Subject } from "../../extension/src/workbench/subject";

const { experiment } = presets[0];
const subject = ofExperiment(experiment);
const [first] = subject.trace.frames;
const entry = { factor: "L", row: 1, column: 0 } as const;

function begun(on: Subject = subject): Hand {
  const hand = new Hand();
  hand.follow(on);
  return hand;
}

describe("numbers that are turned by hand", () => {
  test("change nothing but themselves, and the loss is that of all of them", () => {
    const hand = begun();
    hand.turn({ factor: "U", row: 1, column: 2 }, 3.5, first);
    const { L, U, loss } = hand.turned(first);
    expect(L).toEqual(first.L);
    const changed = Array.from(U, (value, k) => (value === first.U[k] ? [] : [k])).flat();
    expect(changed).toEqual([subject.data.columns + 2]);
    expect(loss).toBe(lossOf(subject.data, { L, U }));
    expect(hand.turned({ ...first, iteration: 9 })).toMatchObject({ iteration: 9, U });
  });

  test("count as one turn until it ends, and are undone as one", () => {
    const hand = begun();
    for (const value of [0.2, 0.3, 0.4]) hand.turn(entry, value, hand.turned(first));
    expect(hand.current?.turns).toHaveLength(2);
    hand.seal();
    hand.turn(entry, 0.5, hand.turned(first));
    hand.turn({ ...entry, row: 2 }, 0.5, hand.turned(first));
    expect(hand.current?.turns).toHaveLength(4);
    const best = hand.best!;
    hand.undo();
    hand.undo();
    expect(hand.turned(first).L[subject.features]).toBe(0.4);
    hand.undo();
    expect(hand.turned(first)).toBe(first);
    hand.redo();
    expect(hand.turned(first).L[subject.features]).toBe(0.4);
    expect(hand.best).toBe(best);
  });

  test("stay when the machine is to train otherwise, or the data changed, and go with another start or shape", () => {
    const turned = (next: Subject): Frame => {
      const hand = begun();
      hand.turn(entry, 7, first);
      hand.follow(next);
      return hand.turned(next.trace.frames[0]);
    };
    const at = subject.features;
    expect(turned(ofExperiment({ ...experiment, learningRate: 0.01 })).L[at]).toBe(7);
    const data = experiment.data.map((row, i) => (i === 0 ? row.map(() => 9) : row));
    const other = ofExperiment({ ...experiment, data });
    expect(turned(other)).toMatchObject({ loss: lossOf(other.data, turned(other)) });
    expect(turned(other).L[at]).toBe(7);
    expect(turned(ofExperiment({ ...experiment, seed: 99 })).L[at]).not.toBe(7);
    expect(turned(ofExperiment({ ...experiment, features: experiment.features + 1 })).L[at]).not.toBe(7);
  });

  test("of any sequence never give a number that is none, and all of it can be undone", () => {
    const act = fc.oneof(
      fc
        .double({ min: -1e6, max: 1e6, noNaN: true })
        .map((value) => (hand: Hand) => hand.turn(entry, value, hand.turned(first))),
      fc.constantFrom<(hand: Hand) => void>(
        (hand) => hand.undo(),
        (hand) => hand.redo(),
        (hand) => hand.seal(),
        (hand) => hand.leave(),
        (hand) => hand.begin(startOf(experiment)),
      ),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const hand = begun();
        for (const each of acts) {
          each(hand);
          const { loss, L } = hand.turned(first);
          expect([loss, ...Array.from(L)].every(Number.isFinite)).toBe(true);
          expect(hand.current?.turns.every(Number.isFinite)).not.toBe(false);
        }
        while (hand.canUndo) hand.undo();
        expect(hand.turned(first)).toBe(first);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a dial", () => {
  test("has steps that suit the data, of any size", () => {
    for (const size of [1e-9, 0.5, 5, 1e6, 1e150]) {
      const { step, reach, decimals } = dialScale({ rows: 1, columns: 2, values: [size, null] }, 2);
      expect(step).toBeGreaterThan(0);
      const usual = Math.sqrt(size / 2);
      expect(reach / usual).toBeGreaterThan(0.6);
      expect(reach / usual).toBeLessThan(2);
      expect(decimals).toBeLessThanOrEqual(9);
    }
    expect(dialScale({ rows: 1, columns: 1, values: [0] }, 1).step).toBe(0.01);
    expect(dialScale({ rows: 1, columns: 1, values: [null] }, 1).step).toBe(0.01);
  });

  test("leads to numbers with few digits", () => {
    const scale = dialScale({ rows: 1, columns: 1, values: [5] }, 2);
    expect(scale).toMatchObject({ step: 0.02, decimals: 2 });
    expect(onGrid(0.1 + 0.2, scale)).toBe(0.3);
    expect(Object.is(onGrid(-1e-9, scale), 0)).toBe(true);
  });

  const key = (name: string, more: object = {}): KeyboardEvent =>
    ({ key: name, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...more }) as KeyboardEvent;

  test("turns by one step, ten or a tenth, up and to the right", () => {
    expect(stepsOf(key("ArrowUp"))).toBe(1);
    expect(stepsOf(key("ArrowLeft"))).toBe(-1);
    expect(stepsOf(key("ArrowRight", { shiftKey: true }))).toBe(10);
    expect(stepsOf(key("ArrowDown", { altKey: true }))).toBe(-0.1);
    expect(stepsOf(key("PageDown"))).toBe(-10);
    expect([key("a"), key("ArrowUp", { ctrlKey: true })].map(stepsOf)).toEqual([null, null]);
  });

  test("leads to its neighbours with Ctrl, and no further than the factor goes", () => {
    const to = (name: string, from: { row: number; column: number }): unknown =>
      neighbourOf(key(name, { metaKey: true }), { factor: "U", ...from }, { rows: 2, columns: 3 });
    expect(to("ArrowRight", { row: 0, column: 1 })).toEqual({ factor: "U", row: 0, column: 2 });
    expect(to("ArrowRight", { row: 0, column: 2 })).toEqual({ factor: "U", row: 0, column: 2 });
    expect(to("ArrowUp", { row: 0, column: 2 })).toEqual({ factor: "U", row: 0, column: 2 });
    expect(
      neighbourOf(key("ArrowUp"), { factor: "U", row: 1, column: 1 }, { rows: 2, columns: 3 }),
    ).toBeNull();
    expect([key("4"), key("−"), key(","), key("x"), key("4", { ctrlKey: true })].map(writes)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("the verdict of a race", () => {
  const loss: LossPayload = { iterations: [0, 1, 2, 3], values: [5, 4, 2, 1] };
  const state = (reached: number, turns: number[], more: object = {}): RaceState => {
    const shown = {
      iterations: loss.iterations.slice(0, reached + 1),
      values: loss.values.slice(0, reached + 1),
    };
    const race = {
      run: { loss, unit: "update", divergedAt: null },
      problem: null,
      begun: true,
      reached,
      end: 3,
      shown,
      isAtEnd: reached === 3,
      ...more,
    };
    return { race, turns, rate: 0.1 } as unknown as RaceState;
  };
  const said = (...given: Parameters<typeof state>): string => raceVerdict(state(...given), english);

  test("says who leads, and at the end how long the machine took for the best of a person", () => {
    expect(said(2, [5, 1.5])).toBe("You lead: 1.5 after 1 turn; the machine has 2 after 2 updates.");
    expect(said(1, [5, 4.5])).toBe("The machine leads: 4 after 1 update; you have 4.5 after 1 turn.");
    expect(said(1, [5, 4])).toBe("Level: 4 after 1 turn, and after 1 update of the machine.");
    expect(said(3, [5, 1.9, 3])).toContain("It took 3 updates to get as low as your best, 1.9.");
    expect(said(3, [5, 0.5])).toContain("The machine never got as low as your best, 0.5.");
  });

  test("says before the race what the machine does and how long, but not how low it gets", () => {
    expect(said(0, [5], { begun: false })).toMatch(/steps of the learning rate 0\.1\. It makes 3 updates\.$/);
    const diverged = { run: { loss, unit: "iteration", divergedAt: 4 }, begun: false };
    expect(said(0, [5], diverged)).toContain(
      "It leaves all bounds after 4 iterations: its steps jump out of the valleys.",
    );
    expect(said(0, [5], { run: null })).toBe("");
    expect(said(0, [5], { problem: "no worker" })).toBe("The machine could not run: no worker");
  });

  test("finds the first loss that is not above another one", () => {
    expect([5, 2.5, 1, 0.9].map((best) => passedAt(loss, best))).toEqual([0, 2, 3, null]);
  });
});
