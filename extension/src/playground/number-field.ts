import { readCell } from "factorlab/view";
import { element } from "../dom";
import { localNumber, t } from "../words";
import { TextField, uniqueId } from "./text-field";
import type { Reading } from "./text-field";

/** Maps values to positions on a slider, and back. */
export interface SliderScale {
  min: number;
  max: number;
  step: number;
  toPosition(value: number): number;
  toValue(position: number): number;
}

/** A scale on which position and value are the same number. */
export function linearScale(min: number, max: number): SliderScale {
  return { min, max, step: 1, toPosition: (value) => value, toValue: (position) => position };
}

/** A scale on which each power of ten takes the same length; values have two digits, and are whole if `whole`. */
export function logScale(least: number, most: number, whole: boolean): SliderScale {
  return {
    min: Math.log10(least),
    max: Math.log10(most),
    step: 0.02,
    toPosition: Math.log10,
    toValue: (position) => Number((whole ? Math.round(10 ** position) : 10 ** position).toPrecision(2)),
  };
}

/** Makes a reader of whole numbers within bounds. */
export function wholeNumber(least: number, most: number): (text: string) => Reading<number> {
  return (text) => {
    const value = readCell(text);
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most)
      return { value };
    return { problem: t("A whole number from {least} to {most}", { least, most }) };
  };
}

export function positiveNumber(text: string): Reading<number> {
  const value = readCell(text);
  return typeof value === "number" && value > 0 ? { value } : { problem: t("A number above 0") };
}

export function notNegativeNumber(text: string): Reading<number> {
  const value = readCell(text);
  return typeof value === "number" && value >= 0 ? { value } : { problem: t("A number from 0") };
}

/** A named value, set by a slider or typed as a number. */
export class NumberField {
  readonly node: HTMLElement;
  private readonly slider: HTMLInputElement;
  private readonly text: TextField<number>;

  /**
   * @param onChange is called with each valid value.
   * @param onSettled is called when the slider is released or a typed number is finished.
   */
  constructor(
    name: string,
    private readonly scale: SliderScale,
    read: (text: string) => Reading<number>,
    private readonly onChange: (value: number) => void,
    onSettled: () => void,
  ) {
    const label = element("label", { text: name });
    this.slider = this.makeSlider();
    label.htmlFor = this.slider.id;
    this.text = new TextField(name, read, (value) => {
      this.slide(value);
      onChange(value);
    });
    this.text.input.inputMode = "decimal";
    this.node = element("div", { class: "factorlab-field" });
    this.node.append(label, this.slider, this.text.input, this.text.message);
    this.node.addEventListener("change", onSettled);
  }

  show(value: number): void {
    this.text.show(value);
    this.slide(value);
  }

  private makeSlider(): HTMLInputElement {
    const { min, max, step } = this.scale;
    const slider = element("input", { attributes: { type: "range", step: String(step) } });
    Object.assign(slider, { id: uniqueId(), min: String(min), max: String(max) });
    slider.addEventListener("input", () => {
      const value = this.scale.toValue(Number(slider.value));
      slider.setAttribute("aria-valuetext", localNumber(String(value)));
      this.text.show(value);
      this.onChange(value);
    });
    return slider;
  }

  /** Moves the slider to a value, or to its end if the value is beyond; leaves it if it has that value already. */
  private slide(value: number): void {
    this.slider.setAttribute("aria-valuetext", localNumber(String(value)));
    const { scale, slider } = this;
    if (scale.toValue(Number(slider.value)) === value) return;
    slider.value = String(Math.min(scale.max, Math.max(scale.min, scale.toPosition(value))));
  }
}
