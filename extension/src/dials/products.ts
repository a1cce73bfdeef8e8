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

/** What is seen of a cell of L·U: its number, that of the data below it, and its error as the colour. */
export class ProductFace {
  private readonly number = element("span", { class: "factorlab-dials-product" });
  private readonly wanted = element("span", { class: "factorlab-dials-wanted" });
  readonly node = element("div", { class: "factorlab-dials-cell", children: [this.number, this.wanted] });

  draw(product: number, value: number | null, { colours, decimals, own }: Shades, look: Preferences): void {
    setText(this.number, localNumber(formatNumber(product, decimals)));
    setText(this.wanted, value === null ? UNKNOWN : localNumber(formatNumber(value, own)));
    const { background, text } =
      value === null
        ? { background: "", text: "" }
        : cellColours(colours, value - product, look.theme, look.palette);
    this.node.toggleAttribute("data-unknown", value === null);
    this.node.style.backgroundColor = background;
    this.node.style.color = text;
  }
}

/** How the cells of L·U are written and coloured. */
interface Shades {
  readonly data: CellsPayload;
  readonly colours: ColourScale;
  readonly decimals: number;
  readonly own: number;
}

/** What is seen in the place of some cells, by their places. */
type Over = ReadonlyMap<number, ProductFace> | null;

/** The cells of L·U. */
export class Products {
  readonly nodes: readonly HTMLElement[];
  private readonly faces: readonly ProductFace[];
  private readonly shown: number[] = [];
  /** The cells that wait for what is seen in their place to go. */
  private readonly late = new Set<number>();
  private key = "";
  private scale: Shades | null = null;

  constructor(count: number) {
    this.faces = Array.from({ length: count }, () => new ProductFace());
    this.nodes = this.faces.map(({ node }) => node);
  }

  /** @param L rows × features. @param U features × columns. */
  show(
    data: CellsPayload,
    { L, U }: { L: ArrayLike<number>; U: ArrayLike<number> },
    features: number,
    look: Preferences,
    key: string,
    over: Over,
  ): void {
    const all = key !== this.key || this.scale?.data !== data;
    this.key = key;
    const scale = this.scaleOf(data);
    for (let i = 0; i < data.rows; i++) {
      for (let j = 0; j < data.columns; j++) {
        const k = i * data.columns + j;
        // One number goes into these cells alone.
        if (over && !over.has(k)) continue;
        let sum = 0;
        for (let t = 0; t < features; t++) sum += L[i * features + t] * U[t * data.columns + j];
        const changed = all || sum !== this.shown[k];
        this.shown[k] = sum;
        const face = over?.get(k);
        if (face) this.late.add(k);
        if (face ?? changed) (face ?? this.faces[k]).draw(sum, data.values[k], scale, look);
      }
    }
  }

  /** Draws the cells that waited. */
  settle(look: Preferences): void {
    const { scale } = this;
    if (!scale) return;
    for (const k of this.late) this.faces[k].draw(this.shown[k], scale.data.values[k], scale, look);
    this.late.clear();
  }

  /** Lights the cells that a number goes into. */
  light(entry: FactorEntry | null, columns: number): void {
    this.nodes.forEach((node, k) => {
      const [i, j] = [Math.floor(k / columns), k % columns];
      const lit = entry !== null && (entry.factor === "L" ? entry.row === i : entry.column === j);
      node.classList.toggle("factorlab-lit", lit);
    });
  }

  /** The colours of errors, by the range of the data alone: they do not change their meaning while a number is turned. */
  private scaleOf(data: CellsPayload): Shades {
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
