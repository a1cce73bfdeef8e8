import { createHash } from "node:crypto";
import { runInThisContext } from "node:vm";
import * as threads from "node:worker_threads";
import { afterEach, describe, expect, test, vi } from "vitest";
import { MatrixFactorization } from "../../src/models/matrix-factorization";
import { createRandom, uniform } from "../../src/matrix/random";
import { Matrix } from "../../src/matrix/matrix";
import { allocate, float64 } from "../../src/kernels/heap";
import { endHelpers, sharedWords } from "../../src/kernels/pool";
import { atOnce, runTasks } from "../../src/kernels/run";
import { tableKernels } from "../../src/kernels/tables";
import { CLOSED, LINGERING, WORDS } from "../../src/kernels/words";

/** A table, and one too large for the memory of the other. Neither three nor six divides their sizes. */
const SHAPES = { small: [362, 241, 29], large: [610, 404, 31] } as const;
type Size = keyof typeof SHAPES;

const tables = Object.fromEntries(
  Object.entries(SHAPES).map(([size, [rows, columns]]) => [
    size,
    new Matrix(rows, columns, uniform(createRandom(rows), 1, 4, rows * columns)),
  ]),
);
const fresh = (size: Size = "small"): MatrixFactorization =>
  new MatrixFactorization(tables[size], SHAPES[size][2], { seed: 3 });
const trained = (model: MatrixFactorization, iterations: number, count: number): MatrixFactorization =>
  model.trainModel({ learningRate: 0.02, iterations, threads: count });
const bytesOf = ({ L, U, history }: MatrixFactorization): string =>
  createHash("sha256")
    .update(L.values)
    .update(U.values)
    .update(Float64Array.from(history.loss))
    .digest("hex");
const alone = {
  small: bytesOf(trained(fresh(), 6, 1)),
  large: bytesOf(trained(fresh("large"), 6, 1)),
};

/** Trains two models by turns. */
function byTurns(): Record<Size, string> {
  const models = { small: fresh(), large: fresh("large") };
  for (let k = 0; k < 6; k++) {
    trained(models.small, 1, 2);
    trained(models.large, 1, 2);
  }
  return { small: bytesOf(models.small), large: bytesOf(models.large) };
}

/** Puts threads with another program in the place of the pool's. */
function withProgram(change: (source: string) => string): void {
  endHelpers();
  class Worker extends threads.Worker {
    constructor(source: string, settings: threads.WorkerOptions) {
      expect(change(source)).not.toBe(source);
      super(change(source), settings);
    }
  }
  const real = process.getBuiltinModule.bind<(name: string) => object>(process);
  const replaced = (name: string): object => (name === "node:worker_threads" ? { Worker } : real(name));
  vi.spyOn(process, "getBuiltinModule").mockImplementation(replaced);
}

/** A thread that ends its work a while after it is told to. @returns a word that is 1 from then on. */
function threadAtWork(words: Int32Array): Int32Array {
  const left = new Int32Array(new SharedArrayBuffer(4));
  words[WORDS.stop] = 0;
  words[WORDS.working] = 1;
  const program = `
    const { words, left } = require("node:worker_threads").workerData;
    while (Atomics.load(words, ${WORDS.stop}) === 0) Atomics.wait(words, ${WORDS.ended}, 0, 10);
    Atomics.wait(left, 0, 0, 50);
    Atomics.store(left, 0, 1);
    Atomics.sub(words, ${WORDS.working}, 1);
    Atomics.notify(words, ${WORDS.working});`;
  new threads.Worker(program, { eval: true, workerData: { words, left } }).unref();
  return left;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("runs of several threads", () => {
  test("that come one after the other at once give the same bytes as one thread", () => {
    for (let k = 0; k < 10; k++) expect(bytesOf(trained(fresh(), 6, 2))).toBe(alone.small);
  });

  test("on the memory of two models by turns do not mix them up", () => {
    // They are still awake when the other model's turn comes.
    const longer = "!== -heap, 20";
    withProgram((source) => source.replace(`!== -heap, ${LINGERING}`, longer));
    for (let k = 0; k < 5; k++) expect(byTurns()).toEqual(alone);
    endHelpers();
  });

  test("do not need threads that always come too late", () => {
    const late = "for (const end = performance.now() + 0.7; performance.now() < end;);";
    withProgram((source) => source.replace("if (!join(called))", `${late} if (!join(called))`));
    for (let k = 0; k < 5; k++) expect(byTurns()).toEqual(alone);
    endHelpers();
  });

  test("are closed afterwards, also where a run was ended in its middle", () => {
    const scope = globalThis as { train?: () => void };
    scope.train = () => {
      trained(fresh(), 1e6, 2);
    };
    for (let k = 0; k < 3; k++) {
      expect(() => runInThisContext("train()", { timeout: 50 + k })).toThrow(/timed out/);
      expect(bytesOf(trained(fresh(), 6, 2))).toBe(alone.small);
      expect(sharedWords()[WORDS.working]).toBe(CLOSED);
    }
    delete scope.train;
  });

  test.each([1, 1e9])(
    "of %d operations wait for a thread at work since one was ended in its middle",
    (operations) => {
      trained(fresh(), 1, 2);
      const words = sharedWords();
      const left = threadAtWork(words);
      const heap = allocate(tableKernels, { from: float64(6), to: float64(6) });
      const numbers = [heap.at.from, heap.at.to, 1, 1, 1];
      runTasks(heap, { kernel: "fillPanels", numbers, tasks: 2, operations }, atOnce());
      expect(left[0]).toBe(1);
      // It was not held for lost.
      expect(sharedWords() === words).toBe(true);
    },
  );

  test("begin anew where another run comes in between", async () => {
    const another = fresh("large");
    const { loss } = another;
    const words = sharedWords();
    let looks = 0;
    let inside = false;
    const signal = {
      get aborted() {
        // In the middle of a run, which is open then.
        if (!inside && ++looks > 20 && sharedWords()[WORDS.working] !== CLOSED) {
          inside = true;
          expect(another.loss).toBe(loss);
        }
        return false;
      },
    };
    const model = fresh();
    await model.train({ learningRate: 0.02, iterations: 6, threads: 2, display: false, signal });
    expect(inside).toBe(true);
    // No thread was held for lost.
    expect(sharedWords() === words).toBe(true);
    expect(bytesOf(model)).toBe(alone.small);
  });

  test("go on with other threads after all have ended", () => {
    endHelpers();
    expect(bytesOf(trained(fresh(), 6, 3))).toBe(alone.small);
  });
});

describe("memory of a training that is over", () => {
  /** A model of other numbers, whose arrays take about as much. */
  const other = (): MatrixFactorization => {
    const [rows, columns] = [350, 250];
    const table = new Matrix(rows, columns, uniform(createRandom(9), 1e3, 2e3, rows * columns));
    return new MatrixFactorization(table, 30, { seed: 4 });
  };

  test("serves the next, and what it held is filled in again where it is needed", () => {
    const first = trained(fresh(), 3, 2);
    const second = other();
    const expected = second.loss;
    expect(first.loss).toBeCloseTo(first.history.loss.at(-1)!, 12);
    expect(bytesOf(trained(first, 3, 2))).toBe(alone.small);
    expect(second.loss).toBe(expected);
  });

  test("is zeros again for whoever takes it", () => {
    for (let k = 0; k < 3; k++) {
      other().trainModel({ learningRate: 1e-6, iterations: 1, threads: 2 });
      expect(bytesOf(trained(fresh(), 6, 2))).toBe(alone.small);
    }
  });
});
