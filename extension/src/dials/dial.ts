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

/** What is seen of a dial: its number, its colour, and where its knob is. */
export class DialFace {
  private text = "";
  private background = "";

  constructor(readonly node: HTMLElement) {}

  draw(value: number, text: string, { scale, colours, nonnegative, look }: DialLook): void {
    const { node } = this;
    if (text !== this.text) setText(node, text);
    this.text = text;
    const shade = cellColours(colours, value, look.theme, look.palette);
    if (shade.background !== this.background) {
      node.style.backgroundColor = this.background = shade.background;
      node.style.color = shade.text;
    }
    const [least, most] = endsOf(value, scale, nonnegative);
    const share = ((value - least) / (most - least)).toFixed(3);
    node.style.backgroundPositionX = `calc(1px + (100% - 2px) * ${share}), 50%`;
  }
}

/** A number of L or U that can be turned. */
export class Dial {
  readonly node = element("div", {
    class: "factorlab-dial",
    attributes: { role: "slider", tabindex: "-1", "aria-orientation": "vertical" },
  });
  value = NaN;
  /** The number as it is written. */
  text = "";
  private readonly face = new DialFace(this.node);
  private key = "";

  constructor(readonly entry: FactorEntry) {
    const { factor, row, column } = entry;
    this.node.dataset.entry = `${factor} ${row} ${column}`;
  }

  /** @param over what is seen in its place, while it is turned. */
  show(value: number, shared: DialLook, over: DialFace | null = null): void {
    const { scale, nonnegative, key } = shared;
    if (value === this.value && key === this.key) return;
    this.key = key;
    this.value = value;
    this.text = localNumber(formatNumber(value, scale.decimals));
    this.draw(shared, over);
    const [least, most] = endsOf(value, scale, nonnegative);
    this.node.ariaValueMin = String(least);
    this.node.ariaValueMax = String(most);
    this.node.ariaValueNow = String(value);
    this.node.ariaValueText = this.text;
  }

  /** Draws it again, as what was seen in its place goes. */
  draw(shared: DialLook, over: DialFace | null = null): void {
    (over ?? this.face).draw(this.value, this.text, shared);
  }

  /** Chooses it, or another one. A chosen dial is where the Tab key leads. */
  choose(chosen: boolean): void {
    this.node.toggleAttribute("data-chosen", chosen);
  }

  name(name: string): void {
    if (this.node.ariaLabel !== name) this.node.ariaLabel = name;
  }
}

/** The ends of a dial, between which its number is. */
function endsOf(value: number, { reach }: DialScale, nonnegative: boolean): [least: number, most: number] {
  const most = Math.max(reach, Math.abs(value));
  return [nonnegative ? 0 : -most, most];
}
