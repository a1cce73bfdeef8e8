import type { Experiment } from "factorlab/view";
import { element, setText } from "../dom";
import { t } from "../words";
import type { Hiding } from "../guess/hiding";
import { signButton, textButton } from "./buttons";
import { DataPart } from "./data-part";
import type { DataPartHost } from "./data-part";
import { Fields } from "./fields";
import { SeedsBox } from "./seeds-box";
import { Sharing } from "./sharing";
import type { PlaygroundState } from "./state";
import { VerdictBox } from "./verdict-box";
import { WhatIf } from "./what-if";

/** How many other seeds are compared with that of the form. */
const SEEDS = 5;

export interface FormPartsHost extends DataPartHost {
  experiment(): Experiment;
  onOption(option: Partial<Experiment>): void;
  onSettled(): void;
  onUndo(): void;
  onRedo(): void;
  onReset(): void;
  onPlay(): void;
  onStep(): void;
  onCompareSeeds(count: number): void;
  onWhatIf?(on: boolean): void;
}

/** Everything in the form, in one language. */
export class FormParts {
  readonly nodes: readonly HTMLElement[];
  readonly whatIf: WhatIf;
  private readonly data: DataPart;
  private readonly fields: Fields;
  private readonly verdict: VerdictBox;
  private readonly compared = new SeedsBox();
  private readonly sharing: Sharing;
  private readonly play: HTMLButtonElement;
  private readonly step: HTMLButtonElement;
  private readonly seeds: HTMLButtonElement;
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;
  private readonly reset: HTMLButtonElement;

  constructor(host: FormPartsHost) {
    this.undo = signButton("↶", t("Undo"), () => host.onUndo());
    this.redo = signButton("↷", t("Redo"), () => host.onRedo());
    this.reset = textButton(t("Reset"), () => host.onReset());
    this.play = textButton("", () => host.onPlay());
    this.step = textButton(t("One step"), () => host.onStep());
    this.seeds = textButton(t("Compare {count} seeds", { count: SEEDS + 1 }), () =>
      host.onCompareSeeds(SEEDS),
    );
    this.data = new DataPart(host);
    this.fields = new Fields(
      (option) => host.onOption(option),
      () => host.onSettled(),
    );
    this.verdict = new VerdictBox((learningRate) => host.onOption({ learningRate }));
    this.whatIf = new WhatIf((on) => host.onWhatIf?.(on), host.onWhatIf !== undefined);
    this.sharing = new Sharing({
      experiment: () => host.experiment(),
      onPaste: (experiment) => host.onExperiment(experiment),
    });
    this.nodes = [
      this.header(),
      this.verdict.node,
      this.fields.node,
      element("div", { class: "factorlab-buttons", children: [this.play, this.step, this.seeds] }),
      this.data.node,
      this.whatIf.node,
      this.compared.node,
      this.sharing.node,
    ];
  }

  /** Goes on with what a person has begun in the parts of another language. */
  takeOver(other: FormParts): void {
    this.whatIf.takeOver(other.whatIf);
    this.fields.takeOver(other.fields);
  }

  showExperiment(
    experiment: Experiment,
    hiding: Hiding,
    { canUndo, canRedo, canReset }: { canUndo: boolean; canRedo: boolean; canReset: boolean },
  ): void {
    this.data.show(experiment, hiding);
    this.fields.show(experiment);
    this.undo.disabled = !canUndo;
    this.redo.disabled = !canRedo;
    this.reset.disabled = !canReset;
  }

  showState(state: PlaygroundState): void {
    this.verdict.show(state);
    this.compared.show(state.experiment, state.seeds ?? []);
    this.whatIf.show(state.change ?? null);
    this.sharing.show();
    setText(this.play, state.playing ? t("❚❚ Pause") : t("▶ Play"));
    for (const button of [this.play, this.step, this.seeds]) button.disabled = state.error !== undefined;
  }

  dispose(): void {
    this.data.dispose();
  }

  complain(problem: string | null): void {
    this.data.complain(problem);
  }

  private header(): HTMLElement {
    const title = element("strong", { text: t("Try your inputs here!") });
    const tools = element("div", {
      class: "factorlab-buttons",
      children: [this.undo, this.redo, this.reset],
    });
    return element("div", { class: "factorlab-playground-header", children: [title, tools] });
  }
}
