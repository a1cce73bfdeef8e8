import { smallest } from "factorlab/view";
import type { Point } from "./plot";

/** Where a label stands beside its mark. */
export type LabelPlace = `${"right" | "left" | "middle"} ${"below" | "above"}`;

/** Pixels between a mark and its label: beside it, and right below or above it. */
const BESIDE = { x: 9, y: 4 };
const UPRIGHT = 7;
/** What a label may reach beyond the right edge of the plot, in pixels. */
const MARGIN = 20;
/** Pixels that stay free above and below a label. */
const FREE = 1;

const PLACES: readonly LabelPlace[] = [
  ...(["right below", "left below", "middle below"] as const),
  ...(["right above", "left above", "middle above"] as const),
];

interface Size {
  width: number;
  height: number;
}

/**
 * The first place of a label that crosses no curve and stays in the plot, or else the one that is crossed least, and how
 * much it is crossed.
 * @param curves their points, in shares of the plot as the mark.
 * @param plot in pixels, as is the label.
 */
export function labelPlace(
  mark: Point,
  label: Size,
  plot: Size,
  curves: readonly (readonly Point[])[],
): { place: LabelPlace; cost: number } {
  const costs = PLACES.map((place) => {
    const box = boxOf(place, { x: mark.x * plot.width, y: mark.y * plot.height }, label);
    const outside =
      Math.max(0, -box.left) +
      Math.max(0, box.right - plot.width - MARGIN) +
      Math.max(0, -box.bottom) +
      Math.max(0, box.top - plot.height);
    const crossed = curves.reduce((sum, curve) => sum + crossedBy(curve, box, plot), 0);
    return outside * label.width + crossed;
  });
  const cost = smallest(costs);
  return { place: PLACES[costs.indexOf(cost)], cost };
}

interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

function boxOf(place: LabelPlace, { x, y }: Point, { width, height }: Size): Box {
  const [side, level] = place.split(" ");
  const left = side === "right" ? x + BESIDE.x : side === "left" ? x - BESIDE.x - width : x - width / 2;
  const away = side === "middle" ? UPRIGHT : BESIDE.y;
  const bottom = level === "above" ? y + away : y - away - height;
  return { left, right: left + width, bottom, top: bottom + height };
}

/** How many pixels of a box's width a curve is within it. */
function crossedBy(curve: readonly Point[], box: Box, plot: Size): number {
  let crossed = 0;
  for (let k = 1; k < curve.length; k++) {
    const [x0, x1] = [curve[k - 1].x * plot.width, curve[k].x * plot.width];
    const [from, to] = [Math.max(x0, box.left), Math.min(x1, box.right)];
    if (!(to > from)) continue;
    const slope = ((curve[k].y - curve[k - 1].y) * plot.height) / (x1 - x0);
    const at = (x: number): number => curve[k - 1].y * plot.height + slope * (x - x0);
    const [low, high] = [Math.min(at(from), at(to)), Math.max(at(from), at(to))];
    if (low < box.top + FREE && high > box.bottom - FREE) crossed += to - from;
  }
  return crossed;
}
