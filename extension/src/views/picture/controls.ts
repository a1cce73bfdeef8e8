import { element, replaceChildren } from "../../dom";
import { linearScale, NumberField, wholeNumber } from "../../playground/number-field";
import { textButton } from "../../playground/buttons";
import type { PictureMethod } from "factorlab/view";
import { t } from "../../words";

/** What the controls ask for. */
export interface ControlsListener {
  onFeatures(features: number): void;
  onMethod(method: PictureMethod): void;
  onFile(file: File): void;
  onUndo(): void;
  /** A dragged slider has been let go. */
  onSettled(): void;
}

/** The number of features, the method, and where pictures come from. */
export class PictureControls {
  readonly node = element("div", { class: "factorlab-picture-controls" });
  private readonly features = element("div", { class: "factorlab-fields" });
  private readonly methods: Readonly<Record<PictureMethod, HTMLButtonElement>>;
  private readonly undo: HTMLButtonElement;
  private field: NumberField | null = null;
  private most = 0;

  constructor(private readonly listener: ControlsListener) {
    this.methods = {
      svd: this.method("svd", t("SVD"), t("The best that so many features can do")),
      nmf: this.method("nmf", t("NMF"), t("Parts that only add up")),
      descent: this.method("descent", t("gradient descent"), t("Step by step, as the original notebook")),
    };
    const methods = element("div", {
      class: "factorlab-segments",
      attributes: { role: "group", "aria-label": t("Method") },
      children: Object.values(this.methods),
    });
    this.undo = textButton(t("Undo"), () => listener.onUndo());
    const buttons = element("div", { class: "factorlab-buttons", children: [this.choice(), this.undo] });
    const label = element("span", { text: t("Method") });
    const row = element("div", { class: "factorlab-field factorlab-method", children: [label, methods] });
    this.node.append(this.features, row, buttons);
  }

  show(state: {
    features: number;
    most: number;
    method: PictureMethod;
    canBeNmf: boolean;
    canUndo: boolean;
  }): void {
    if (this.field === null || this.most !== state.most) this.makeField(state.most);
    this.field?.show(state.features);
    for (const [method, button] of Object.entries(this.methods))
      button.setAttribute("aria-pressed", String(method === state.method));
    this.methods.nmf.disabled = !state.canBeNmf;
    this.methods.nmf.title = state.canBeNmf
      ? t("Parts that only add up")
      : t("Not for numbers below zero: parts only add up");
    this.undo.disabled = !state.canUndo;
  }

  private makeField(most: number): void {
    this.most = most;
    const { listener } = this;
    const scale = linearScale(1, most);
    this.field = new NumberField(
      t("Features"),
      scale,
      wholeNumber(1, most),
      (features) => listener.onFeatures(features),
      () => listener.onSettled(),
    );
    replaceChildren(this.features, [this.field.node]);
  }

  private method(method: PictureMethod, name: string, title: string): HTMLButtonElement {
    const button = element("button", { text: name, attributes: { type: "button" } });
    button.title = title;
    button.addEventListener("click", () => this.listener.onMethod(method));
    return button;
  }

  /** A button, since browsers' own field for a file speaks the browser's language and has its looks. */
  private choice(): HTMLElement {
    const input = element("input", { attributes: { type: "file", accept: "image/*", hidden: "" } });
    input.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file) this.listener.onFile(file);
      input.value = "";
    });
    const button = textButton(t("Choose a picture…"), () => input.click());
    return element("span", { children: [button, input] });
  }
}
