import { seenData, withHeldOut } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { element, replaceChildren } from "../dom";
import { isHidden, withHidden, withRandomFifth } from "../guess/hiding";
import type { HiddenCell } from "../guess/hiding";
import { undoOrRedo } from "../keys";
import type { Preferences } from "../preferences";
import { currentLanguage, t } from "../words";
import { EditHistory } from "./edit-history";
import { pasted, withCell } from "./edits";
import { FormParts } from "./form-parts";
import type { PlaygroundState } from "./state";

/** Trains the form's experiment. */
export interface PlaygroundHost {
  /**
   * The experiment has changed; called at most once a frame.
   * @param nudged the cell that was moved by a small step, if that was the change.
   */
  onChange(experiment: Experiment, nudged?: { row: number; column: number }): void;
  onCompareSeeds(count: number): void;
  /** Play, or pause. */
  onPlay(): void;
  onStep(): void;
  /** The experiment went back to the one shown first; `onChange` is called as well. */
  onReset?(): void;
  /** Switches between hiding cells by a click and not. */
  onHiding(on: boolean): void;
  /** A person has guessed a hidden cell; null takes the guess back. */
  onGuess(cell: HiddenCell, value: number | null): void;
  /** Switches between showing what a nudge changed and not. Without it the form has no such switch. */
  onWhatIf?(on: boolean): void;
}

/** "Try your inputs here!": an experiment as a form. It owns the experiment; its host trains it. */
export class PlaygroundForm {
  /** Suppresses JupyterLab's shortcuts: `dd` in a cell of the grid must not delete a cell of the notebook. */
  readonly node = element("section", {
    class: "factorlab-playground",
    attributes: { "data-lm-suppress-shortcuts": "true" },
  });
  private parts: FormParts | null = null;
  /** The parts in the language before. */
  private earlier: FormParts | null = null;
  private language = "";
  private history: EditHistory<Experiment> | null = null;
  private original: Experiment | null = null;
  private state: PlaygroundState | null = null;
  private frame = 0;
  private nudged: { row: number; column: number } | undefined;

  /** @param before the form of another workbench on the same output, whose changes can be undone here, too. */
  constructor(
    private readonly host: PlaygroundHost,
    before: PlaygroundForm | null = null,
  ) {
    this.history = before?.history ?? null;
    this.original = before?.original ?? null;
    this.state = before?.state ?? null;
    this.earlier = before?.parts ?? null;
    this.node.addEventListener("keydown", (event) => undoOrRedo(event, (where) => this.travel(where)));
  }

  /** Shows a state, or updates the form; text that is being typed stays. */
  show(state: PlaygroundState, _look: Preferences): void {
    const isNews = state.experiment !== this.state?.experiment && !this.emitted.has(state.experiment);
    this.state = state;
    if (!this.history) this.history = new EditHistory(state.experiment);
    else if (isNews && sameForm(state.experiment, this.history.current)) this.amend(state.experiment);
    else if (isNews && state.experiment !== this.history.current) this.takeOver(state.experiment);
    this.original ??= state.experiment;
    if (!this.parts || this.language !== currentLanguage()) this.build();
    this.refresh();
  }

  /** Changes a cell as the grid does. */
  setCell(row: number, column: number, value: number | null): void {
    if (this.history && this.experiment.data[row]?.[column] !== value) this.write(row, column, value);
  }

  /** Changes the experiment from outside the form. @param key consecutive changes with the same key are undone as one. */
  changeBy(change: (experiment: Experiment) => Experiment, key?: string): void {
    if (this.history) this.change(change(this.experiment), key);
  }

  /** Ends a change, so that the next one with the same key counts as another. */
  seal(): void {
    this.history?.seal();
  }

  dispose(): void {
    this.parts?.dispose();
    cancelAnimationFrame(this.frame);
    this.node.replaceChildren();
  }

  /** The experiments that the host was given; they are not news when they come back, even late. */
  private readonly emitted = new WeakSet<Experiment>();

  private get experiment(): Experiment {
    if (!this.history) throw new Error("The form is shown before it is used.");
    return this.history.current;
  }

  private build(): void {
    this.language = currentLanguage();
    this.node.setAttribute("aria-label", t("Try your inputs here!"));
    this.parts?.dispose();
    const earlier = this.parts ?? this.earlier;
    this.earlier = null;
    this.parts = new FormParts({
      experiment: () => this.experiment,
      onExperiment: (experiment) => this.change(experiment),
      onCell: (row, column, value) => this.write(row, column, value),
      onHide: (row, column, hide) => this.change(withHidden(this.experiment, { row, column }, hide), "hide"),
      onHiding: (on) => this.host.onHiding(on),
      onHideSome: () => this.hideSome(),
      onHideNone: () => this.change(withHeldOut(this.experiment, [])),
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
    if (earlier) this.parts.takeOver(earlier);
    replaceChildren(this.node, this.parts.nodes);
  }

  private refresh(): void {
    if (!this.parts || !this.history || !this.state) return;
    const { canUndo, canRedo, current } = this.history;
    this.parts.showExperiment(current, this.state.hiding, {
      canUndo,
      canRedo,
      canReset: current !== this.original,
    });
    this.parts.showState(this.state);
  }

  /** Takes a change beside the form, which is not undone here. */
  private amend(experiment: Experiment): void {
    if (this.original === this.experiment) this.original = experiment;
    this.history?.amend(experiment);
  }

  /** Takes a change from outside and drops any announcement that is still to come. */
  private takeOver(experiment: Experiment): void {
    cancelAnimationFrame(this.frame);
    this.history?.push(experiment);
    this.parts?.complain(null);
    this.parts?.whatIf.clear();
    if (JSON.stringify(experiment) === JSON.stringify(this.original)) this.original = experiment;
  }

  /** Hides some cells at random, if there are any that are not all that is known of their row or column. */
  private hideSome(): void {
    const changed = withRandomFifth(this.experiment);
    if (changed.heldOut) this.change(changed);
    else this.parts?.complain(t("Each number is all that is known of its row or its column."));
  }

  /** Writes a number into a cell; into a hidden one, a guess. */
  private write(row: number, column: number, value: number | null): void {
    if (isHidden(this.experiment, { row, column })) this.host.onGuess({ row, column }, value);
    else this.change(withCell(this.experiment, row, column, value));
  }

  private nudge(row: number, column: number, value: number): void {
    const before = this.experiment.data[row][column];
    if (before === null || before === value) return;
    this.parts?.whatIf.nudged(row, column, before, value);
    this.change(withCell(this.experiment, row, column, value), `nudge ${row} ${column}`, { row, column });
  }

  private change(changed: Experiment, key: string | null = null, nudged?: typeof this.nudged): void {
    // What was held out stays so where it is still there.
    const experiment = changed.heldOut ? withHeldOut(changed, changed.heldOut) : changed;
    if (!seenData(experiment).some((row) => row.some((value) => value !== null))) {
      this.parts?.complain(
        experiment.heldOut
          ? t("One number at least has to be seen.")
          : t("One number at least has to be known."),
      );
      return;
    }
    this.parts?.complain(null);
    this.history?.push(experiment, key);
    this.announce(nudged);
  }

  private travel(direction: "undo" | "redo"): void {
    const before = this.experiment;
    if (this.history?.[direction]() !== before) this.announce();
  }

  private reset(): void {
    if (!this.original || this.experiment === this.original) return;
    this.change(this.original);
    this.host.onReset?.();
  }

  /** Shows the present experiment, and tells the host in the next frame, once for all changes until then. */
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
}

/** Whether two experiments differ alone in what is done beside the form: in the plane, and in the dials. */
function sameForm(a: Experiment, b: Experiment): boolean {
  const beside = { plane: null, hand: null };
  return JSON.stringify({ ...a, ...beside }) === JSON.stringify({ ...b, ...beside });
}
