import { machineRun, pictureFactors, product, rateSearch, Run, startOf, sweepSteps } from "factorlab/view";
import type { Experiment, Frame, PictureTask, RunPayload, RunStart } from "factorlab/view";
import type { EngineAnswer, EngineMessage } from "./messages";

/** Milliseconds of work between two checks for new messages. */
const JOB_SLICE = 10;
/** Milliseconds between two updates of a running training. */
const UPDATE_INTERVAL = 50;
/** The most of the time that sending updates may take, since large models take long to send. */
const MOST_SENDING_SHARE = 0.1;

/** Work that can be interrupted after each step. */
type EngineJob = Generator<undefined, void, undefined>;

/**
 * Does the requested work in slices, one channel after the other. It runs in a worker, or in the page if there is none.
 * @param post receives the answers.
 * @returns a function that receives the messages.
 */
export function createServer(post: (answer: EngineAnswer) => void): (message: EngineMessage) => void {
  const jobs = new Map<number, EngineJob>();
  let working = false;

  const work = async (): Promise<void> => {
    working = true;
    while (jobs.size > 0) {
      for (const [channel, job] of jobs) {
        if (runSlice(channel, job, post) && jobs.get(channel) === job) jobs.delete(channel);
        await nextTask();
      }
    }
    working = false;
  };

  return (message) => {
    jobs.delete(message.channel);
    const job = jobOf(message, post);
    if (job) jobs.set(message.channel, job);
    if (!working) void work();
  };
}

/** @returns whether the job has ended. */
function runSlice(channel: number, job: EngineJob, post: (answer: EngineAnswer) => void): boolean {
  const end = performance.now() + JOB_SLICE;
  try {
    do if (job.next().done) return true;
    while (performance.now() < end);
    return false;
  } catch (error) {
    post({ channel, kind: "error", message: error instanceof Error ? error.message : String(error) });
    return true;
  }
}

/** Waits for a new task of the event loop, not a microtask, so that messages can arrive. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function jobOf(message: EngineMessage, post: (answer: EngineAnswer) => void): EngineJob | null {
  switch (message.kind) {
    case "run":
      return train(message.channel, message.start, post);
    case "seeds":
      return compareSeeds(message.channel, message.experiment, message.count, post);
    case "rate":
      return lookForRate(message.channel, message.experiment, post);
    case "sweeps":
      return sweep(message.channel, message.experiment, post);
    case "race":
      return race(message.channel, message.start, post);
    case "picture":
      return factorize(message.channel, message.task, post);
    case "stop":
      return null;
  }
}

function* train(channel: number, start: RunStart, post: (answer: EngineAnswer) => void): EngineJob {
  const run = new Run(start);
  let next = performance.now() + UPDATE_INTERVAL;
  while (run.advance()) {
    yield;
    const now = performance.now();
    if (now < next) continue;
    post({ channel, kind: "trace", trace: run.trace() });
    const took = performance.now() - now;
    next = now + Math.max(UPDATE_INTERVAL, took / MOST_SENDING_SHARE);
  }
  post({ channel, kind: "trace", trace: run.trace() });
}

/** Trains the same experiment from other starting factors. */
function* compareSeeds(
  channel: number,
  experiment: Experiment,
  count: number,
  post: (answer: EngineAnswer) => void,
): EngineJob {
  const runs: RunPayload[] = [];
  const products: number[][] = [];
  for (let k = 1; k <= count; k++) {
    const seed = experiment.seed + k;
    const run = new Run(startOf({ ...experiment, seed }));
    while (run.advance()) yield;
    const { loss, divergedAt, frames } = run.trace();
    runs.push({ name: String(seed), loss, ...(divergedAt === null ? {} : { divergedAt }) });
    if (divergedAt === null) products.push(productOf(experiment, frames[frames.length - 1]));
    post({ channel, kind: "seeds", runs: [...runs], products: [...products] });
  }
}

function productOf({ data, features }: Experiment, { L, U }: Frame): number[] {
  return product(
    { rows: data.length, columns: features, values: L },
    { rows: features, columns: data[0].length, values: U },
  ).values;
}

/** Finds a rate that works, by one training after the other. */
function* lookForRate(
  channel: number,
  experiment: Experiment,
  post: (answer: EngineAnswer) => void,
): EngineJob {
  const search = rateSearch(experiment);
  let next = search.next();
  while (!next.done) {
    const run = new Run(startOf(next.value));
    while (run.advance()) yield;
    next = search.next(run.trace());
  }
  post({ channel, kind: "rate", rate: next.value });
}

/** Trains with other features and penalties, and tells of each. */
function* sweep(channel: number, experiment: Experiment, post: (answer: EngineAnswer) => void): EngineJob {
  yield* sweepSteps(experiment, (sweeps, done, all) => post({ channel, kind: "sweeps", sweeps, done, all }));
}

/** Runs the machine of a race. */
function* race(channel: number, start: RunStart, post: (answer: EngineAnswer) => void): EngineJob {
  const run = yield* machineRun(start);
  post({ channel, kind: "race", run });
}

/** Finds the factors of a picture. */
function* factorize(channel: number, task: PictureTask, post: (answer: EngineAnswer) => void): EngineJob {
  const factors = yield* pictureFactors(task);
  post({ channel, kind: "picture", factors });
}
