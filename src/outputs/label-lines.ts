import type { Box, LabelPlace } from "./label-boxes";

/** A straight line of a picture, in its units, from one end to the other. */
export interface Line {
  /** Where it begins, from the left. */
  readonly x1: number;
  /** Where it begins, from the top. */
  readonly y1: number;
  /** Where it ends, from the left. */
  readonly x2: number;
  /** Where it ends, from the top. */
  readonly y2: number;
}

/** Whether a line goes through a box; touching its edge is not enough. */
export function lineCrosses({ x1, y1, x2, y2 }: Line, { left, right, top, bottom }: Box): boolean {
  if (Math.max(x1, x2) <= left || Math.min(x1, x2) >= right) return false;
  if (Math.max(y1, y2) <= top || Math.min(y1, y2) >= bottom) return false;
  const [dx, dy] = [x2 - x1, y2 - y1];
  // The bounds of line and box overlap: they meet unless all four corners lie on one side.
  const [across, down] = [(top - y1) * dx, (bottom - y1) * dx];
  const [first, last] = [(left - x1) * dy, (right - x1) * dy];
  const least = Math.min(first, last) - Math.max(across, down);
  const most = Math.max(first, last) - Math.min(across, down);
  return least < 0 && most > 0;
}

/** Whether two lines cross each other; sharing an end is not enough. */
export function linesCross(a: Line, b: Line): boolean {
  return apart(a, b) && apart(b, a);
}

/** Whether the ends of `b` lie on different sides of `a`. */
function apart({ x1, y1, x2, y2 }: Line, b: Line): boolean {
  const side = (x: number, y: number): number => (x - x1) * (y2 - y1) - (y - y1) * (x2 - x1);
  return side(b.x1, b.y1) * side(b.x2, b.y2) < 0;
}

/** The free width between a name and the line that leads to it. */
const LEADER_GAP = 2;

/**
 * The line that leads from a point to its name where that is farther away. It ends at the edge of the text.
 * @param half half the height of a name. @param base how far its base line is below its middle.
 */
export function leaderTo(
  point: { readonly x: number; readonly y: number },
  { x, y, anchor }: LabelPlace,
  { half, base }: { readonly half: number; readonly base: number },
): Line {
  const middle = y - base;
  const above = middle < point.y;
  const [aside, aloft] = {
    start: [-LEADER_GAP, 0],
    end: [LEADER_GAP, 0],
    middle: [0, above ? half : -half],
  }[anchor];
  return { x1: point.x, y1: point.y, x2: x + aside, y2: middle + aloft };
}
