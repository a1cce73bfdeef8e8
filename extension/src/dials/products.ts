import {
  cellColours,
  decimalsFor,
  formatNumber,
  knownValues,
  largest,
  smallest,
  UNKNOWN,
} from "factorlab/view";
import type { CellsPayload, ColourScale, FactorEntry } from "factorlab/view";
import { element, setText } from "../dom";
import type { Preferences } from "../preferences";
import { localNumber } from "../words";

/** The cells of L·U: each with its number, that of the data below it, and its error as the colour. */
export class Products {
  readonly nodes: HTMLElement[];
  private readonly numbers: HTMLElement[];
  private readonly wanted: HTMLElement[];
  private readonly shown: number[] = [];
  private key = "";
  private scale: { data: CellsPayload; colours: ColourScale; decimals: number; own: number } | null = null;

  constructor(count: number) {
    const spans = (name: string): HTMLElement[] =>
      Array.from({ length: count }, () => element("span", { class: name }));
    this.numbers = spans("factorlab-dials-product");
    this.wanted = spans("factorlab-dials-wanted");
    this.nodes = this.numbers.map((number, k) =>
      element("div", { class: "factorlab-dials-cell", children: [number, this.wanted[k]] }),
    );
  }

  /** @param L rows × features. @param U features × columns. */
  show(
    data: CellsPayload,
    { L, U }: { L: ArrayLike<number>; U: ArrayLike<number> },
    features: number,
    look: Preferences,
    key: string,
  ): void {
    const all = key !== this.key || this.scale?.data !== data;
    this.key = key;
    const scale = this.scaleOf(data);
    for (let i = 0; i < data.rows; i++) {
      for (let j = 0; j < data.columns; j++) {
        let sum = 0;
        for (let t = 0; t < features; t++) sum += L[i * features + t] * U[t * data.columns + j];
        const k = i * data.columns + j;
        if (all || sum !== this.shown[k]) this.cell(k, sum, scale, look);
      }
    }
  }

  /** Lights the cells that a number goes into. */
  light(entry: FactorEntry | null, columns: number): void {
    this.nodes.forEach((node, k) => {
      const [i, j] = [Math.floor(k / columns), k % columns];
      const lit = entry !== null && (entry.factor === "L" ? entry.row === i : entry.column === j);
      node.classList.toggle("factorlab-lit", lit);
    });
  }

  private cell(
    k: number,
    sum: number,
    { data, colours, decimals, own }: NonNullable<Products["scale"]>,
    look: Preferences,
  ): void {
    const value = data.values[k];
    const text = localNumber(formatNumber(sum, decimals));
    const { background, text: ink } =
      value === null
        ? { background: "", text: "" }
        : cellColours(colours, value - sum, look.theme, look.palette);
    this.shown[k] = sum;
    setText(this.numbers[k], text);
    setText(this.wanted[k], value === null ? UNKNOWN : localNumber(formatNumber(value, own)));
    this.nodes[k].toggleAttribute("data-unknown", value === null);
    this.nodes[k].style.backgroundColor = background;
    this.nodes[k].style.color = ink;
  }

  /** The colours of errors, by the range of the data alone: they do not change their meaning while a number is turned. */
  private scaleOf(data: CellsPayload): NonNullable<Products["scale"]> {
    if (this.scale?.data === data) return this.scale;
    const known = knownValues(data);
    const range = largest(known) - smallest(known);
    const reach = range > 0 ? range : Math.abs(known[0]) || 1;
    const share = (error: number): number => (error / reach + 1) / 2;
    const own = decimalsFor(known);
    this.scale = { data, colours: { ramp: "diverging", share }, decimals: Math.max(2, own), own };
    return this.scale;
  }
}
