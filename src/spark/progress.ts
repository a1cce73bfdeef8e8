import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import type { DisplayHandle } from "../outputs/display";
import { makeBundle } from "../outputs/make-bundle";
import { inNotebook, openOutput } from "../outputs/open-output";
import { tablePayload } from "../payload/build-lists";
import type { StageReport } from "./protocol/messages";
import { sentence, wordOr } from "../payload/sentence";
import { said } from "../outputs/translate";

/** A step of a training on Spark. */
export interface SparkStep {
  /** What is done: "looking at the ratings". */
  readonly name: string;
  /** The stages of Spark that have ended; those that Spark skips are not among them. */
  readonly stages: number;
  /** The tasks that have ended. */
  readonly tasks: number;
  /** How long it has taken so far. */
  readonly seconds: number;
}

/** How far a training on Spark is: what a notebook shows, and `onProgress` receives. */
export class SparkProgress {
  constructor(
    /** How the training stands. */
    readonly state: "running" | "done" | "stopped" | "failed",
    /** The steps so far, in their order. */
    readonly steps: readonly SparkStep[],
    /** The address of Spark's own page of this training; null where Spark has none. */
    readonly page: string | null,
  ) {}

  /** How long it has taken so far, in seconds. */
  get seconds(): number {
    return this.steps.reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /** The state, the present step and the time in one line. */
  toString(): string {
    const last = this.steps.at(-1);
    const tasks = last?.tasks === 1 ? "1 task" : `${last?.tasks} tasks`;
    const at = last && this.state === "running" ? `, ${last.name}, ${tasks} done` : "";
    return `Training on Spark: ${this.state}${at}, ${this.seconds.toFixed(1)} s`;
  }

  /** The progress as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    const columns = COLUMNS.map((name) => ({ name }));
    // Steps for which Spark runs nothing have empty cells, not zeros.
    const rows = this.steps.map(({ name, stages, tasks, seconds }) => [
      wordOr(name, STEPS),
      stages || tasks ? stages : null,
      tasks || null,
      Number(seconds.toFixed(1)),
    ]);
    const notes =
      this.page === null ? [] : [sentence("Spark's page of this training: {page}", { page: this.page })];
    const number = this.seconds.toFixed(1);
    const title = sentence("Training on Spark: {state}, {number} s", { state: WORDS[this.state], number });
    const text = [this.toString(), ...notes.map((note) => said(note))].join("\n");
    return makeBundle(tablePayload(title, columns, rows, notes), text);
  }
}

const WORDS = {
  running: sentence("running"),
  done: sentence("done"),
  stopped: sentence("stopped"),
  failed: sentence("failed"),
} as const;
/** The names of steps. */
const STEPS = [
  sentence("reaching Spark"),
  sentence("sending the ratings"),
  sentence("looking at the ratings"),
  sentence("looking for duplicates"),
  sentence("centring the ratings"),
  sentence("training"),
  sentence("fetching the factors"),
  sentence("reading the ratings of some users"),
];
const COLUMNS = [sentence("step"), sentence("stages done"), sentence("tasks done"), sentence("seconds")];
/** Milliseconds between two drawings. */
const INTERVAL = 200;

interface Step {
  readonly name: string;
  readonly since: number;
  until: number | null;
  /** By their ids: a step may run several plans, each of which reports its own stages. */
  readonly stages: Map<number, StageReport>;
}

/** Draws the steps of a training as they go on. */
export class Report {
  private readonly steps: Step[] = [];
  private drawnAt = -Infinity;
  private state: SparkProgress["state"] = "running";
  /** Spark's own page of this training. */
  page: string | null = null;

  constructor(
    private readonly show: ((progress: SparkProgress) => void) | null,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Begins a step, which ends the one before. @returns what hears of the step's stages */
  begin(name: string): (stages: readonly StageReport[]) => void {
    this.endStep();
    const step: Step = { name, since: this.now(), until: null, stages: new Map() };
    this.steps.push(step);
    this.draw();
    return (stages) => {
      for (const stage of stages) step.stages.set(stage.id ?? 0, stage);
      this.update();
    };
  }

  /** Draws anew, unless it was drawn just now. */
  update(): void {
    if (this.now() - this.drawnAt >= INTERVAL) this.draw();
  }

  end(state: SparkProgress["state"]): void {
    if (this.state !== "running") return;
    this.endStep();
    this.state = state;
    this.draw();
  }

  private endStep(): void {
    const last = this.steps.at(-1);
    if (last) last.until ??= this.now();
  }

  private draw(): void {
    this.drawnAt = this.now();
    this.show?.(
      new SparkProgress(
        this.state,
        this.steps.map((step) => this.stepNow(step)),
        this.page,
      ),
    );
  }

  private stepNow({ name, since, until, stages: byId }: Step): SparkStep {
    const stages = [...byId.values()];
    return {
      name,
      stages: stages.filter(({ done }) => done === true).length,
      tasks: stages.reduce((sum, { completed = 0 }) => sum + completed, 0),
      seconds: ((until ?? this.now()) - since) / 1000,
    };
  }
}

/**
 * What draws the progress; null where nobody sees it. An output of our own begins once Spark has answered: where it does
 * not, the error alone says so.
 */
export function drawing(display: boolean | DisplayHandle): ((progress: SparkProgress) => void) | null {
  if (typeof display !== "boolean") return (progress) => display.show(progress);
  if (!display || !inNotebook()) return null;
  let send: ((bundle: MimeBundle) => void) | undefined;
  return (progress) => {
    if (progress.steps.length > 1) (send ??= openOutput())(progress[jupyterDisplay]());
  };
}
