import type { Experiment, Trace, Verdict } from "factorlab/view";
import { element } from "../dom";
import type { Preferences } from "../preferences";
import { currentLanguage, t } from "../words";
import { EditHistory } from "./edit-history";
import { pasted, withCell } from "./edits";
import { FormParts } from "./form-parts";

/** Whoever trains what the form says. */
export interface PlaygroundHost {
  /**
   * The experiment is another one; called at most once a frame.
   * @param nudged the cell that was moved by a small step, if that was the change.
   */
  onChange(experiment: Experiment, nudged?: { row: number; column: number }): void;
  onCompareSeeds(count: number): void;
  /** Play, or pause. */
  onPlay(): void;
  onStep(): void;
  /** The experiment went back to what was shown first; `onChange` says so too. */
  onReset?(): void;
  /** Whether to show what a nudge changed. Without it there is no such switch. */
  onWhatIf?(on: boolean): void;
}

/** What the form shows. */
export interface PlaygroundState {
  /** As `onChange` gave it, the same object. Another one is a change from outside, which the form takes over. */
  experiment: Experiment;
  trace: Trace | null;
  /** Whether it is being trained just now. */
  running: boolean;
  verdict: Verdict | null;
  /** A rate that works, where one was looked for. */
  workingRate?: number | null;
  /** L·U, rows × columns, row by row: what the product makes of the unknown cells. */
  predicted?: ArrayLike<number>;
  /** Whether the iterations are being played. */
  playing: boolean;
  /** Why the experiment cannot be trained. */
  error?: string;
}

/** "Try your inputs here!": an experiment as a form. It owns the experiment; its host trains it. */
export class PlaygroundForm {
  /** Keys that are typed here are not for JupyterLab: `dd` in a cell of the grid deletes no cell of the notebook. */
  readonly node = element("section", {
    class: "factorlab-playground",
    attributes: { "data-lm-suppress-shortcuts": "true" },
  });
  private parts: FormParts | null = null;
  private language = "";
  private history: EditHistory<Experiment> | null = null;
  private original: Experiment | null = null;
  private state: PlaygroundState | null = null;
  private frame = 0;
  private nudged: { row: number; column: number } | undefined;

  constructor(private readonly host: PlaygroundHost) {
    this.node.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** Shows a state, or brings the form up to date; what is being typed stays. */
  show(state: PlaygroundState, _look: Preferences): void {
    const isNews = state.experiment !== this.state?.experiment && !this.emitted.has(state.experiment);
    this.state = state;
    if (!this.history) this.history = new EditHistory(state.experiment);
    else if (isNews && state.experiment !== this.history.current) this.takeOver(state.experiment);
    this.original ??= state.experiment;
    if (!this.parts || this.language !== currentLanguage()) this.build();
    this.refresh();
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.node.replaceChildren();
  }

  /** What the host was told: not news when it comes back, even late. */
  private readonly emitted = new WeakSet<Experiment>();

  private get experiment(): Experiment {
    if (!this.history) throw new Error("The form is shown before it is used.");
    return this.history.current;
  }

  private build(): void {
    this.language = currentLanguage();
    this.node.setAttribute("aria-label", t("Try your inputs here!"));
    this.parts = new FormParts({
      experiment: () => this.experiment,
      onExperiment: (experiment) => this.change(experiment),
      onCell: (row, column, value) => this.change(withCell(this.experiment, row, column, value)),
      onNudge: (row, column, value) => this.nudge(row, column, value),
      onPaste: (table, row, column) => this.change(pasted(this.experiment, table, row, column)),
      onOption: (option) => this.change({ ...this.experiment, ...option }, Object.keys(option)[0]),
      onSettled: () => this.history?.seal(),
      onUndo: () => this.travel("undo"),
      onRedo: () => this.travel("redo"),
      onReset: () => this.reset(),
      onPlay: () => this.host.onPlay(),
      onStep: () => this.host.onStep(),
      onCompareSeeds: (count) => this.host.onCompareSeeds(count),
      ...(this.host.onWhatIf && { onWhatIf: (on: boolean) => this.host.onWhatIf?.(on) }),
    });
    this.node.replaceChildren(...this.parts.nodes);
  }

  private refresh(): void {
    if (!this.parts || !this.history || !this.state) return;
    const { canUndo, canRedo, current } = this.history;
    this.parts.showExperiment(current, { canUndo, canRedo, canReset: current !== this.original });
    this.parts.showState(this.state);
  }

  /** A change from outside: what was about to be told to the host is out of date. */
  private takeOver(experiment: Experiment): void {
    cancelAnimationFrame(this.frame);
    this.history?.push(experiment);
    this.parts?.whatIf.clear();
    if (JSON.stringify(experiment) === JSON.stringify(this.original)) this.original = experiment;
  }

  private nudge(row: number, column: number, value: number): void {
    const before = this.experiment.data[row][column];
    if (before === null || before === value) return;
    this.parts?.whatIf.nudged(row, column, before, value);
    this.change(withCell(this.experiment, row, column, value), `nudge ${row} ${column}`, { row, column });
  }

  private change(experiment: Experiment, key: string | null = null, nudged?: typeof this.nudged): void {
    if (!experiment.data.some((row) => row.some((value) => value !== null))) {
      this.parts?.complain(t("One number at least has to be known."));
      return;
    }
    this.parts?.complain(null);
    this.history?.push(experiment, key);
    this.announce(nudged);
  }

  private travel(way: "undo" | "redo"): void {
    const before = this.experiment;
    if (this.history?.[way]() !== before) this.announce();
  }

  private reset(): void {
    if (!this.original || this.experiment === this.original) return;
    this.change(this.original);
    this.host.onReset?.();
  }

  /** Shows the experiment as it is now, and tells the host with the next frame, once for all until then. */
  private announce(nudged?: typeof this.nudged): void {
    if (!nudged) this.parts?.whatIf.clear();
    this.nudged = nudged;
    this.refresh();
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.emitted.add(this.experiment);
      this.host.onChange(this.experiment, this.nudged);
    });
  }

  private onKey(event: KeyboardEvent): void {
    // The notebook around an output listens too.
    event.stopPropagation();
    const { key, ctrlKey, metaKey, shiftKey, altKey, target } = event;
    if (!(ctrlKey || metaKey) || altKey || isWriting(target)) return;
    const letter = key.toLowerCase();
    if (letter === "z") this.travel(shiftKey ? "redo" : "undo");
    else if (letter === "y") this.travel("redo");
    else return;
    event.preventDefault();
  }
}

/** In a text that is being written, the browser itself takes back what was typed. */
function isWriting(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && target.type === "text";
}
