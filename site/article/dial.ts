import { element } from "../../extension/src/dom";
import { starsText } from "./parts";

/** What a dial measures: the stars that a person gives, or the share of a film. */
export type DialSide = "left" | "up";

const RANGES = { left: { most: 5, step: 0.25 }, up: { most: 1, step: 0.05 } };

/** A slider that fills as it is turned. */
export class Dial {
  readonly node: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly number = element("span", { class: "number", attributes: { "aria-hidden": "true" } });

  constructor(
    private readonly side: DialSide,
    name: string,
    onTurn: (value: number) => void,
  ) {
    const { most, step } = RANGES[side];
    this.input = element("input", {
      attributes: { type: "range", min: "0", max: String(most), step: String(step), "aria-label": name },
    });
    this.node = element("span", { class: `dial ${side}`, children: [this.input, this.number] });
    this.input.addEventListener("input", () => {
      this.show();
      onTurn(Number(this.input.value));
    });
  }

  set(value: number): void {
    this.input.value = String(value);
    this.show();
  }

  private show(): void {
    const value = Number(this.input.value);
    const share = value / RANGES[this.side].most;
    this.node.style.setProperty("--fill", `${share * 100}%`);
    // The number stands on the wider side of the edge.
    this.node.classList.toggle("high", share >= 0.5);
    this.number.textContent = dialText(this.side, value);
    const heard = this.side === "left" ? starsText(value, 2) : dialText("up", value);
    this.input.setAttribute("aria-valuetext", heard);
  }
}

/** The reading of a dial: `4.5 ★`, `70%`. */
export function dialText(side: DialSide, value: number): string {
  return side === "left" ? `${value} ★` : `${Math.round(value * 100)}%`;
}
