import { describe, expect, it } from "vitest";
import { describe as describePayload } from "../../src/view";
import type { TrainingPayload } from "../../src/view";
import { formatDuration, formatRate } from "../../src/outputs/duration";
import { toSvg } from "../../src/outputs/drawings";
import { makeBundle } from "../../src/outputs/make-bundle";
import { trainingFacts, trainingLine, trainingRemark, trainingShare } from "../../src/outputs/progress";
import { formatCount } from "../../src/outputs/progress-number";

const running: TrainingPayload = {
  ...{ version: 1, kind: "training", state: "running", start: 0, iteration: 1234, iterations: 5000 },
  ...{ divergedAt: null, learningRate: 0.1, loss: { iterations: [0, 1, 1234], values: [3, 2, 0.01234] } },
  timing: { seconds: 0.0274, iterationsPerSecond: 45_012, secondsLeft: 0.0837 },
};
const done: TrainingPayload = {
  ...{ ...running, state: "done", iteration: 5000 },
  timing: { seconds: 1.2, iterationsPerSecond: 4166.7, secondsLeft: null },
};
const stopped: TrainingPayload = { ...done, state: "stopped", iteration: 1234 };
const diverged: TrainingPayload = {
  ...done,
  state: "diverged",
  iteration: 3,
  iterations: 700,
  divergedAt: 7,
};
const begun: TrainingPayload = {
  ...{ ...running, iteration: 0, loss: { iterations: [], values: [] } },
  timing: { seconds: 0, iterationsPerSecond: null, secondsLeft: null },
};

describe("a training in one line", () => {
  it.each<[TrainingPayload, string]>([
    [running, "iteration 1,234 of 5,000 · loss 0.0123 · 45,000 iterations/s · 84 ms left"],
    [begun, "iteration 0 of 5,000"],
    [done, "done: 5,000 iterations in 1.2 s (4,170 iterations/s), loss 0.0123"],
    [{ ...done, start: 4999 }, "done: 1 iteration in 1.2 s (4,170 iterations/s), loss 0.0123"],
    [stopped, "stopped at iteration 1,234 of 5,000 after 1.2 s, loss 0.0123"],
    [diverged, "diverged at iteration 7 of 700 after 1.2 s, back at iteration 3, loss 0.0123"],
  ])("%#", (payload, line) => {
    expect(trainingLine(payload)).toBe(line);
    expect(describePayload(payload)).toBe(`Training: ${line}.`);
  });
});

describe("a training's numbers", () => {
  it("are the same four in all states", () => {
    const texts = (payload: TrainingPayload): string[] =>
      trainingFacts(payload).map(({ name, value, note }) => `${name} ${value} ${note}`.trim());
    expect(texts(running)).toEqual([
      ...["Iteration 1,234 of 5,000", "Loss 0.0123", "Speed 45,000 iterations/s", "Time left 84 ms"],
    ]);
    expect(texts(begun)).toEqual(["Iteration 0 of 5,000", "Loss –", "Speed – iterations/s", "Time left –"]);
    expect(texts(done).at(-1)).toBe("Time 1.2 s");
  });

  it("the share counts this training only", () => {
    expect(trainingShare({ ...running, start: 1000, iteration: 2000, iterations: 5000 })).toBe(0.25);
  });

  it("they say what a person can do with the model after a failure", () => {
    expect(trainingRemark(running) + trainingRemark(done)).toBe("");
    expect(trainingRemark(stopped)).toBe("The model keeps the factors of iteration 1,234.");
    expect(trainingRemark(diverged)).toMatch(
      /at iteration 7 with learning rate 0.1. .* back at iteration 3; try/,
    );
  });
});

describe("a training's pictures", () => {
  const states = { running, begun, done, stopped, diverged };

  it.each(Object.entries(states))("%s: a bar, the numbers and a curve, without scripts", (_name, payload) => {
    const { "text/html": html = "" } = makeBundle(payload, "");
    const svg = toSvg(payload);
    expect(html).toContain(`<progress value="${payload.iteration}" max="${payload.iterations}"`);
    for (const { value } of trainingFacts(payload)) expect(html).toContain(value);
    for (const picture of [html, svg]) {
      expect(picture).not.toMatch(/NaN|undefined|Infinity|<script|\son\w+=/);
      expect(picture.length).toBeLessThan(40_000);
    }
    expect(svg).toContain(trainingLine(payload));
  });

  it("the svg comes at the end only: a passing state is sent in as few bytes as possible", () => {
    expect(makeBundle(running, "")).not.toHaveProperty("image/svg+xml");
    for (const end of [done, stopped, diverged]) expect(makeBundle(end, "")).toHaveProperty("image/svg+xml");
  });

  it("the curve of a running one leaves room for what is to come, on the axis that it has on the screen and at the end", () => {
    const inHtml = (payload: TrainingPayload): string => {
      const html = makeBundle(payload, "")["text/html"] ?? "";
      return decodeURIComponent(/src="([^"]*)"/.exec(html)![1]);
    };
    for (const picture of [inHtml, toSvg]) {
      const across = (payload: TrainingPayload): number[] => {
        const points = /points="([^"]*)"/.exec(picture(payload))![1].split(" ");
        return points.map((point) => Number(point.split(",")[0]));
      };
      const [start, , now] = across(running);
      const ended = { ...done, loss: { ...done.loss, iterations: [0, 1, 5000] } };
      const end = across(ended).at(-1)!;
      expect((now - start) / (end - start)).toBeCloseTo(Math.log1p(1234) / Math.log1p(5000), 2);
    }
  });

  it("measured times stand in time elements only", () => {
    const timed = (payload: TrainingPayload): string =>
      (makeBundle(payload, "")["text/html"] ?? "").replace(/<time>[^<]*<\/time>/g, "");
    const later = { ...done, timing: { seconds: 77, iterationsPerSecond: 3, secondsLeft: null } };
    expect(timed(later)).toBe(timed(done));
  });
});

describe("numbers of a training", () => {
  it.each([[0, "0"], [999, "999"], [1234, "1,234"], [12_345_678, "12,345,678"]])("count %d", (n, text) => expect(formatCount(n)).toBe(text)); // prettier-ignore
  it.each([[0.5234, "0.523"], [12.345, "12.3"], [99.96, "100"], [45_234, "45,200"], [1_234_567, "1,230,000"]])("speed %d", (n, text) => expect(formatRate(n)).toBe(text)); // prettier-ignore
  it.each([
    [0, "0 ms"], [0.0123, "12 ms"], [0.0996, "0.1 s"], [1.23, "1.2 s"], [9.96, "10 s"], [59.4, "59 s"], [59.6, "1 min 00 s"],
    [200, "3 min 20 s"], [3599.6, "1 h 00 min"], [7500, "2 h 05 min"], [1e12, "277,777,777 h 47 min"],
  ])("duration %d", (n, text) => expect(formatDuration(n)).toBe(text)); // prettier-ignore
});
