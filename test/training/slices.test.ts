/** Epochs that take longer than a slice: everything else runs in their middle. */
import { describe, expect, test } from "vitest";
import {
  ALS,
  BayesianMF,
  BiasedMF,
  BPR,
  EASE,
  HybridMF,
  ImplicitALS,
  LogisticMF,
  NonnegativeMF,
  SVDPlusPlus,
} from "../../src";
import { someRatings } from "../kernels/some-ratings";
import { slowClock } from "./slow-clock";

/** So many that a second thread pays. */
const ratings = someRatings(300, 200, 0.7);
const SIZES = { features: 24, epochs: 2, seed: 3 };

const MODELS = {
  BiasedMF: () => new BiasedMF(SIZES),
  SVDPlusPlus: () => new SVDPlusPlus(SIZES),
  "ALS by Cholesky": () => new ALS(SIZES),
  "ALS by conjugate gradients": () => new ALS({ ...SIZES, solver: "cg" }),
  "ImplicitALS by Cholesky": () => new ImplicitALS(SIZES),
  "ImplicitALS by conjugate gradients": () => new ImplicitALS({ ...SIZES, solver: "cg" }),
  BPR: () => new BPR(SIZES),
  LogisticMF: () => new LogisticMF(SIZES),
  NonnegativeMF: () => new NonnegativeMF(SIZES),
  BayesianMF: () => new BayesianMF({ ...SIZES, burnIn: 1 }),
  HybridMF: () => new HybridMF(SIZES),
  EASE: () => new EASE({ seed: 3 }),
};
const EACH = Object.entries(MODELS);
const QUIET = { display: false, warnings: false };
/** With one thread, a slice of one task is one task. A second might do all others meanwhile. */
const ALONE = { ...QUIET, threads: 1 };

const clock = slowClock();

describe.each(EACH)("an epoch of %s", (_, make) => {
  test.each([1, 2])("comes to the bytes of fit in slices, with %d threads", async (threads) => {
    const [live, whole] = [make(), make().fit(ratings, { threads, warnings: false })];
    const epochs: number[] = [];
    clock.inPause = () => epochs.push(live.epoch);
    await live.train(ratings, { ...QUIET, threads });
    const least = threads === 1 ? 2 : 1;
    expect(epochs.filter((epoch) => epoch === 0).length).toBeGreaterThanOrEqual(least);
    expect(JSON.stringify(live)).toBe(JSON.stringify(whole));
  });

  test("is stopped in its middle, and has changed nothing", async () => {
    const model = make();
    const control = new AbortController();
    let before = "";
    clock.inPause = (pause) => {
      if (pause === 1) before = JSON.stringify(model);
      if (pause === 2) control.abort();
    };
    const training = model.train(ratings, { ...ALONE, signal: control.signal });
    await expect(training).rejects.toMatchObject({ name: "AbortError", iteration: 0 });
    expect(clock.pauses).toBe(2);
    expect(JSON.stringify(model)).toBe(before);
  });

  test("is given up where another training begins in its middle", async () => {
    const [model, other] = [make(), make().fit(ratings, { warnings: false })];
    clock.inPause = (pause) => {
      if (pause === 2) model.fit(ratings, { warnings: false });
    };
    await expect(model.train(ratings, ALONE)).rejects.toThrow("another training of the same model");
    expect(JSON.stringify(model)).toBe(JSON.stringify(other));
  });
});

test("two trainings take turns within their epochs", async () => {
  const [first, second] = [new BiasedMF(SIZES), new ImplicitALS(SIZES)];
  await Promise.all([first.train(ratings, QUIET), second.train(ratings, QUIET)]);
  expect(JSON.stringify(first)).toBe(JSON.stringify(new BiasedMF(SIZES).fit(ratings)));
  expect(JSON.stringify(second)).toBe(JSON.stringify(new ImplicitALS(SIZES).fit(ratings, QUIET_FIT)));
});
const QUIET_FIT = { warnings: false };
