import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import * as threads from "node:worker_threads";
import { describe, expect, test, vi } from "vitest";
import { BiasedMF } from "../../src/models/biased-mf";
import { Ratings } from "../../src/ratings/ratings";
import { endHelpers } from "../../src/kernels/pool";
import { allocate, float32, int32 } from "../../src/kernels/heap";
import type { Wanted } from "../../src/kernels/heap";
import { Workspace } from "../../src/kernels/workspace";
import { ratingKernels } from "../../src/kernels/ratings";
import { makeMemory } from "../../src/kernels/web-assembly";

/** So many that threads pay: 400 users × 200 items, every second cell. */
function manyRatings(): Ratings {
  const users: number[] = [];
  const items: number[] = [];
  for (let u = 0; u < 400; u++)
    for (let i = u % 2; i < 200; i += 2) {
      users.push(u);
      items.push(i);
    }
  return Ratings.fromColumns({
    users,
    items,
    ratings: users.map((u, n) => 1 + ((u * 7 + items[n] * 3) % 5)),
  });
}

const ratings = manyRatings();
const options = { seed: 3, features: 50, epochs: 2 };
const bytesOf = (model: BiasedMF): string =>
  createHash("sha256")
    .update(Float64Array.of(...model.userFactors.values, ...model.itemBiases))
    .digest("hex");
const alone = bytesOf(new BiasedMF(options).fit(ratings, { threads: 1 }));

/** Puts another class in the place of Node's threads. */
function startWith(Worker: unknown): void {
  endHelpers();
  const real = process.getBuiltinModule.bind<(name: string) => object>(process);
  const replaced = (name: string): object => (name === "node:worker_threads" ? { Worker } : real(name));
  vi.spyOn(process, "getBuiltinModule").mockImplementation(replaced);
}

/** Threads whose program is another. @returns how many of them have ended so far. */
function withProgram(change: (source: string) => string): () => number {
  let ended = 0;
  startWith(
    class extends threads.Worker {
      constructor(source: string, settings: threads.WorkerOptions) {
        super(change(source), settings);
        this.on("exit", () => ended++);
      }
    },
  );
  return () => ended;
}

describe("threads", () => {
  test.each([2, 3, 8, 256])("%d of them give the same bytes as one", (count) => {
    expect(bytesOf(new BiasedMF(options).fit(ratings, { threads: count }))).toBe(alone);
  });

  test.each([0, 1.5, 1000, -1, NaN, "2", null])("%s is refused before anything is changed", (count) => {
    const model = new BiasedMF(options).fit(ratings);
    const wrong = { threads: count as number };
    expect(() => model.fit(ratings, wrong)).toThrow(
      expect.objectContaining({ name: "ValueError", argument: "threads" }),
    );
    expect(bytesOf(model)).toBe(alone);
  });

  test("one that ends in the middle of an epoch costs time, and nothing else", async () => {
    const long = { ...options, epochs: 60 };
    const expected = bytesOf(new BiasedMF(long).fit(ratings, { threads: 1 }));
    const ended = withProgram((source) => source.replace("run(...numbers", "process.exit(); run(...numbers"));
    // On a busy machine, a training may be over before the thread has begun.
    for (let training = 0; training < 20 && ended() === 0; training++) {
      expect(bytesOf(new BiasedMF(long).fit(ratings, { threads: 2 }))).toBe(expected);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(ended()).toBe(1);
    endHelpers();
  });

  test("one gets its kernels once for all epochs of a training", () => {
    const withKernels: boolean[] = [];
    startWith(
      class extends threads.Worker {
        override postMessage(message: { parts?: object }): void {
          withKernels.push(message.parts !== undefined);
          super.postMessage(message);
        }
      },
    );
    const model = new BiasedMF({ ...options, epochs: 4 });
    for (const trainings of [1, 2]) {
      model.fit(ratings, { threads: 2 });
      // One that is still awake needs no message at all.
      expect(withKernels.filter(Boolean)).toHaveLength(trainings);
      expect(withKernels[0]).toBe(true);
    }
    endHelpers();
  });

  test("one begins while the training is prepared, where that is long", () => {
    const Worker = vi.fn(function () {
      throw new Error("no more threads");
    });
    startWith(Worker);
    const begin = vi.fn(() => {
      expect(Worker).toHaveBeenCalledTimes(1);
      throw new Error("begun");
    });
    const model = Object.assign(new BiasedMF({ ...options, epochs: 100 }), { begin });
    expect(() => model.fit(ratings, { threads: 2 })).toThrow("begun");
    const short = Object.assign(new BiasedMF({ ...options, epochs: 1 }), { begin });
    expect(() => short.fit(ratings, { threads: 2 })).toThrow("begun");
    expect(Worker).toHaveBeenCalledTimes(1);
  });

  test("none that starts leaves the work to the caller", () => {
    const Worker = vi.fn(function () {
      throw new Error("no more threads");
    });
    startWith(Worker);
    expect(bytesOf(new BiasedMF(options).fit(ratings, { threads: 4 }))).toBe(alone);
    expect(Worker).toHaveBeenCalled();
  });

  test("an aborted training keeps its last whole epoch, and can go on", () => {
    let looks = 0;
    // Says so in the middle of the second epoch, whose tasks are 64.
    const signal = {
      get aborted() {
        return ++looks > 100;
      },
    };
    const model = new BiasedMF(options);
    expect(() => model.fit(ratings, { threads: 1, signal })).toThrow(/at iteration 1 of 2/);
    expect(bytesOf(model)).toBe(bytesOf(new BiasedMF({ ...options, epochs: 1 }).fit(ratings)));
    expect(bytesOf(BiasedMF.fromJSON(JSON.parse(JSON.stringify(model)) as never).resume())).toBe(alone);
  });

  test("the process does not wait for them when it has nothing else to do", () => {
    const lib = JSON.stringify(join(import.meta.dirname, "..", "..", "lib", "index.js"));
    const program = `
      const { BiasedMF, Ratings } = require(${lib});
      const users = Array.from({ length: 40000 }, (_, n) => n % 400), items = users.map((_, n) => (n / 400) | 0);
      new BiasedMF({ seed: 1, epochs: 1 }).fit(Ratings.fromColumns({ users, items, ratings: items }), { threads: 3 });
      console.log("trained", process.getActiveResourcesInfo().length);`;
    const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", program], {
      encoding: "utf8",
      timeout: 50_000,
    });
    expect({ stdout, stderr, status }).toEqual({
      stdout: expect.stringMatching(/^trained/),
      stderr: "",
      status: 0,
    });
  });
});

describe("memory", () => {
  test("arrays are zeros, apart from each other, and aligned for the kernels", () => {
    const { views, at } = allocate(ratingKernels, { a: float32(3), b: int32(5), c: float32(0), d: int32(1) });
    expect([...views.a, ...views.b]).toEqual(new Array(8).fill(0));
    expect(Object.values(at).every((begin) => begin % 16 === 0)).toBe(true);
    views.a.fill(7);
    expect([...views.b, ...views.d]).toEqual(new Array(6).fill(0));
  });

  test("that 32-bit addresses do not reach is refused before it is taken", () => {
    const huge = (): Workspace<{ P: Wanted<"float32"> }> =>
      new Workspace(ratingKernels, () => ({ P: float32(1.1e9) }), undefined, "features");
    expect(huge).toThrow(
      expect.objectContaining({
        name: "ValueError",
        argument: "features",
        message: expect.stringMatching(/take 4\.40 GB, expected at most 4\.29 GB.*Spark/),
      }),
    );
  });

  test("that cannot be shared gives the same numbers", () => {
    const orderOn = (shared: boolean): number[] => {
      const memory = makeMemory(2, shared);
      ratingKernels.on(memory, shared).permutation(65_536, 50, 9, 0);
      return [...new Int32Array(memory.buffer as ArrayBuffer, 65_536, 50)];
    };
    expect(orderOn(false)).toEqual(orderOn(true));
    expect([...orderOn(false)].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });
});
