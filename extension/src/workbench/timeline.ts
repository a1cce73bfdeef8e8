import { product, runToEnd } from "factorlab/view";
import type { Experiment, Frame, RunPayload, Trace } from "factorlab/view";
import { EngineChannel } from "../engine/client";
import { t } from "../words";
import { agrees, factorsOf, from, ofExperiment, ofPayload, stageAfter } from "./subject";
import type { Subject, WorkbenchPayload } from "./subject";

const NO_FRAMES: readonly Frame[] = [];

/** How a model is trained from the plane that was not trained before. */
const AGAIN = { learningRate: 0.05, iterations: 500 };

/** Whether the states before the last one can be shown. */
export type ReplayState =
  /** They are known. */
  | "known"
  /** Training again would give them. */
  | "asleep"
  /** They are being trained. */
  | "waking"
  /** Only the last state is known. */
  | "unknown";

/**
 * The states that a factorization goes through, and the one that is shown. An output is trained again when a person
 * wants to see its states; an experiment is trained at stepped.
 */
export class Timeline {
  subject: Subject | null = null;
  trace: Trace | null = null;
  /** Curves of the same experiment with other seeds. */
  others: RunPayload[] = [];
  /** The same, with their seeds as names. */
  private seeds: RunPayload[] = [];
  /** L·U, row by row, at the end of each of them that did not diverge. */
  otherProducts: number[][] = [];
  replayState: ReplayState = "unknown";
  /** An index into the frames. */
  position = 0;
  /** Why the last training failed; null if it did not, or is still running. */
  problem: string | null = null;
  /** Whether an experiment is shown, not an output. */
  isExperiment = false;
  /** Turns single numbers of the shown state, as a person does by hand. @default it is shown as it was trained */
  turn: (frame: Frame) => Frame = (frame) => frame;
  /** Changes the shown state, after single numbers were turned. @default it is shown as it was trained */
  alter: (frame: Frame) => Frame = (frame) => frame;
  /** Leaves what was turned by hand, as another state is to be shown. */
  leave: () => void = () => undefined;
  /** What was shown before each training that went on from factors changed by hand. */
  private earlier: Pick<Timeline, "subject" | "trace" | "position" | "isExperiment" | "replayState">[] = [];
  private iterationsCache: { frames: readonly Frame[]; iterations: number[] } | null = null;
  private readonly training = new EngineChannel();
  private readonly comparing = new EngineChannel();

  /** @param changed is called after each change that is not the caller's own. */
  constructor(private readonly changed: () => void) {}

  get frames(): readonly Frame[] {
    return this.trace?.frames ?? NO_FRAMES;
  }

  /** The iterations of the frames; the same list while the frames are the same. */
  get iterations(): readonly number[] {
    if (this.iterationsCache?.frames !== this.frames) {
      this.iterationsCache = {
        frames: this.frames,
        iterations: this.frames.map(({ iteration }) => iteration),
      };
    }
    return this.iterationsCache.iterations;
  }

  /** Whether there are earlier states that are not known yet. */
  get isIncomplete(): boolean {
    return this.replayState === "asleep" || (this.replayState === "waking" && !this.isExperiment);
  }

  /** The shown state as it was trained. */
  get trained(): Frame | null {
    return this.frames[this.position] ?? null;
  }

  /** The shown state with the numbers that were turned by hand. */
  get turned(): Frame | null {
    return this.trained && this.turn(this.trained);
  }

  /** The shown state, with all that was changed of it by hand. */
  get frame(): Frame | null {
    const { turned } = this;
    return turned && this.alter(turned);
  }

  /** L·U of the shown state, row by row, if there are unknown cells to predict. */
  get predicted(): ArrayLike<number> | undefined {
    const { subject, frame } = this;
    if (!subject || !frame || !subject.data.values.includes(null)) return undefined;
    const { L, U } = factorsOf(subject, frame);
    return product(L, U).values;
  }

  get isAtEnd(): boolean {
    return this.position === this.frames.length - 1;
  }

  showPayload(payload: WorkbenchPayload): void {
    this.forget();
    this.isExperiment = false;
    this.subject = ofPayload(payload);
    this.use(this.subject.trace);
    this.position = this.frames.length - 1;
    if (this.frames.length > 1) this.replayState = "known";
    else this.replayState = this.subject.start && this.subject.trace.iteration > 0 ? "asleep" : "unknown";
  }

  /**
   * Trains an experiment from its start.
   * @throws if it cannot be trained; then nothing changes.
   */
  train(experiment: Experiment): void {
    const subject = ofExperiment(experiment);
    this.forget();
    this.isExperiment = true;
    this.subject = subject;
    this.use(subject.trace);
    this.position = 0;
    this.run(subject, (trace) => this.use(trace));
  }

  /** Trains on from factors that were changed by hand, in the way of the last training. */
  trainFrom({ L, U, loss }: Frame): void {
    const { subject } = this;
    if (!subject?.start) return;
    const start = { ...subject.start, L: Float64Array.from(L), U: Float64Array.from(U) };
    const stages = start.stages.length > 0 ? start.stages : [AGAIN];
    const { trace, position, isExperiment, replayState } = this;
    const before = { subject, trace, position, isExperiment, replayState };
    const earlier = [...this.earlier, before];
    this.forget();
    this.earlier = earlier;
    this.isExperiment = true;
    this.subject = from({ ...subject, stages }, { ...start, stages }, loss);
    this.use(this.subject.trace);
    this.position = 0;
    this.run(this.subject, (trace) => this.use(trace));
  }

  /** Whether a training went on from factors that were changed by hand, and can be taken back. */
  get canGoBack(): boolean {
    return this.earlier.length > 0;
  }

  /** Shows again what was there before {@link trainFrom}. */
  goBack(): void {
    const before = this.earlier.pop();
    if (!before) return;
    this.training.stop();
    Object.assign(this, before);
    // What was being trained then was stopped.
    if (this.replayState === "waking") this.replayState = this.isExperiment ? "known" : "asleep";
  }

  /** Trains an output again to get its earlier states. */
  wake(): void {
    const { subject } = this;
    if (this.replayState !== "asleep" || !subject) return;
    const end = this.frames[this.frames.length - 1];
    this.run(subject, (trace) => {
      if (!trace.ended) return;
      const last = trace.frames[trace.frames.length - 1];
      const { validation, bestAt } = trace;
      const measured = validation ? { validation, bestAt } : {};
      if (agrees(last, end))
        this.use({ ...subject.trace, ...measured, frames: [...trace.frames.slice(0, -1), end] });
      else this.giveUp(subject);
    });
  }

  moveTo(position: number): void {
    this.leave();
    this.position = Math.max(0, Math.min(this.frames.length - 1, position));
  }

  /** Goes one iteration on from the shown state, also past the end. */
  step(): void {
    const { subject, trace, trained: frame } = this;
    if (!subject?.start || !trace || !frame) return;
    this.leave();
    const iteration = frame.iteration + 1;
    if (this.frames[this.position + 1]?.iteration !== iteration) {
      const stage = stageAfter(subject, frame.iteration);
      if (!stage) return;
      const stages = [{ ...stage, iterations: 1 }];
      const { L, U } = frame;
      const stepped = runToEnd({
        ...subject.start,
        L: Float64Array.from(L),
        U: Float64Array.from(U),
        stages,
      });
      if (stepped.divergedAt !== null) return;
      const next = { ...stepped.frames[stepped.frames.length - 1], iteration };
      const frames = [...this.frames];
      frames.splice(this.position + 1, 0, next);
      this.trace = { ...trace, frames, ...(this.isAtEnd ? withLoss(trace, next) : {}) };
    }
    this.position++;
  }

  /** Trains the experiment with the next seeds. */
  compareSeeds(experiment: Experiment, count: number): void {
    this.comparing.ask({ kind: "seeds", experiment, count }, (answer) => {
      if (answer.kind !== "seeds") return;
      this.compare(answer.runs);
      this.otherProducts = answer.products;
      this.changed();
    });
  }

  private compare(seeds: RunPayload[]): void {
    this.seeds = seeds;
    this.others = seeds.map((run) => ({ ...run, name: t("seed {seed}", { seed: run.name }) }));
  }

  /** Goes on with what another timeline on the same output shows; what is trained there is trained here again. */
  takeOver(other: Timeline): void {
    const { subject, trace, otherProducts, replayState, position, problem, isExperiment, earlier } = other;
    this.training.stop();
    const known = { subject, trace, otherProducts, replayState, position, problem, isExperiment, earlier };
    Object.assign(this, known);
    this.compare(other.seeds);
    if (!subject || replayState !== "waking") return;
    this.replayState = "asleep";
    if (isExperiment) this.run(subject, (trace) => this.use(trace));
    else this.wake();
  }

  dispose(): void {
    this.training.dispose();
    this.comparing.dispose();
  }

  private run(subject: Subject, take: (trace: Trace) => void): void {
    if (!subject.start) return;
    this.replayState = "waking";
    this.training.ask({ kind: "run", start: subject.start }, (answer) => {
      // Known states are not lost when the worker fails at something else.
      if (answer.kind === "error" && this.replayState === "waking") this.fail(subject, answer.message);
      if (answer.kind === "trace") {
        const wasAtEnd = this.isAtEnd;
        const iteration = this.frame?.iteration ?? 0;
        if (answer.trace.ended) this.replayState = "known";
        take(answer.trace);
        this.position = wasAtEnd ? this.frames.length - 1 : nearestFrame(this.frames, iteration);
      }
      this.changed();
    });
  }

  private fail(subject: Subject, message: string): void {
    this.problem = message;
    this.giveUp(subject);
  }

  /** Gives up: the earlier states cannot be found, and only what was known stays. */
  private giveUp(subject: Subject): void {
    this.use(subject.trace);
    this.replayState = "unknown";
  }

  private use(trace: Trace): void {
    this.trace = trace;
  }

  private forget(): void {
    this.training.stop();
    this.comparing.stop();
    this.compare([]);
    this.earlier = [];
    this.otherProducts = [];
    this.problem = null;
  }
}

function withLoss({ loss }: Trace, { iteration, loss: value }: Frame): Pick<Trace, "loss" | "iteration"> {
  return {
    iteration,
    loss: { iterations: [...loss.iterations, iteration], values: [...loss.values, value] },
  };
}

/** The frame whose iteration is nearest. */
export function nearestFrame(frames: readonly Frame[], iteration: number): number {
  let best = 0;
  frames.forEach((frame, k) => {
    if (Math.abs(frame.iteration - iteration) < Math.abs(frames[best].iteration - iteration)) best = k;
  });
  return best;
}
