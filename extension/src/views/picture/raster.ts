import { divergingColours } from "factorlab/view";
import type { Palette, Theme } from "factorlab/view";

/** Rows × columns numbers, row by row. */
export interface Numbers {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

/** A colour for a number: red, green and blue from 0 to 255. */
export type Ink = (value: number) => readonly number[];

/** As many steps of a diverging scale are told apart. */
const STEPS = 128;

/** Paints a pixel for each number; the style sheet enlarges them. */
export function paint(canvas: HTMLCanvasElement, { rows, columns, values }: Numbers, ink: Ink): void {
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext("2d");
  if (context === null) return;
  const pixels = context.createImageData(columns, rows);
  for (let k = 0; k < values.length; k++) {
    const [red, green, blue] = ink(values[k]);
    pixels.data.set([red, green, blue, 255], 4 * k);
  }
  context.putImageData(pixels, 0, 0);
}

/** Black for the least number and white for the most; beyond them nothing is blacker or whiter. */
export function greys([least, most]: readonly [number, number]): Ink {
  const unit = most > least ? 255 / (most - least) : 0;
  return (value) => {
    const grey = unit === 0 ? 128 : Math.round((value - least) * unit);
    return [grey, grey, grey];
  };
}

/** The theme's colours for −reach through 0 to reach. */
export function signed(reach: number, theme: Theme, palette: Palette): Ink {
  const shades = Array.from({ length: STEPS + 1 }, (_, k) => {
    const { background } = divergingColours((2 * k) / STEPS - 1, theme, palette);
    return [1, 3, 5].map((at) => Number.parseInt(background.slice(at, at + 2), 16));
  });
  const share = (value: number): number => Math.min(1, Math.max(0, (value / (reach || 1) + 1) / 2));
  return (value) => shades[Math.round(share(value) * STEPS)];
}

/** The largest distance from 0. */
export function reachOf(values: ArrayLike<number>): number {
  let reach = 0;
  for (let k = 0; k < values.length; k++) reach = Math.max(reach, Math.abs(values[k]));
  return reach;
}

/** The least and the most of some numbers. */
export function rangeOf(values: ArrayLike<number>): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let k = 0; k < values.length; k++) {
    least = Math.min(least, values[k]);
    most = Math.max(most, values[k]);
  }
  return [least, most];
}
