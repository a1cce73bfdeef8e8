import { product, verdict } from "factorlab/view";
import type { Experiment, MatrixPayload, Trace, Verdict } from "factorlab/view";
import { EngineChannel } from "../engine/client";
import { element } from "../dom";
import type { PlaygroundForm } from "../playground/form";
import type { Preferences } from "../preferences";
import type { Timeline } from "./timeline";
import { factorsOf } from "./subject";

/** What the inputs need of the workbench around them. */
export interface InputsHost {
  draw(): void;
  /** Plays, or pauses. */
  play(): void;
  isPlaying(): boolean;
  onExperiment(): void;
  /** Goes back to the output. */
  reset(): void;
}

/** A cell of the data. */
interface DataCell {
  row: number;
  column: number;
}

/** The form for one's own inputs, loaded when it is opened, and what came of its experiment. */
export class Inputs {
  readonly node = element("div", { class: "factorlab-inputs" });
  experiment: Experiment | null = null;
  private form: PlaygroundForm | null = null;
  private disposed = false;
  private problem: string | null = null;
  private judged: { trace: Trace; verdict: Verdict } | null = null;
  private rate: number | null = null;
  private readonly asking = new EngineChannel();
  private whatIf = false;
  private nudged: DataCell | null = null;
  /** L·U at the end of the training before the last nudge. */
  private before: MatrixPayload | null = null;

  constructor(
    private readonly course: Timeline,
    private readonly host: InputsHost,
  ) {
    this.node.hidden = true;
  }

  get isOpen(): boolean {
    return !this.node.hidden;
  }

  /** What the last nudge did to each cell of L·U, where that is asked for and known. */
  get change(): MatrixPayload | null {
    const { course, before } = this;
    if (!this.whatIf || !before || course.way !== "known" || !course.isAtEnd) return null;
    const now = this.ended();
    if (!now || now.rows !== before.rows || now.columns !== before.columns) return null;
    return { ...now, values: now.values.map((value, k) => value - before.values[k]) };
  }

  /** Opens the form on what is shown; nothing is trained before something is changed. */
  open(experiment: Experiment | null): void {
    if (!experiment) return;
    this.experiment = experiment;
    this.before = null;
    this.problem = null;
    this.node.hidden = false;
    if (!this.form) void this.load();
  }

  /** Opens the form on an experiment and trains it. @throws where it cannot be trained. */
  start(experiment: Experiment): void {
    this.course.train(experiment);
    this.open(experiment);
  }

  close(): void {
    this.node.hidden = true;
  }

  /** What stood here before is no longer what the workbench shows. */
  forget(): void {
    this.close();
    this.form?.dispose();
    this.form = null;
    this.asking.stop();
    this.experiment = null;
    this.before = null;
    this.whatIf = false;
  }

  show(look: Preferences): void {
    const { form, experiment, course } = this;
    if (!form || !experiment || !this.isOpen) return;
    const trace = course.trace?.ended ? course.trace : null;
    const problem = this.problem ?? course.problem;
    form.show(
      {
        experiment,
        trace: course.trace,
        running: course.way === "waking",
        verdict: trace && this.judge(trace),
        workingRate: this.rate,
        predicted: course.predicted,
        playing: this.host.isPlaying(),
        ...(problem === null ? {} : { error: problem }),
      },
      look,
    );
  }

  dispose(): void {
    this.disposed = true;
    this.asking.dispose();
    this.form?.dispose();
  }

  private async load(): Promise<void> {
    const { PlaygroundForm } = await import("../playground/form");
    if (this.disposed || this.form) return;
    this.form = new PlaygroundForm({
      onChange: (experiment, nudged) => this.take(experiment, nudged),
      onCompareSeeds: (count) => this.experiment && this.course.compareSeeds(this.experiment, count),
      onPlay: () => this.host.play(),
      onStep: () => {
        this.course.step();
        this.host.draw();
      },
      onWhatIf: (on) => {
        this.whatIf = on;
        this.host.draw();
      },
      onReset: () => this.host.reset(),
    });
    this.node.replaceChildren(this.form.node);
    this.host.draw();
  }

  private take(experiment: Experiment, nudged?: DataCell): void {
    const before = nudged ? this.beforeNudge(nudged) : null;
    this.nudged = nudged ?? null;
    this.experiment = experiment;
    try {
      this.course.train(experiment);
      this.problem = null;
      this.before = before;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.host.onExperiment();
    this.host.draw();
  }

  /** Nudges of one cell after the other count from where it stood before the first. */
  private beforeNudge({ row, column }: DataCell): MatrixPayload | null {
    const goesOn = this.nudged?.row === row && this.nudged.column === column;
    return goesOn ? this.before : (this.ended() ?? this.before);
  }

  /** L·U at the end of the training that is shown; null while it is under way. */
  private ended(): MatrixPayload | null {
    const { trace, subject, frames } = this.course;
    if (!trace?.ended || !subject) return null;
    const { L, U } = factorsOf(subject, frames[frames.length - 1]);
    return product(L, U);
  }

  /** Judged once for each trace, since looking for the rank takes its time. */
  private judge(trace: Trace): Verdict | null {
    const { experiment } = this;
    if (!experiment) return null;
    if (this.judged?.trace !== trace) {
      this.judged = { trace, verdict: verdict(experiment, trace) };
      this.rate = null;
      this.askForRate(experiment);
    }
    return this.judged.verdict;
  }

  /** A rate that works, where this one does not: found by training, so that the worker looks for it. */
  private askForRate(experiment: Experiment): void {
    this.asking.stop();
    const state = this.judged?.verdict.state;
    if (state !== "diverged" && state !== "oscillating") return;
    this.asking.ask({ kind: "rate", experiment }, (answer) => {
      if (answer.kind !== "rate") return;
      this.rate = answer.rate;
      this.host.draw();
    });
  }
}
