import { lossInValley } from "../explain/valley";
import type { Valley, ValleyStep } from "../explain/valley";

/** A place of a picture, from its left and its top. */
export type ValleyPlace = readonly [x: number, y: number];

/** What a picture of a valley shows: the values of the entry from left to right, and the losses from bottom to top. */
export interface ValleyExtent {
  /** The least value of the number. */
  readonly left: number;
  /** The largest value of the number. */
  readonly right: number;
  /** The least loss. */
  readonly low: number;
  /** The largest loss. */
  readonly high: number;
}

/** Where the parts of a valley stand in a picture. */
export interface ValleyPlaces {
  /** The parabola as the data of a path. */
  curve: string;
  /** The entry as it is. */
  now: ValleyPlace;
  /** The ends of the tangent there. */
  tangent: readonly [ValleyPlace, ValleyPlace];
  /** The bottom; null where the valley is flat. */
  bottom: ValleyPlace | null;
  /** Where the step lands, or the edge where that is outside; null where it moves nothing. */
  landing: ValleyPlace | null;
  /** Whether the step lands outside of the picture. */
  outside: boolean;
}

/** A step of more than so many times the distance to the bottom leads out of the picture. */
const FARTHEST = 3;
/** The picture ends this much beyond what it has to show. */
const MARGIN = 1.2;
/** A picture that is this many times wider than it has to be is drawn anew. */
const TOO_WIDE = 6;
/** The half length of a tangent, in shares of the picture's width. */
const TANGENT = 0.16;

/** Half of the width that the valley needs around its bottom. */
function reachOf({ value, bottom }: Valley, step: ValleyStep): number {
  const middle = bottom ?? value;
  const distance = Math.abs(value - middle);
  const least = 0.25 * Math.max(Math.abs(middle), 0.2);
  const landing = Math.min(Math.abs(step.value - middle), FARTHEST * distance);
  return MARGIN * Math.max(least, distance, landing);
}

/**
 * The part of a valley that a picture shows, with the bottom in the middle.
 * @param before what it showed last: while that fits, nothing moves but the point.
 */
export function valleyExtent(
  valley: Valley,
  step: ValleyStep,
  before: ValleyExtent | null = null,
): ValleyExtent {
  const needed = reachOf(valley, step);
  const kept = before ? (before.right - before.left) / 2 : 0;
  const reach = kept >= needed / MARGIN && kept <= TOO_WIDE * needed ? kept : needed;
  const middle = valley.bottom ?? valley.value;
  const high = lossInValley(valley, middle + reach);
  const range = high - valley.least || Math.max(valley.least, 1);
  return {
    left: middle - reach,
    right: middle + reach,
    low: valley.least - 0.06 * range,
    high: valley.least + range,
  };
}

/** Where everything stands in a picture of `width` × `height` pixels. */
export function valleyPlaces(
  valley: Valley,
  step: ValleyStep,
  extent: ValleyExtent,
  { width, height }: { width: number; height: number },
): ValleyPlaces {
  const { left, right, low, high } = extent;
  const x = (value: number): number => ((value - left) / (right - left)) * width;
  const y = (loss: number): number => height - ((loss - low) / (high - low)) * height;
  const at = (value: number): ValleyPlace => [x(value), y(lossInValley(valley, value))];
  const [first, last] = [at(left), at(right)];
  // A parabola is a quadratic curve, whose control point is where the tangents of its ends meet.
  const turn = lossInValley(valley, left) - (valley.curvature * (right - left) ** 2) / 4;
  const control = valley.bottom === null ? first[1] : y(turn);
  const tangent = tangentWays(valley, extent).map((by): ValleyPlace => [
    x(valley.value + by),
    y(valley.loss + by * valley.slope),
  ]);
  const shown = Math.min(right, Math.max(left, step.value));
  return {
    curve: `M${short(first)}Q${short([(first[0] + last[0]) / 2, control])} ${short(last)}`,
    now: at(valley.value),
    tangent: [tangent[0], tangent[1]],
    bottom: valley.bottom === null ? null : at(valley.bottom),
    landing: step.landing === "still" ? null : at(shown),
    outside: shown !== step.value,
  };
}

/** How far the tangent goes to both sides: it ends where the picture does. */
function tangentWays({ value, loss, slope }: Valley, { left, right, low, high }: ValleyExtent): number[] {
  const half = TANGENT * (right - left);
  return [-1, 1].map((side) => {
    const room = side < 0 ? value - left : right - value;
    const rise = side * slope > 0 ? high - loss : loss - low;
    return side * Math.max(0, Math.min(half, room, slope === 0 ? half : rise / Math.abs(slope)));
  });
}

function short(place: ValleyPlace): string {
  return place.map((value) => String(Math.round(value * 10) / 10)).join(" ");
}
