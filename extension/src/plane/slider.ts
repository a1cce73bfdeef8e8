import { element, setText } from "../dom";

/** A slider with its name and its value in words. */
export class PlaneSlider {
  readonly node: HTMLLabelElement;
  private readonly input: HTMLInputElement;
  private readonly output = element("span", { class: "factorlab-plane-value" });

  /**
   * @param range the ends of the slider, and its step.
   * @param onSettled is called when it is released.
   */
  constructor(
    name: string,
    [min, max, step]: readonly [number, number, number],
    onInput: (value: number) => void,
    onSettled: () => void,
  ) {
    this.input = element("input", {
      attributes: { type: "range", min: String(min), max: String(max), step: String(step) },
    });
    this.input.addEventListener("input", () => onInput(Number(this.input.value)));
    this.input.addEventListener("change", onSettled);
    this.node = element("label", {
      class: "factorlab-plane-slider",
      children: [element("span", { text: name }), this.input, this.output],
    });
  }

  /** @param text the value as it is said. */
  show(value: number, text: string): void {
    if (Number(this.input.value) !== value) this.input.value = String(value);
    this.input.setAttribute("aria-valuetext", text);
    setText(this.output, text);
  }
}
