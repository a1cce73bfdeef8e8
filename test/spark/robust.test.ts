import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { Ratings, TrainingInterrupted } from "factorlab";
import { SparkALS } from "factorlab/spark";
import type { SparkProgress } from "factorlab/spark";
import { expect, it } from "vitest";
import { SparkSession } from "../../src/spark/client/session";
import { failure, fit, leftSessions, openSessions, order, quick, remote, small, spark } from "./helpers";

/** Work for some seconds, on a cluster that could do it in many more. */
const long = { iterations: 10, features: 20, userBlocks: 4, itemBlocks: 4 };
const many = Ratings.from(
  Array.from({ length: 12_000 }, (_, k) => [k % 600, Math.floor(k / 600) * 4 + (k % 4), 1 + ((k * 7) % 5)]),
);

/** Resolves once a training is at work on Spark. */
function training(): {
  onProgress: (progress: SparkProgress) => void;
  begun: Promise<void>;
  last: () => SparkProgress;
} {
  let resolve: () => void;
  let last: SparkProgress;
  const begun = new Promise<void>((done) => {
    resolve = done;
  });
  const onProgress = (progress: SparkProgress): void => {
    last = progress;
    const step = progress.steps.at(-1);
    if (step?.name === "training" && step.tasks > 0) resolve();
  };
  return { onProgress, begun, last: () => last };
}

/** Clicks on "kill" beside each job on Spark's page. */
async function killJobs(): Promise<void> {
  const page = await (await fetch(`${spark.page}/jobs/`)).text();
  for (const [, form] of page.matchAll(/<form action="\/jobs\/job\/kill\/"(.*?)<\/form>/gs)) {
    const inputs = form.matchAll(/name="(\w+)" value="([^"]*)"/g);
    const body = new URLSearchParams(Array.from(inputs, ([, name, value]) => [name, value]));
    await fetch(`${spark.page}/jobs/job/kill/`, { method: "POST", body, redirect: "manual" });
  }
}

it("a signal stops the training on Spark as well, and nothing is left there", async () => {
  const stop = new AbortController();
  const { onProgress, begun, last } = training();
  const work = fit(many, { signal: stop.signal, onProgress }, long);
  await begun;
  const since = Date.now();
  stop.abort("enough");
  const error: unknown = await work.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(TrainingInterrupted);
  expect(error).toMatchObject({ name: "AbortError", cause: "enough" });
  expect(Date.now() - since).toBeLessThan(5000);
  expect(last().state).toBe("stopped");
  expect(String(last())).toMatch(/^Training on Spark: stopped, \d+\.\d s$/);
  expect(last().page).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/connect\/session\/\?id=/);
  expect(await openSessions()).toBe(0);
  await expect(fit(small, { signal: AbortSignal.abort() })).rejects.toThrow(TrainingInterrupted);
});

it("a job that is cancelled on Spark's page is said to be, and not to have failed", async () => {
  const { onProgress, begun } = training();
  const work = failure(fit(many, { onProgress }, long));
  await begun;
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await killJobs();
    await sleep(50);
  }
  expect((await work).problem).toBe("cancelled");
});

it("two trainings at once do not meet", async () => {
  const [one, other] = await Promise.all([fit(small), fit(small, {}, { implicit: true })]);
  expect([one.name, other.name]).toEqual(["ALS", "ImplicitALS"]);
  expect((await fit(small)).userFactors.values).toEqual(one.userFactors.values);
});

it("a program that is killed leaves no session", async () => {
  const file = fileURLToPath(new URL("./endless-fit.mjs", import.meta.url));
  const child = spawn(process.execPath, [file, remote], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => child.stdout.once("data", resolve));
  try {
    expect(await openSessions()).toBe(1);
  } finally {
    child.kill("SIGKILL");
  }
  expect(await leftSessions(20)).toBe(0);
});

it("a thousand sessions leave none", async () => {
  for (let k = 0; k < 1000; k += 50)
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const session = SparkSession.at(remote);
        await session.version();
        await session.close();
      }),
    );
  expect(await openSessions()).toBe(0);
});

it("a worker that is killed in mid-fit changes no bit", async () => {
  const expected = await fit(many, {}, { ...long, iterations: 4 });
  const { onProgress, begun } = training();
  const work = fit(many, { onProgress }, { ...long, iterations: 4 });
  await begun;
  await order("killWorker", 0);
  const model = await work;
  expect(model.userFactors.values).toEqual(expected.userFactors.values);
  expect(model.itemFactors.values).toEqual(expected.itemFactors.values);
  await order("startWorker", 0);
});

it("more than ten iterations run where the server has a folder for checkpoints", async () => {
  expect((await fit(small, {}, { iterations: 12 })).epoch).toBe(12);
});

it("a server that goes away is said to, and one that was started anew is used, which refuses what it has no folder for", async () => {
  const { onProgress, begun } = training();
  const work = failure(fit(many, { onProgress }, long));
  await begun;
  await order("killServer");
  // Without a folder for checkpoints.
  await order("startServer", 1);
  const error = await work;
  expect([error.problem, error.message]).toEqual([
    "lost",
    expect.stringContaining("are lost; the model here is unchanged"),
  ]);
  expect((await new SparkALS(quick).fit(small, { remote })).epoch).toBe(1);
  const refused = await failure(fit(small, {}, { iterations: 11 }));
  expect([refused.problem, refused.message]).toEqual([
    "checkpoint",
    expect.stringMatching(/^iterations is 11, expected at most 10, .*spark\.checkpoint\.dir=/),
  ]);
});
