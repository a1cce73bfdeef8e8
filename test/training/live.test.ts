import { afterEach, describe, expect, it, vi } from "vitest";
import { DivergenceError, jupyterDisplay, MatrixFactorization, ValueError } from "../../src";
import { PAYLOAD_MIME } from "../../src/view";
import type { LiveTrainOptions, MimeBundle, TrainingProgress } from "../../src";
import type { TrainingPayload } from "../../src/view";
import { systemClock } from "../../src/training/clock";
import { TrainingHistory } from "../../src/training/history";
import { trainInSlices } from "../../src/training/run";
import type { TrainingRun } from "../../src/training/training-run";
import { FakeClock } from "./fake-clock";

const data = Array.from({ length: 6 }, () => [1, 2, 3]);
const wave = Array.from({ length: 60 }, (_, i) =>
  Array.from({ length: 40 }, (_, j) => 3 + Math.sin(i + 2 * j)),
);
const global = globalThis as { [key: symbol]: unknown; __tslab__?: unknown };
const hook = Symbol.for("factorlab.display");

afterEach(() => {
  global[hook] = undefined;
  global.__tslab__ = undefined;
  vi.restoreAllMocks();
});

/** Trains and gives all states that were shown, as payloads. */
async function shownBy(
  fac: MatrixFactorization,
  options: LiveTrainOptions,
): Promise<[TrainingPayload[], unknown]> {
  const shown: TrainingPayload[] = [];
  const display = { show: (value: TrainingProgress) => shown.push(payloadOf(value[jupyterDisplay]())) };
  const error: unknown = await fac
    .train({ ...options, display: display as unknown as LiveTrainOptions["display"] })
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  return [shown, error];
}

function payloadOf(bundle: MimeBundle): TrainingPayload {
  return bundle[PAYLOAD_MIME] as TrainingPayload;
}

/** A training whose iterations take the time that the clock is given. */
function fakeRun(clock: FakeClock, iterations: number, millisecondsEach: number): TrainingRun {
  const history = new TrainingHistory();
  history.record(0, 1);
  let done = 0;
  const advance = (): number => {
    clock.time += millisecondsEach;
    history.record(++done, 1 / done);
    return 1 / done;
  };
  return {
    start: 0,
    end: iterations,
    learningRate: 0.1,
    history,
    iteration: () => done,
    ended: () => done >= iterations,
    advance,
    checkLatest: () => undefined,
  };
}

describe("training that shows itself", () => {
  it.each([
    ["by residual", data, 13, 3000],
    ["by Gram matrices", wave, 4, 300],
  ])("ends at the bytes of trainModel, %s", async (_form, rows, features, iterations) => {
    const silent = new MatrixFactorization(rows, features, { seed: 4 }).trainModel({
      iterations,
      learningRate: 0.05,
    });
    const live = new MatrixFactorization(rows, features, { seed: 4 });
    const [shown] = await shownBy(live, { iterations, learningRate: 0.05 });
    expect(shown.length).toBeGreaterThan(1);
    expect(live.L.values).toEqual(silent.L.values);
    expect(live.U.values).toEqual(silent.U.values);
    expect(live.history).toEqual(silent.history);
    expect(live.iteration).toBe(iterations);
  });

  it("shows first the start, and last exactly the end", async () => {
    const fac = new MatrixFactorization(data, 2, { seed: 4 });
    const [shown] = await shownBy(fac, { iterations: 5000 });
    expect(shown[0]).toMatchObject({ state: "running", start: 0, iteration: 0, iterations: 5000 });
    const last = shown.at(-1)!;
    expect(last).toMatchObject({ state: "done", iteration: 5000, iterations: 5000, divergedAt: null });
    expect(last.loss.iterations.at(-1)).toBe(5000);
    expect(last.loss.values.at(-1)).toBe(fac.history.loss.at(-1));
    expect(last.timing.iterationsPerSecond).toBeCloseTo(5000 / last.timing.seconds, 6);
  });

  it("goes on from where it stood", async () => {
    const whole = new MatrixFactorization(data, 2, { seed: 4 }).trainModel({ iterations: 300 });
    const parts = new MatrixFactorization(data, 2, { seed: 4 }).trainModel({ iterations: 100 });
    const [shown] = await shownBy(parts, { iterations: 200 });
    expect(shown.at(-1)).toMatchObject({ state: "done", start: 100, iteration: 300, iterations: 300 });
    expect(parts.L.values).toEqual(whole.L.values);
    expect(parts.history).toEqual(whole.history);
  });

  it("lets timers run while it goes on", async () => {
    const fac = new MatrixFactorization(wave, 10, { seed: 4 });
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    let ticksAtEnd = 0;
    await fac.train({ iterations: 15_000, learningRate: 0.05, onProgress: () => (ticksAtEnd = ticks) });
    clearInterval(timer);
    expect(ticksAtEnd).toBeGreaterThan(2);
  });

  it("says at its end where it diverged, and where the model is back", async () => {
    const fac = new MatrixFactorization(data, 2, { seed: 10 });
    const [shown, error] = await shownBy(fac, { learningRate: 1.5 });
    expect(error).toBeInstanceOf(DivergenceError);
    const { iteration, restoredIteration } = error as DivergenceError;
    expect(shown.at(-1)).toMatchObject({
      state: "diverged",
      iteration: restoredIteration,
      divergedAt: iteration,
    });
    expect(shown.at(-1)?.loss.iterations.at(-1)).toBe(restoredIteration);
    await fac.train({ learningRate: 0.1 });
    expect(fac.history.loss.at(-1)).toBeLessThan(1e-3);
  });
});

describe("how often it shows itself", () => {
  it.each([
    ["a million short iterations", 1_000_000, 0.005],
    ["some long ones", 40, 60],
    ["ones of just a slice", 400, 25],
  ])("%s: not more than twenty times in any second, and last at the end", async (_name, iterations, each) => {
    const clock = new FakeClock();
    const run = fakeRun(clock, iterations, each);
    const shown: { time: number; iteration: number; state: string }[] = [];
    await trainInSlices(run, {
      clock,
      show: ({ iteration, state }) => shown.push({ time: clock.time, iteration, state }),
    });
    const times = shown.map(({ time }) => time);
    times.slice(0, -1).forEach((time, k) => {
      if (k >= 20) expect(time - times[k - 20]).toBeGreaterThanOrEqual(1000);
    });
    const seconds = (iterations * each) / 1000;
    expect(shown.length).toBeLessThanOrEqual(20 * seconds + 2);
    expect(shown.length).toBeGreaterThan(10 * Math.min(seconds, iterations / 20));
    expect(shown.at(-1)).toEqual({ time: clock.time, iteration: iterations, state: "done" });
    expect(shown.filter(({ state }) => state === "done")).toHaveLength(1);
  });

  it("costly updates are made more rarely, and still show progress", async () => {
    const clock = new FakeClock();
    const times: number[] = [];
    const run = fakeRun(clock, 2000, 5);
    await trainInSlices(run, {
      clock,
      show: () => {
        times.push(clock.time);
        clock.time += 100;
      },
    });
    const gaps = times.slice(1, -1).map((time, k) => time - times[k]);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(250);
    expect(Math.max(...gaps)).toBeLessThan(500);
  });

  it("it pauses after slices of 25 milliseconds, not after every iteration", async () => {
    const clock = new FakeClock();
    await trainInSlices(fakeRun(clock, 100_000, 0.01), { clock });
    const slices = clock.pauses.slice(1, -1).map((time, k) => time - clock.pauses[k]);
    expect(Math.min(...slices)).toBeGreaterThanOrEqual(25);
    expect(Math.max(...slices)).toBeLessThan(30);
  });

  it("speed and time left are those of the last seconds", async () => {
    const clock = new FakeClock();
    const { advance, ...run } = fakeRun(clock, 1000, 0);
    // Half a second of 1 ms each, then ten times as slow.
    const changing = {
      ...run,
      advance: () => {
        clock.time += run.iteration() < 500 ? 1 : 10;
        return advance();
      },
    };
    const seen: TrainingProgress[] = [];
    await trainInSlices(changing, { clock, show: (progress) => seen.push(progress) });
    const early = seen.find(({ iteration }) => iteration > 300)!;
    expect(early.timing.iterationsPerSecond).toBeCloseTo(1000, 0);
    expect(early.timing.secondsLeft).toBeCloseTo((1000 - early.iteration) / 1000, 2);
    const late = seen.find(({ iteration }) => iteration > 900)!;
    expect(late.timing.iterationsPerSecond).toBeCloseTo(100, 0);
    expect(seen[0].timing).toEqual({ seconds: 0, iterationsPerSecond: null, secondsLeft: null });
    expect(seen.at(-1)?.timing).toEqual({ seconds: 5.5, iterationsPerSecond: 1000 / 5.5, secondsLeft: null });
  });
});

describe("where it shows itself", () => {
  it("in our kernel: one display that is updated", async () => {
    const sent: [MimeBundle, { displayId: string; update: boolean }][] = [];
    global[hook] = (...message: [MimeBundle, { displayId: string; update: boolean }]) => sent.push(message);
    await new MatrixFactorization(data, 2, { seed: 1 }).train();
    expect(sent.map(([, { update }]) => update)).toEqual([false, ...sent.slice(1).map(() => true)]);
    expect(new Set(sent.map(([, { displayId }]) => displayId)).size).toBe(1);
    expect(payloadOf(sent.at(-1)![0]).state).toBe("done");
  });

  it("in stock tslab: one display of html", async () => {
    const shown: string[] = [];
    const newDisplay = vi.fn(() => ({ html: (markup: string) => shown.push(markup), text: () => undefined }));
    global.__tslab__ = { require: () => ({ newDisplay }) };
    await new MatrixFactorization(data, 2, { seed: 1 }).train();
    expect(newDisplay).toHaveBeenCalledTimes(1);
    expect(shown[0]).toContain("<b>Training</b>");
    expect(shown.at(-1)).toContain("<b>Training done</b>");
  });

  it("nowhere without a notebook, or where it shall not", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    await new MatrixFactorization(data, 2, { seed: 1 }).train();
    expect(log).not.toHaveBeenCalled();
    const send = vi.fn();
    global[hook] = send;
    await new MatrixFactorization(data, 2, { seed: 1 }).train({ display: false });
    expect(send).not.toHaveBeenCalled();
  });

  it("has no value, so that a cell which ends with it shows one output", async () => {
    const training: Promise<unknown> = new MatrixFactorization(data, 2, { seed: 1 }).train();
    expect(await training).toBeUndefined();
  });

  it("passes to onProgress what it shows", async () => {
    const seen: TrainingProgress[] = [];
    const fac = new MatrixFactorization(data, 2, { seed: 1 });
    await fac.train({ iterations: 50, onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ state }) => state)).toEqual(["running", "done"]);
    expect(seen.at(-1)).toMatchObject({ iteration: 50, iterations: 50, loss: fac.history.loss.at(-1) });
    expect(String(seen.at(-1))).toMatch(/^done: 50 iterations in \d/);
  });

  it("ends with the error of onProgress, between two iterations", async () => {
    const fac = new MatrixFactorization(wave, 10, { seed: 1 });
    const mistake = new Error("a mistake in the cell");
    let calls = 0;
    const onProgress = (): void => {
      if (++calls > 1) throw mistake;
    };
    await expect(fac.train({ iterations: 1e6, learningRate: 0.05, onProgress })).rejects.toBe(mistake);
    expect(fac.history.iterations.at(-1)).toBe(fac.iteration);
    expect(fac.iteration).toBeLessThan(1e6);
  });
});

describe("wrong options reject, naming the option", () => {
  it.each<[string, unknown, string]>([
    ["no iterations", { iterations: 0 }, "iterations is 0"],
    ["a learning rate as text", { learningRate: "0.1" }, 'learningRate is "0.1"'],
    ["a display that is none", { display: 3 }, "display is of type number"],
    ["a display of null", { display: null }, "display is of type object"],
    ["a signal that is none", { signal: "stop" }, 'signal is "stop"'],
    ["a controller in place of its signal", { signal: new AbortController() }, "signal is an object"],
    ["a callback that is none", { onProgress: true }, "onProgress is true"],
    ["a misspelt option", { onprogress: () => undefined }, 'did you mean "onProgress"?'],
    ["options null", null, "options is null"],
  ])("%s", async (_name, options, message) => {
    const training = new MatrixFactorization(data, 2, { seed: 1 }).train(options as LiveTrainOptions);
    await expect(training).rejects.toThrow(ValueError);
    await expect(training).rejects.toThrow(message);
  });
});

describe("the system's clock", () => {
  it("goes on, and a pause lets other work have its turn", async () => {
    const before = systemClock.now();
    let turned = false;
    setImmediate(() => (turned = true));
    await systemClock.pause();
    expect(turned).toBe(true);
    expect(systemClock.now()).toBeGreaterThan(before);
  });

  it("pauses also where there is no setImmediate, as in a browser", async () => {
    vi.stubGlobal("setImmediate", undefined);
    let turned = false;
    const other = new MessageChannel();
    other.port1.onmessage = () => (turned = true);
    other.port2.postMessage(null);
    await systemClock.pause();
    vi.unstubAllGlobals();
    other.port1.close();
    expect(turned).toBe(true);
  });
});
