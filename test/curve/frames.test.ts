import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clamp, jumpsOf, nearestStop, keyStep } from "../../extension/src/views/curve/frames";
import { sameCurves } from "../../extension/src/views/curve/scrubber-state";
import { Waiting } from "../../extension/src/views/curve/waiting";
import type { ScrubberState } from "../../extension/src/views/curve/scrubber-state";

describe("frames", () => {
  it("the nearest one is found by the distances on the axis", () => {
    const frames = [0, 1, 10, 100, 700];
    expect(frames.map((iteration) => nearestStop(frames, iteration, (k) => k))).toEqual([0, 1, 2, 3, 4]);
    expect(nearestStop(frames, 42, (k) => k)).toBe(2);
    expect(nearestStop(frames, Math.log1p(42), Math.log1p)).toBe(3);
    expect(nearestStop([], 5, (k) => k)).toBe(0);
  });

  it("a key goes one on, ten, or to an end; other keys go nowhere", () => {
    expect(["ArrowRight", "ArrowDown", "PageUp", "Home"].map(keyStep)).toEqual([1, -1, 10, -Infinity]);
    expect([keyStep("a"), keyStep("constructor")]).toEqual([undefined, undefined]);
    expect([clamp(-Infinity, 5), clamp(Infinity, 5), clamp(3, 0)]).toEqual([0, 4, 0]);
  });

  it("jumps lead to round iterations and to the end, and are few", () => {
    expect(jumpsOf(700)).toEqual([1, 10, 100, 700]);
    expect(jumpsOf(1000)).toEqual([1, 10, 100, 1000]);
    expect(jumpsOf(1)).toEqual([1]);
    expect(jumpsOf(0)).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (total) => {
        const jumps = jumpsOf(total);
        expect(jumps.length).toBeLessThanOrEqual(5);
        expect(jumps.at(-1)).toBe(total);
        expect([...jumps].sort((a, b) => a - b)).toEqual(jumps);
      }),
    );
  });
});

const loss = { iterations: [0, 700], values: [1, 0] };
const asleep: ScrubberState = { runs: [{ name: "a", loss }], frames: [], position: 0, total: 700 };

describe("a request before there are frames", () => {
  it("wakes their owner once, and is fulfilled when they come; the last request counts", () => {
    const calls: string[] = [];
    const waiting = new Waiting(() => calls.push("wake"));
    waiting.request({ action: () => calls.push("first"), iteration: 5 }, asleep);
    waiting.request({ action: () => calls.push("second"), iteration: 40 }, asleep);
    expect([calls, waiting.iteration]).toEqual([["wake"], 40]);
    waiting.update({ ...asleep, frames: [0, 5, 700], pending: true });
    expect(calls, "its frame is still to come").toEqual(["wake"]);
    waiting.update({ ...asleep, frames: [0, 5, 41, 700], pending: true });
    expect([calls, waiting.iteration]).toEqual([["wake", "second"], undefined]);
  });

  it("is fulfilled when training has ended, also where that needs all frames", () => {
    const calls: string[] = [];
    const waiting = new Waiting(() => calls.push("wake"));
    waiting.request({ action: () => calls.push("play") }, asleep);
    waiting.update({ ...asleep, frames: [0, 5, 700], pending: true });
    waiting.update({ ...asleep, frames: [0, 5, 700] });
    waiting.request({ action: () => calls.push("step") }, { ...asleep, frames: [0, 700] });
    expect(calls).toEqual(["wake", "play", "step"]);
  });

  it("is dropped where only the last state is available", () => {
    const calls: string[] = [];
    const waiting = new Waiting(() => calls.push("wake"));
    waiting.request({ action: () => calls.push("seek"), iteration: 40 }, asleep);
    waiting.update({ ...asleep, frames: [700], pending: true });
    expect(waiting.iteration).toBe(40);
    waiting.update({ ...asleep, frames: [700] });
    expect([calls, waiting.iteration]).toEqual([["wake"], undefined]);
  });
});

it("states whose losses are the same objects have the same curves", () => {
  const moved = { ...asleep, frames: [0, 1], position: 1 };
  expect(sameCurves(asleep, moved)).toBe(true);
  expect(sameCurves(asleep, { ...asleep, runs: [{ name: "a", loss: { ...loss } }] })).toBe(false);
  expect(sameCurves(asleep, { ...asleep, runs: [{ name: "a", loss, bestAt: 1 }] })).toBe(false);
  expect(sameCurves(asleep, { ...asleep, total: 800 })).toBe(false);
});
