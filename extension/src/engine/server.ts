import { ratesToTry, Run, startOf, trainsWell } from "factorlab/view";
import type { Experiment, RunPayload, RunStart } from "factorlab/view";
import type { EngineAnswer, EngineMessage } from "./messages";

/** Milliseconds of work between two looks at what else is asked: an order is never older than this. */
const JOB_SLICE = 10;
/** Milliseconds between two pictures of a training under way. */
const PICTURE = 50;
/** Pictures of large models take long to send: they get at most this share of the time. */
const MOST_SENDING_SHARE = 0.1;

/** A piece of work that can be left after each step. */
type EngineJob = Generator<undefined, void, undefined>;

/**
 * Does what is ordered, in slices, each channel in its turn; it runs in a worker, or in the page where there is none.
 * @param post takes the answers.
 * @returns takes the orders.
 */
export function createServer(post: (answer: EngineAnswer) => void): (order: EngineMessage) => void {
  const jobs = new Map<number, EngineJob>();
  let awake = false;

  const work = async (): Promise<void> => {
    awake = true;
    while (jobs.size > 0) {
      for (const [channel, job] of jobs) {
        if (runSlice(channel, job, post) && jobs.get(channel) === job) jobs.delete(channel);
        await nextTask();
      }
    }
    awake = false;
  };

  return (order) => {
    jobs.delete(order.channel);
    const job = jobOf(order, post);
    if (job) jobs.set(order.channel, job);
    if (!awake) void work();
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

/** A task of the event loop, not a microtask: messages come in between. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function jobOf(order: EngineMessage, post: (answer: EngineAnswer) => void): EngineJob | null {
  switch (order.kind) {
    case "run":
      return train(order.channel, order.start, post);
    case "seeds":
      return compareSeeds(order.channel, order.experiment, order.count, post);
    case "rate":
      return lookForRate(order.channel, order.experiment, post);
    case "stop":
      return null;
  }
}

function* train(channel: number, start: RunStart, post: (answer: EngineAnswer) => void): EngineJob {
  const run = new Run(start);
  let next = performance.now() + PICTURE;
  while (run.advance()) {
    yield;
    const now = performance.now();
    if (now < next) continue;
    post({ channel, kind: "trace", trace: run.trace() });
    const took = performance.now() - now;
    next = now + Math.max(PICTURE, took / MOST_SENDING_SHARE);
  }
  post({ channel, kind: "trace", trace: run.trace() });
}

/** The same experiment from other starting factors. */
function* compareSeeds(
  channel: number,
  experiment: Experiment,
  count: number,
  post: (answer: EngineAnswer) => void,
): EngineJob {
  const runs: RunPayload[] = [];
  for (let k = 1; k <= count; k++) {
    const seed = experiment.seed + k;
    const run = new Run(startOf({ ...experiment, seed }));
    while (run.advance()) yield;
    const { loss, divergedAt } = run.trace();
    runs.push({ name: `seed ${seed}`, loss, ...(divergedAt === null ? {} : { divergedAt }) });
    post({ channel, kind: "seeds", runs: [...runs] });
  }
}

/** The first of ever smaller rates that trains well. */
function* lookForRate(
  channel: number,
  experiment: Experiment,
  post: (answer: EngineAnswer) => void,
): EngineJob {
  let rate: number | null = null;
  for (const learningRate of ratesToTry(experiment.learningRate)) {
    const tried = { ...experiment, learningRate };
    const run = new Run(startOf(tried));
    while (run.advance()) yield;
    if (!trainsWell(tried, run.trace())) continue;
    rate = learningRate;
    break;
  }
  post({ channel, kind: "rate", rate });
}
