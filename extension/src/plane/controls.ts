import { featureName, formatLoss, formatNumber } from "factorlab/view";
import type { Labels, PlaneChange } from "factorlab/view";
import { element, replaceChildren, setText } from "../dom";
import { signButton, textButton } from "../playground/buttons";
import { localNumber, t } from "../words";
import { PlaneSlider } from "./slider";

/** What the controls show. */
export interface ControlsState {
  readonly features: readonly number[];
  /** How many features there are to choose from. */
  readonly count: number;
  readonly labels: Labels | undefined;
  readonly change: PlaneChange;
  readonly penalty: number;
  /** The largest penalty of the slider. */
  readonly mostPenalty: number;
  readonly loss: number;
  /** The loss of the same state as it was trained. */
  readonly trainedLoss: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly canReset: boolean;
  readonly canTrain: boolean;
}

/** Receives what is done with the controls. */
export interface ControlsHost {
  onFeatures(features: readonly number[]): void;
  onChange(change: Partial<PlaneChange>): void;
  onPenalty(penalty: number): void;
  /** A change has ended: the slider is released. */
  onSettled(): void;
  onUndo(): void;
  onRedo(): void;
  onReset(): void;
  onTrain(): void;
}

/** The sliders and buttons beside the plane. */
export class PlaneControls {
  readonly node = element("div", { class: "factorlab-plane-controls" });
  private readonly across = element("select");
  private readonly up = element("select");
  private readonly choice = element("div", { class: "factorlab-plane-choice" });
  private readonly turn: PlaneSlider;
  private readonly stretch: PlaneSlider;
  private readonly mirrored = element("input", { attributes: { type: "checkbox" } });
  private readonly penalty: PlaneSlider;
  private readonly loss = element("p", { class: "factorlab-plane-loss" });
  private readonly undo: HTMLButtonElement;
  private readonly redo: HTMLButtonElement;
  private readonly reset: HTMLButtonElement;
  private readonly train: HTMLButtonElement;
  private state: ControlsState | null = null;

  constructor(host: ControlsHost) {
    const settled = (): void => host.onSettled();
    this.turn = new PlaneSlider(t("Turn"), [-180, 180, 1], (turn) => host.onChange({ turn }), settled);
    this.stretch = new PlaneSlider(
      t("Stretch"),
      [-2, 2, 0.05],
      (power) => host.onChange({ stretch: 2 ** power }),
      settled,
    );
    this.penalty = new PlaneSlider(
      t("Penalty λ"),
      [0, 1, 0.01],
      (share) => host.onPenalty(share ** 2 * (this.state?.mostPenalty ?? 0)),
      settled,
    );
    this.penalty.node.title = t("The penalty on long arrows: it pulls them in, and L·U with them.");
    this.mirrored.addEventListener("change", () => {
      host.onChange({ mirrored: this.mirrored.checked });
      host.onSettled();
    });
    for (const select of [this.across, this.up])
      select.addEventListener("change", () => host.onFeatures(this.chosen(select)));
    this.undo = signButton("↶", t("Undo"), () => host.onUndo());
    this.redo = signButton("↷", t("Redo"), () => host.onRedo());
    this.reset = textButton(t("As trained"), () => host.onReset());
    this.train = textButton(t("Train from here"), () => host.onTrain());
    replaceChildren(this.node, this.parts());
  }

  show(state: ControlsState): void {
    this.state = state;
    const { change, penalty, mostPenalty, loss, trainedLoss } = state;
    this.choice.hidden = state.count < 3;
    this.fill(this.across, state.features[0]);
    this.fill(this.up, state.features[1]);
    this.turn.node.hidden = state.features.length < 2;
    this.turn.show(change.turn, `${localNumber(formatNumber(change.turn, 0))}°`);
    this.stretch.show(Math.log2(change.stretch), `× ${localNumber(formatNumber(change.stretch, 2))}`);
    this.mirrored.checked = change.mirrored;
    this.penalty.show(
      Math.sqrt(mostPenalty > 0 ? penalty / mostPenalty : 0),
      localNumber(formatLoss(penalty)),
    );
    this.undo.disabled = !state.canUndo;
    this.redo.disabled = !state.canRedo;
    this.reset.disabled = !state.canReset;
    this.train.hidden = !state.canTrain;
    const values = { loss: formatLoss(loss), trained: formatLoss(trainedLoss) };
    const same = values.loss === values.trained;
    setText(this.loss, same ? t("Loss {loss}", values) : t("Loss {loss}, as trained {trained}", values));
    this.loss.hidden = !Number.isFinite(loss) || !Number.isFinite(trainedLoss);
  }

  private parts(): HTMLElement[] {
    const labelled = (text: string, select: HTMLElement): HTMLElement =>
      element("label", { children: [element("span", { text }), select] });
    this.choice.append(labelled(t("Across"), this.across), labelled(t("Up"), this.up));
    const mirror = element("label", {
      class: "factorlab-plane-check",
      children: [this.mirrored, element("span", { text: t("Mirror") })],
    });
    const keeps = element("legend", { text: t("L and U change, L·U does not") });
    const turning = element("fieldset", {
      children: [keeps, this.turn.node, this.stretch.node, mirror],
    });
    const pulling = element("fieldset", {
      children: [element("legend", { text: t("L·U changes too") }), this.penalty.node],
    });
    const buttons = element("div", {
      class: "factorlab-buttons",
      children: [this.undo, this.redo, this.reset, this.train],
    });
    return [this.choice, turning, pulling, this.loss, buttons];
  }

  /** The features after one of them was chosen; the other gives way where it was the same. */
  private chosen(changed: HTMLSelectElement): number[] {
    const [across, up] = [Number(this.across.value), Number(this.up.value)];
    if (across !== up) return [across, up];
    const [before, other] = this.state?.features ?? [0, 1];
    return changed === this.across ? [across, before] : [other, up];
  }

  private fill(select: HTMLSelectElement, chosen: number | undefined): void {
    const { count = 0, labels } = this.state ?? {};
    const names = Array.from({ length: Math.min(count, MOST_CHOICES) }, (_, k) => featureName(k, labels, t));
    if (select.options.length !== names.length || names.some((name, k) => select.options[k].text !== name)) {
      const options = names.map((text, k) => element("option", { text, attributes: { value: String(k) } }));
      replaceChildren(select, options);
    }
    if (chosen !== undefined) select.value = String(chosen);
  }
}

/** The most features in a list to choose from. */
const MOST_CHOICES = 200;
