/** Iterations over tables that take longer than a slice: everything else runs in their middle. */
import { createHash } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { MatrixFactorization, NMF, NotFittedError } from "../../src";
import type { NMFOptions, TrainOptions } from "../../src";
import { createRandom } from "../../src/matrix/random";
import { slowClock } from "./slow-clock";

/** So many cells and features that an iteration in plain loops is done in parts, and that a second thread pays for kernels. */
const [ROWS, COLUMNS, FEATURES] = [300, 200, 30];

/** A table with a share of unknown cells. */
function table(unknown: number, size = 1, rows = ROWS, columns = COLUMNS): (number | null)[][] {
  const random = createRandom(5);
  const cell = (): number | null => (random() < unknown ? null : size * (1 + 4 * random()));
  return Array.from({ length: rows }, () => Array.from({ length: columns }, cell));
}

const WHOLE = table(0);
const HOLES = table(0.2);
const ITERATIONS = 2;

interface Live {
  readonly signal?: AbortSignal;
  readonly threads?: number;
}

/** A model, and its training to the end and live. */
interface Subject {
  readonly model: MatrixFactorization | NMF;
  fit(threads?: number): void;
  train(live: Live): Promise<void>;
}

const descent =
  (data: (number | null)[][], options: TrainOptions = {}) =>
  (): Subject => {
    const model = new MatrixFactorization(data, FEATURES, { seed: 3 });
    const how = { learningRate: 0.01, iterations: ITERATIONS, ...options };
    return {
      model,
      fit: (threads) => model.trainModel({ ...how, threads }),
      train: (live) => model.train({ ...how, ...live, display: false }),
    };
  };

const nonnegative =
  (data: (number | null)[][], options: Partial<NMFOptions> = {}) =>
  (): Subject => {
    const settings = { features: FEATURES, seed: 3, init: "random", iterations: ITERATIONS } as const;
    const model = new NMF({ ...settings, ...options });
    return {
      model,
      fit: (threads) => model.fit(data, { threads }),
      train: (live) => model.train(data, { ...live, display: false }),
    };
  };

const SUBJECTS = {
  MatrixFactorization: descent(WHOLE),
  "MatrixFactorization with unknown cells": descent(HOLES),
  "MatrixFactorization with unknown cells and a penalty": descent(HOLES, { regularization: 0.1 }),
  "MatrixFactorization by batches": descent(HOLES, { method: "batch" }),
  "MatrixFactorization, stochastic": descent(WHOLE, { method: "stochastic" }),
  "NMF by coordinates": nonnegative(WHOLE),
  "NMF by multiplication": nonnegative(WHOLE, { solver: "mu" }),
  "NMF of the divergence": nonnegative(WHOLE, { solver: "mu", loss: "kullback-leibler" }),
  "NMF of very small data": nonnegative(table(0, 1e-170)),
  "NMF with unknown cells": nonnegative(HOLES),
  "NMF with unknown cells by multiplication": nonnegative(HOLES, { solver: "mu" }),
  "NMF of the divergence with unknown cells": nonnegative(HOLES, { solver: "mu", loss: "kullback-leibler" }),
};

const FLAG = Symbol.for("factorlab.stop");
const globals = globalThis as { [key: symbol]: unknown };

const clock = slowClock();
afterEach(() => {
  Reflect.deleteProperty(globals, FLAG);
});

/** What a training changes of a model, down to the bytes. */
const stateOf = ({ model: { L, U, history, iteration } }: Subject): string => {
  const hash = createHash("sha256").update(L.values).update(U.values);
  return [iteration, history.loss.join(), hash.digest("hex")].join(" ");
};

describe.each(Object.entries(SUBJECTS))("an iteration of %s", (_, make) => {
  test.each([1, 2])("comes to the bytes of fit in slices, with %d threads", async (threads) => {
    const [live, whole] = [make(), make()];
    whole.fit(threads);
    const iterations: number[] = [];
    clock.inPause = () => iterations.push(live.model.iteration);
    await live.train({ threads });
    // A second thread may do all that is left while the system lets this one wait.
    const least = threads === 1 ? 3 : 1;
    expect(iterations.filter((iteration) => iteration === 0).length).toBeGreaterThanOrEqual(least);
    expect(stateOf(live)).toBe(stateOf(whole));
  });

  test.each(["AbortError", "KeyboardInterrupt"])("is stopped in its middle by %s", async (name) => {
    const [stopped, whole] = [make(), make()];
    const control = new AbortController();
    const flag = new Int32Array(3);
    globals[FLAG] = flag;
    let before = "";
    clock.inPause = (pause) => {
      if (pause === 1) before = stateOf(stopped);
      if (pause < 3) return;
      if (name === "AbortError") control.abort();
      else flag[0] = 1;
    };
    const training = stopped.train({ signal: control.signal, threads: 1 });
    await expect(training).rejects.toMatchObject({ name, iteration: 0 });
    flag[0] = 0;
    expect(clock.pauses).toBe(3);
    // Nothing has changed, and what comes next is as if nothing had been.
    expect(stateOf(stopped)).toBe(before);
    stopped.fit();
    whole.fit();
    expect(stopped.model.L.values).toEqual(whole.model.L.values);
    expect(stopped.model.U.values).toEqual(whole.model.U.values);
  });

  test("shows the factors and the loss of the last whole one, and is not disturbed", async () => {
    const [live, whole] = [make(), make()];
    whole.fit();
    const seen = new Set<string>();
    clock.inPause = () => {
      if (live.model.iteration === 0 && clock.pauses < 8) seen.add(`${live.model.loss} ${stateOf(live)}`);
    };
    await live.train({});
    expect(seen.size).toBe(1);
    expect(stateOf(live)).toBe(stateOf(whole));
  });

  test("is given up where another training begins in its middle", async () => {
    const [live, other] = [make(), make()];
    clock.inPause = (pause) => {
      if (pause === 2) live.fit();
    };
    await expect(live.train({ threads: 1 })).rejects.toThrow("another training of the same model");
    other.fit();
    expect(live.model.L.values).toEqual(other.model.L.values);
    expect(live.model.U.values).toEqual(other.model.U.values);
  });
});

test("two trainings of tables take turns within their iterations", async () => {
  const both = [SUBJECTS.MatrixFactorization, SUBJECTS["NMF by coordinates"]];
  const [live, whole] = [0, 1].map(() => both.map((make) => make()));
  await Promise.all(live.map((subject) => subject.train({})));
  for (const subject of whole) subject.fit();
  expect(live.map(stateOf)).toEqual(whole.map(stateOf));
});

test("a small table is trained at one go", async () => {
  const model = new MatrixFactorization([[5, 4, null], [4, null, 1]], 2, { seed: 7 }); // prettier-ignore
  const iterations: number[] = [];
  clock.inPause = () => iterations.push(model.iteration);
  await model.train({ iterations: 6, display: false });
  expect(new Set(iterations).size).toBe(iterations.length);
});

describe("the singular vectors that a large NMF begins with", () => {
  const data = table(0, 1, 700, 500);
  const make = (): Subject => nonnegative(data, { init: "nndsvda" })();

  test("are found in slices, to the bytes of fit", async () => {
    const [live, whole] = [make(), make()];
    whole.fit(1);
    let before = 0;
    clock.inPause = () => {
      if (live.model.history.loss.length === 0) before++;
    };
    await live.train({ threads: 1 });
    expect(before).toBeGreaterThan(3);
    expect(stateOf(live)).toBe(stateOf(whole));
  });

  test.each(["AbortError", "KeyboardInterrupt"])(
    "are given up by %s, and the model is as before",
    async (name) => {
      const subject = make();
      const control = new AbortController();
      const flag = new Int32Array(3);
      globals[FLAG] = flag;
      clock.inPause = (pause) => {
        if (pause < 3) return;
        if (name === "AbortError") control.abort();
        else flag[0] = 1;
      };
      const training = subject.train({ signal: control.signal, threads: 1 });
      await expect(training).rejects.toMatchObject({ name, iteration: 0 });
      expect(clock.pauses).toBe(3);
      expect(() => subject.model.loss).toThrow(NotFittedError);
    },
  );

  test.each(["the other begins first", "the other begins later"])(
    "give way to a later training where %s",
    async (when) => {
      const [live, other] = [make(), make()];
      const later: Promise<void>[] = [];
      clock.inPause = (pause) => {
        if (pause !== 2) return;
        if (when === "the other begins first") live.fit();
        else later.push(live.train({ threads: 1 }));
      };
      await expect(live.train({ threads: 1 })).rejects.toThrow("another training of the same model");
      await Promise.all(later);
      other.fit();
      expect(stateOf(live)).toBe(stateOf(other));
    },
  );

  test("are those of the data as they were given", async () => {
    const [live, whole] = [make(), make()];
    whole.fit();
    const training = live.train({});
    const kept = data[0][0];
    data[0][0] = 1e6;
    await training;
    data[0][0] = kept;
    expect(stateOf(live)).toBe(stateOf(whole));
  });
});
