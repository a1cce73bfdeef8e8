import { divergingColours, redGreenBlue } from "factorlab/view";
import type { Palette, Theme } from "factorlab/view";

/** Rows × columns numbers, row by row. */
export interface Numbers<Value = number> {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<Value>;
}

/** The colours of numbers: where a number lies among them, from 0 to 1 or nowhere (NaN), and the colours, as canvases hold a pixel. */
export interface Ink<Value = number> {
  readonly share: (value: Value) => number;
  readonly colours: Uint32Array;
}

/** As many steps of a scale are told apart. */
export const STEPS = 255;

/** Paints a pixel for each number, a transparent one where it has no colour; the style sheet enlarges them. */
export function paint<Value>(
  canvas: HTMLCanvasElement,
  numbers: Numbers<Value>,
  { share, colours }: Ink<Value>,
): void {
  const { rows, columns, values } = numbers;
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const context = canvas.getContext("2d");
  if (context === null) return;
  const pixels = context.createImageData(columns, rows);
  const words = new Uint32Array(pixels.data.buffer);
  for (let k = 0; k < words.length; k++)
    words[k] = colours[Math.round(STEPS * Math.min(1, Math.max(0, share(values[k]))))];
  context.putImageData(pixels, 0, 0);
}

/** Black for the least number and white for the most; beyond them nothing is blacker or whiter. */
export function greys([least, most]: readonly [number, number]): Ink {
  const unit = most > least ? 1 / (most - least) : 0;
  const share = (value: number): number => (unit === 0 ? 0.5 : (value - least) * unit);
  return { share, colours: GREYS };
}

/** The theme's colours for −reach through 0 to reach. */
export function signed(reach: number, theme: Theme, palette: Palette): Ink {
  const colours = Uint32Array.from({ length: STEPS + 1 }, (_, k) =>
    pixel(redGreenBlue(divergingColours((2 * k) / STEPS - 1, theme, palette).background)),
  );
  return withReach({ colours }, reach);
}

/** The same colours for another reach. */
export function withReach({ colours }: Pick<Ink, "colours">, reach: number): Ink {
  const unit = 1 / (2 * (reach || 1));
  return { share: (value) => value * unit + 0.5, colours };
}

/** Red, green and blue as a canvas holds a pixel that is not transparent, whatever the machine's order of bytes. */
export function pixel([red, green, blue]: readonly number[]): number {
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0];
}

const GREYS = Uint32Array.from({ length: STEPS + 1 }, (_, grey) => pixel([grey, grey, grey]));

/** The largest distance from 0. */
export function reachOf(values: ArrayLike<number>): number {
  let reach = 0;
  for (let k = 0; k < values.length; k++) reach = Math.max(reach, Math.abs(values[k]));
  return reach;
}
