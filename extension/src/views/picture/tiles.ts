import { element, replaceChildren, setText } from "../../dom";
import { t } from "../../words";
import type { Factors } from "./factors";
import { paint } from "../raster";
import type { Ink, Numbers } from "../raster";

/** Each feature as a picture, L[:, t]·U[t, :]: their sum is the picture that they make. A click leaves one out. */
export class Tiles {
  readonly node = element("div", {
    class: "factorlab-tiles",
    attributes: { role: "group", "aria-label": t("Features, as pictures") },
  });
  private tiles: { button: HTMLButtonElement; canvas: HTMLCanvasElement; name: HTMLElement }[] = [];

  /** @param onToggle is called with the number of a feature, counted from 0. */
  constructor(private readonly onToggle: (feature: number) => void) {}

  /** @param inkFor the colours of one feature's numbers. */
  show(
    { L, U, features }: Factors,
    { rows, columns }: Pick<Numbers, "rows" | "columns">,
    leftOut: ReadonlySet<number>,
    inkFor: (values: ArrayLike<number>) => Ink,
  ): void {
    while (this.tiles.length < features) this.tiles.push(this.tile(this.tiles.length));
    this.tiles.slice(0, features).forEach(({ button, canvas, name }, feature) => {
      const tile = tileOf({ L, U, features }, { rows, columns }, feature);
      paint(canvas, tile, inkFor(tile.values));
      button.setAttribute("aria-pressed", String(!leftOut.has(feature)));
      setText(name, String(feature + 1));
    });
    const shown = this.tiles.slice(0, features).map(({ button }) => button);
    if (this.node.childElementCount !== shown.length) replaceChildren(this.node, shown);
  }

  private tile(feature: number): { button: HTMLButtonElement; canvas: HTMLCanvasElement; name: HTMLElement } {
    const canvas = element("canvas", { attributes: { "aria-hidden": "true" } });
    const name = element("span");
    const button = element("button", { class: "factorlab-tile", children: [canvas, name] });
    button.type = "button";
    button.setAttribute("aria-label", t("feature {number}", { number: feature + 1 }));
    button.title = t("Click: with or without this feature");
    button.addEventListener("click", () => this.onToggle(feature));
    return { button, canvas, name };
  }
}

/** A tile is some 70 pixels wide: of more rows or columns, not every one would be seen. */
const MOST_PIXELS = 100;

/** The numbers of a feature's picture, or those of every so many of its rows and columns. */
function tileOf(
  { L, U, features }: Factors,
  { rows: allRows, columns: allColumns }: Pick<Numbers, "rows" | "columns">,
  feature: number,
): Numbers {
  const step = Math.ceil(Math.max(allRows, allColumns) / MOST_PIXELS);
  const [rows, columns] = [Math.ceil(allRows / step), Math.ceil(allColumns / step)];
  // By plain loops: what `from` makes number by number takes a hundred times as long, and the page waits for it.
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const weight = L[i * step * features + feature];
    for (let j = 0; j < columns; j++) values[i * columns + j] = weight * U[feature * allColumns + j * step];
  }
  return { rows, columns, values };
}
