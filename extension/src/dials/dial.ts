import { cellColours, formatNumber } from "factorlab/view";
import type { ColourScale, FactorEntry } from "factorlab/view";
import { element, setText } from "../dom";
import type { Preferences } from "../preferences";
import { localNumber } from "../words";
import type { DialScale } from "./scale";

/** What all dials share. */
export interface DialLook {
  readonly scale: DialScale;
  readonly colours: ColourScale;
  /** Whether no number may be negative. */
  readonly nonnegative: boolean;
  readonly look: Preferences;
  /** Differs where the same number looks another way. */
  readonly key: string;
}

/** A number of L or U that can be turned. */
export class Dial {
  readonly node = element("div", {
    class: "factorlab-dial",
    attributes: { role: "slider", tabindex: "-1", "aria-orientation": "vertical" },
  });
  value = NaN;
  private key = "";
  private text = "";
  private background = "";

  constructor(readonly entry: FactorEntry) {
    const { factor, row, column } = entry;
    this.node.dataset.entry = `${factor} ${row} ${column}`;
  }

  show(value: number, { scale, colours, nonnegative, look, key }: DialLook): void {
    if (value === this.value && key === this.key) return;
    this.key = key;
    this.value = value;
    const text = localNumber(formatNumber(value, scale.decimals));
    if (text !== this.text) setText(this.node, text);
    this.text = text;
    const shade = cellColours(colours, value, look.theme, look.palette);
    if (shade.background !== this.background) {
      this.node.style.backgroundColor = this.background = shade.background;
      this.node.style.color = shade.text;
    }
    const reach = Math.max(scale.reach, Math.abs(value));
    const least = nonnegative ? 0 : -reach;
    const share = ((value - least) / (reach - least)).toFixed(3);
    this.node.style.backgroundPositionX = `calc(1px + (100% - 2px) * ${share}), 50%`;
    this.node.ariaValueMin = String(least);
    this.node.ariaValueMax = String(reach);
    this.node.ariaValueNow = String(value);
    this.node.ariaValueText = text;
  }

  /** Chooses it, or another one. A chosen dial is where the Tab key leads. */
  choose(chosen: boolean): void {
    this.node.toggleAttribute("data-chosen", chosen);
  }

  name(name: string): void {
    if (this.node.ariaLabel !== name) this.node.ariaLabel = name;
  }
}
