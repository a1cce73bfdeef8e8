import { product, verdict } from "factorlab/view";
import type { Experiment, MatrixPayload, Trace, Verdict } from "factorlab/view";
import { EngineChannel } from "../engine/client";
import { element } from "../dom";
import type { Hiding } from "../guess/hiding";
import type { PlaygroundForm } from "../playground/form";
import type { Preferences } from "../preferences";
import type { Timeline } from "./timeline";
import { factorsOf } from "./subject";

/** The workbench around the inputs. */
export interface InputsHost {
  draw(): void;
  /** Plays or pauses the training. */
  play(): void;
  isPlaying(): boolean;
  /** Shows the output again. */
  reset(): void;
  /** Switches between hiding cells by a click and not. */
  onHiding(on: boolean): void;
}

/** A cell of the data. */
interface DataCell {
  row: number;
  column: number;
}

/** The form for a person's own inputs, loaded when it is opened, and the results of its experiment. */
export class Inputs {
  readonly node = element("div", { class: "factorlab-inputs" });
  experiment: Experiment | null = null;
  private form: PlaygroundForm | null = null;
  /** That of the workbench which this one goes on with. */
  private earlier: PlaygroundForm | null = null;
  private disposed = false;
  private problem: string | null = null;
  private judged: { trace: Trace; verdict: Verdict } | null = null;
  private rate: number | null = null;
  private readonly asking = new EngineChannel();
  private whatIf = false;
  private nudged: DataCell | null = null;
  /** L·U at the end of the training before the last nudge. */
  private before: MatrixPayload | null = null;

  /** Changes that wait for the form. */
  private waiting: ((form: PlaygroundForm) => void)[] = [];

  constructor(
    private readonly timeline: Timeline,
    private readonly hiding: Hiding,
    private readonly host: InputsHost,
  ) {
    this.node.hidden = true;
  }

  get isOpen(): boolean {
    return !this.node.hidden;
  }

  /** Changes a cell of the data where it is looked at, as in the form's table. */
  edit(row: number, column: number, value: number | null): void {
    this.form?.setCell(row, column, value);
  }

  /** Changes the experiment as the form does, which has to be open, but may still be loading. */
  changeBy(change: (experiment: Experiment) => Experiment, key?: string): void {
    this.whenLoaded((form) => form.changeBy(change, key));
  }

  /** Ends a change, so that the next one is undone by itself. */
  seal(): void {
    this.form?.seal();
  }

  private whenLoaded(action: (form: PlaygroundForm) => void): void {
    if (this.form) action(this.form);
    else this.waiting.push(action);
  }

  /** What the last nudge changed in each cell of L·U; null if that is not asked for or not known. */
  get change(): MatrixPayload | null {
    const { timeline, before } = this;
    if (!this.whatIf || !before || timeline.replayState !== "known" || !timeline.isAtEnd) return null;
    const now = this.ended();
    if (!now || now.rows !== before.rows || now.columns !== before.columns) return null;
    return { ...now, values: now.values.map((value, k) => value - before.values[k]) };
  }

  /** Opens the form on the shown experiment; nothing is trained before a change. */
  open(experiment: Experiment | null): void {
    if (!experiment) return;
    this.experiment = experiment;
    this.before = null;
    this.problem = null;
    this.node.hidden = false;
    if (!this.form) void this.load();
  }

  /** Opens the form on an experiment and trains it. @throws if it cannot be trained. */
  start(experiment: Experiment): void {
    this.timeline.train(experiment);
    this.open(experiment);
  }

  /** Goes on with what a person has begun in the form of another workbench on the same output. */
  takeOver(other: Inputs): void {
    this.earlier = other.form;
    this.open(other.experiment);
    if (!other.isOpen) this.close();
    const { whatIf, nudged, before, problem } = other;
    Object.assign(this, { whatIf, nudged, before, problem });
  }

  close(): void {
    this.node.hidden = true;
  }

  /** Notes the features of the plane that is open beside it, for links and copies; null where it is closed. */
  notePlane(features: readonly number[] | null): void {
    const { experiment } = this;
    if (!experiment || String(experiment.plane ?? "") === String(features ?? "")) return;
    this.experiment = { ...experiment };
    if (features) this.experiment.plane = [...features];
    else delete this.experiment.plane;
  }

  /** Notes the numbers that were turned by hand, for links and copies; null where none was. */
  noteHand(hand: Experiment["hand"] | null): void {
    const { experiment } = this;
    if (!experiment || JSON.stringify(experiment.hand ?? null) === JSON.stringify(hand)) return;
    this.experiment = { ...experiment };
    if (hand) this.experiment.hand = hand;
    else delete this.experiment.hand;
  }

  /** Drops the form and its experiment, as the workbench shows something else. */
  forget(): void {
    this.close();
    this.form?.dispose();
    this.form = null;
    this.asking.stop();
    this.experiment = null;
    this.before = null;
    this.whatIf = false;
    this.waiting = [];
  }

  show(look: Preferences): void {
    const { form, experiment, timeline } = this;
    if (!form || !experiment || !this.isOpen) return;
    const trace = timeline.trace?.ended ? timeline.trace : null;
    const problem = this.problem ?? timeline.problem;
    form.show(
      {
        experiment,
        trace: timeline.trace,
        running: timeline.replayState === "waking",
        verdict: trace && this.judge(trace),
        workingRate: this.rate,
        predicted: timeline.predicted,
        seeds: this.seedProducts(),
        change: this.change,
        hiding: this.hiding,
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
    const host = {
      onChange: (experiment: Experiment, nudged?: DataCell) => this.take(experiment, nudged),
      onCompareSeeds: (count: number) =>
        this.experiment && this.timeline.compareSeeds(this.experiment, count),
      onPlay: () => this.host.play(),
      onStep: () => {
        this.timeline.step();
        this.host.draw();
      },
      onWhatIf: (on: boolean) => {
        this.whatIf = on;
        this.host.draw();
      },
      onReset: () => this.host.reset(),
      onHiding: (on: boolean) => this.host.onHiding(on),
      onGuess: (cell: DataCell, value: number | null) => {
        this.hiding.guess(cell, value);
        this.host.draw();
      },
    };
    this.form = new PlaygroundForm(host, this.earlier);
    this.earlier = null;
    this.node.replaceChildren(this.form.node);
    this.host.draw();
    for (const action of this.waiting.splice(0)) action(this.form);
  }

  private take(experiment: Experiment, nudged?: DataCell): void {
    const before = nudged ? this.beforeNudge(nudged) : null;
    this.nudged = nudged ?? null;
    this.experiment = experiment;
    try {
      this.timeline.train(experiment);
      this.problem = null;
      this.before = before;
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
    }
    this.host.draw();
  }

  /** Finds L·U before a nudge; consecutive nudges of one cell count from the state before the first. */
  private beforeNudge({ row, column }: DataCell): MatrixPayload | null {
    const continues = this.nudged?.row === row && this.nudged.column === column;
    return continues ? this.before : (this.ended() ?? this.before);
  }

  /** L·U at the end of the training; null while it is running. */
  private ended(): MatrixPayload | null {
    const { trace, subject, frames } = this.timeline;
    if (!trace?.ended || !subject) return null;
    const { L, U } = factorsOf(subject, frames[frames.length - 1]);
    return product(L, U);
  }

  /** L·U of the training and of those with other seeds, where these were asked for. */
  private seedProducts(): readonly (readonly number[])[] {
    const { otherProducts } = this.timeline;
    const own = otherProducts.length > 0 ? this.ended() : null;
    return own ? [own.values, ...otherProducts] : [];
  }

  /** Judges each trace once, since finding the rank takes time. */
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

  /** Asks the worker for a learning rate that works if this one does not; it is found by training. */
  private askForRate(experiment: Experiment): void {
    this.asking.stop();
    const state = this.judged?.verdict.state;
    if (state !== "diverged" && state !== "oscillating" && state !== "stalled") return;
    this.asking.ask({ kind: "rate", experiment }, (answer) => {
      if (answer.kind !== "rate") return;
      this.rate = answer.rate;
      this.host.draw();
    });
  }
}
