import { cellColours, redGreenBlue } from "factorlab/view";
import type { Panel } from "factorlab/view";
import { element } from "../../dom";
import type { Preferences } from "../../preferences";
import { paint, pixel, STEPS } from "../raster";

/** A matrix with a pixel for each cell: drawn in every frame while a person goes through a training. */
export class HeatmapPixels {
  readonly node = element("canvas", { class: "factorlab-pixels", attributes: { role: "img" } });

  /**
   * @param extent its least and its largest value.
   * @param label its description for screen readers.
   */
  show(
    panel: Panel,
    [least, most]: readonly [number, number],
    { theme, palette }: Preferences,
    label: string,
  ): void {
    this.node.setAttribute("aria-label", label);
    const colours = Uint32Array.from({ length: STEPS + 1 }, (_, k) => {
      const share = k / STEPS;
      // Not least + share · (most − least), since the difference of two huge numbers may overflow.
      const value = least * (1 - share) + most * share;
      return pixelOf(cellColours(panel.scale, value, theme, palette).background);
    });
    // Halves, for the same reason.
    const unit = most > least ? 0.5 / (most / 2 - least / 2) : 0;
    // An unknown cell has no place among the colours, and stays transparent.
    const share = (value: number | null): number =>
      value === null ? NaN : 2 * (value / 2 - least / 2) * unit;
    const { rows, columns, values } = panel.matrix;
    paint(this.node, { rows, columns, values }, { share, colours });
  }
}

const pixels = new Map<string, number>();

/** A colour of the page's as a canvas holds it. */
function pixelOf(colour: string): number {
  const known = pixels.get(colour);
  if (known !== undefined) return known;
  const made = pixel(redGreenBlue(colour));
  pixels.set(colour, made);
  return made;
}
