import type { CellsPayload, FactorEntry } from "factorlab/view";
import { element, replaceChildren } from "../dom";
import { DialFace } from "./dial";
import { ProductFace } from "./products";
import { linesOf } from "./layout";

/**
 * A second face of the chosen dial and of each cell of L·U that it goes into, over the first ones. While a person turns
 * it, these alone change: the page does not look into them, so that it neither lays out nor paints the hundreds of others
 * with each frame. The first faces follow when the dial stands.
 */
export class Strip {
  readonly node: HTMLElement;
  dial: DialFace | null = null;
  /** By the place of each cell in L·U. */
  cells: ReadonlyMap<number, ProductFace> = new Map();
  private readonly dialBox: HTMLElement;
  private readonly cellBox: HTMLElement;

  constructor() {
    const box = (): HTMLElement => element("div", { class: "factorlab-dials-strip" });
    [this.dialBox, this.cellBox] = [box(), box()];
    this.node = element("div", {
      class: "factorlab-dials-over",
      attributes: { "aria-hidden": "true" },
      children: [this.dialBox, this.cellBox],
    });
  }

  /** Lies over a dial and its row or column of L·U. */
  place({ factor, row, column }: FactorEntry, { rows, columns }: CellsPayload, features: number): void {
    const { across, down } = linesOf(features);
    const isRow = factor === "L";
    const [line, place] = isRow ? [down.L + row, across.L + column] : [down.U + row, across.U + column];
    this.dialBox.style.gridArea = `${line} / ${place} / ${line + 1} / ${place + 1}`;
    this.cellBox.style.gridArea = isRow
      ? `${line} / ${across.U} / ${line + 1} / ${across.U + columns}`
      : `${down.L} / ${place} / ${down.L + rows} / ${place + 1}`;
    this.cellBox.style.gridAutoFlow = isRow ? "column" : "row";
    this.dial = new DialFace(element("div", { class: "factorlab-dial" }));
    const count = isRow ? columns : rows;
    const cells = Array.from({ length: count }, (_, k): [number, ProductFace] => {
      return [isRow ? row * columns + k : k * columns + column, new ProductFace()];
    });
    this.cells = new Map(cells);
    replaceChildren(this.dialBox, [this.dial.node]);
    replaceChildren(
      this.cellBox,
      cells.map(([, { node }]) => node),
    );
    this.show(false);
  }

  show(shown: boolean): void {
    this.node.toggleAttribute("data-shown", shown);
  }
}
