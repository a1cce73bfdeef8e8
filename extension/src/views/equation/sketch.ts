import { element } from "../../dom";
import type { Region } from "./matrix-cell";
import type { Grid } from "./sight";
import type { CellContent } from "./table-cells";

/** The ring of what is pointed at and of what is picked, inside a cell, in pixels: it stays to be seen. */
const RING = { lit: 1, picked: 2 };
/** The dashes of predictions, and how far they stand inside the cell; as the style sheet has them. */
const DASHES = { pattern: [3, 2], inset: 1.5 };
/** The triangle of predictions beyond all known numbers: its distance from the side, its sizes, and from the edge. */
const BEYOND = { side: 4, width: 6, height: 5, edge: 1 };

/**
 * A picture of the cells of a table that change, over the table. While a person drags along the curve, the browser would
 * lay out and paint the whole table with each frame; the picture takes a fraction of that. The table itself, which is
 * what is read out, selected and pointed at, follows when the handle stands.
 */
export class Sketch {
  readonly node = element("canvas", { class: "factorlab-sketch", attributes: { "aria-hidden": "true" } });
  private ink: CanvasRenderingContext2D | null = null;
  private grid: Grid | null = null;
  private placed = "";
  /** The pixels of the screen in one of the page. */
  private density = 1;
  private baseline = 0;
  private font = "";
  private left = 0;
  private top = 0;

  constructor() {
    // Without cells it takes no room.
    this.node.width = this.node.height = 0;
  }

  /** Begins a picture of a part of a table, without cells. @returns whether there is something to draw on */
  begin(grid: Grid, part: Region): boolean {
    const ink = (this.ink ??= this.node.getContext("2d"));
    if (!ink || part.rows === 0 || part.columns === 0) return false;
    this.grid = grid;
    this.place(grid, part);
    ink.setTransform(this.density, 0, 0, this.density, 0, 0);
    ink.clearRect(0, 0, this.node.width, this.node.height);
    this.write(ink, grid.font);
    return true;
  }

  /** Draws a cell by its row and its column within the part. */
  cell(row: number, column: number, content: CellContent, ring: keyof typeof RING | null): void {
    const { ink, grid } = this;
    if (!ink || !grid) return;
    const { border } = grid;
    const [x, y] = [this.left + column * grid.across, this.top + row * grid.down];
    const [left, top] = [this.snap(x), this.snap(y)];
    const [width, height] = [this.snap(x + grid.width) - left, this.snap(y + grid.height) - top];
    const { text, colours, predicted, beyond } = content;
    const inset = border + (ring ? RING[ring] : 0);
    ink.fillStyle = colours?.background ?? "";
    ink.beginPath();
    ink.roundRect(
      left + inset,
      top + inset,
      width - 2 * inset,
      height - 2 * inset,
      Math.max(0, grid.radius - inset),
    );
    ink.fill();
    ink.fillStyle = ink.strokeStyle = colours?.text ?? "";
    if (predicted) {
      const { inset: gap } = DASHES;
      ink.strokeRect(left + gap, top + gap, width - 2 * gap, height - 2 * gap);
    }
    this.write(ink, predicted ? `italic ${grid.font}` : grid.font);
    ink.fillText(text, x + grid.width / 2, top + this.baseline);
    if (beyond) {
      const right = left + width - border - BEYOND.side;
      if (beyond === "above") triangle(ink, right, top + border + BEYOND.edge, 1);
      else triangle(ink, right, top + height - border - BEYOND.edge, -1);
    }
  }

  /** Leaves nothing of it: the table itself is seen. */
  clear(): void {
    this.ink?.clearRect(0, 0, this.node.width, this.node.height);
  }

  /** Lays it over a part of the table, on whole pixels of the screen. */
  private place(grid: Grid, part: Region): void {
    this.density = devicePixelRatio;
    const [x, y] = [grid.left + part.column * grid.across, grid.top + part.row * grid.down];
    const [left, top] = [
      this.floor(x + grid.shiftX) - grid.shiftX,
      this.floor(y + grid.shiftY) - grid.shiftY,
    ];
    [this.left, this.top] = [x - left, y - top];
    const size = (first: number, count: number, pitch: number, length: number): number =>
      Math.ceil((first + (count - 1) * pitch + length) * this.density);
    const width = size(this.left, part.columns, grid.across, grid.width);
    const height = size(this.top, part.rows, grid.down, grid.height);
    const placed = [left, top, width, height, this.density].join();
    if (placed === this.placed) return;
    this.placed = placed;
    Object.assign(this.node, { width, height });
    // A picture of another size has forgotten how to write and draw.
    this.font = "";
    if (!this.ink) return;
    this.ink.textAlign = "center";
    this.ink.setLineDash(DASHES.pattern);
    const css = { left, top, width: width / this.density, height: height / this.density };
    for (const [name, value] of Object.entries(css)) this.node.style.setProperty(name, `${value}px`);
  }

  /** Sets the font, for which the browser looks at the style of the whole page, where it is another one. */
  private write(ink: CanvasRenderingContext2D, font: string): void {
    if (font === this.font) return;
    this.font = ink.font = font;
    const { fontBoundingBoxAscent, fontBoundingBoxDescent } = ink.measureText("0");
    const [ascent, descent] = [fontBoundingBoxAscent, fontBoundingBoxDescent].map(Math.round);
    // Letters stand on whole pixels.
    this.baseline = Math.floor(((this.grid?.height ?? 0) - ascent - descent) / 2) + ascent;
  }

  private snap(value: number): number {
    return Math.round(value * this.density) / this.density;
  }

  private floor(value: number): number {
    return Math.floor(value * this.density) / this.density;
  }
}

/** @param up 1 where it points up, -1 where it points down. */
function triangle(ink: CanvasRenderingContext2D, right: number, tip: number, up: 1 | -1): void {
  ink.beginPath();
  ink.moveTo(right - BEYOND.width / 2, tip);
  ink.lineTo(right, tip + up * BEYOND.height);
  ink.lineTo(right - BEYOND.width, tip + up * BEYOND.height);
  ink.fill();
}
