import { largest, smallest } from "../lists";
import { boxOf, crosses, LETTER_SIZE, measuresFor, overlap } from "./label-boxes";
import type { Box, LabelPlace, Measures, NamedPoint } from "./label-boxes";

export { LONGEST_NAME } from "./label-boxes";
export type { LabelPlace, NamedPoint } from "./label-boxes";

/** The picture in which names are written. */
export interface LabelRoom {
  /** Its width. */
  readonly width: number;
  /** Its height. */
  readonly height: number;
  /** The width at the left that is kept free. @default 0 */
  readonly left?: number;
  /** The size of the letters, in the units of the picture. @default 11 */
  readonly size?: number;
  /** How far a name may be from its point, where there is no room beside it. @default 0: it is left out */
  readonly reach?: number;
  /** Where arrows to the points begin: names are rather written beyond their tips than across them. */
  readonly from?: readonly [x: number, y: number];
}

/** The least width between two names. */
const NAME_GAP = 4;

/** The distances at which a name with a line is tried, and in how many directions. */
const RING = { step: 12, directions: 16 };

/** Writes names so that they cover neither each other, nor a point, nor the edge. Earlier points choose first. */
export class LabelPlaces {
  private readonly measures: Measures;
  private readonly taken: Box[];
  /** The line that all arrows lie on, where it is level, as that of one feature: it crosses each name on its height. */
  private readonly level: Pick<Box, "left" | "right"> | null;

  constructor(
    private readonly points: readonly NamedPoint[],
    private readonly room: LabelRoom,
  ) {
    this.measures = measuresFor(room.size ?? LETTER_SIZE);
    const { dot } = this.measures;
    this.level = levelOf(points, room.from);
    this.taken = points.map(({ x, y }) => ({ left: x - dot, right: x + dot, top: y - dot, bottom: y + dot }));
  }

  /**
   * A place for the name of each point, or null where there is no room: first beside all points, where it is nearest to its
   * own, then farther away, and at last wherever it fits.
   */
  all(): (LabelPlace | null)[] {
    const own = this.points.map((point) => this.take(this.besideOf(point), point));
    const { reach = 0 } = this.room;
    const places = own.map((place, k) => place ?? this.take(this.around(this.points[k], reach)));
    return places.map((place, k) => place ?? this.take(beside(this.points[k], this.measures)));
  }

  /**
   * A place within `reach` for the name of a point that has none, which covers no point and no name that has a place.
   * @param places those of all names.
   */
  beside(index: number, places: readonly (LabelPlace | null)[], reach: number): LabelPlace | null {
    places.forEach((place, k) => place && this.taken.push(boxOf(this.points[k], place, this.measures)));
    const point = this.points[index];
    return this.take(this.besideOf(point)) ?? this.take(this.around(point, reach));
  }

  /** The candidates beside a point, those that an arrow to it crosses last; none of them on a level line of arrows. */
  private besideOf(point: NamedPoint): Candidate[] {
    const { from } = this.room;
    const all = beside(point, this.measures).filter(({ box }) => !this.isOnLevel(box));
    if (!from || this.level) return all;
    const crossed = ({ box }: Candidate): boolean => crosses(from, point, box);
    return [...all.filter((each) => !crossed(each)), ...all.filter(crossed)];
  }

  private *around(point: NamedPoint, reach: number): Generator<Candidate> {
    for (const each of around(point, reach, this.measures)) if (!this.isOnLevel(each.box)) yield each;
  }

  /** Whether the level line of all arrows crosses a box. */
  private isOnLevel({ left, right, top, bottom }: Box): boolean {
    const { level, room } = this;
    if (!level || !room.from) return false;
    return top < room.from[1] && bottom > room.from[1] && left < level.right && right > level.left;
  }

  /** Whether no other point is nearer to a box, which would seem to be its name. */
  private isNearest(point: NamedPoint, box: Box): boolean {
    const distance = squareTo(box, point);
    return this.points.every((other) => squareTo(box, other) >= distance);
  }

  /** @param nearTo the point that a place has to be nearest to, if to any. */
  private take(candidates: Iterable<Candidate>, nearTo?: NamedPoint): LabelPlace | null {
    for (const { place, box } of candidates) {
      if (!this.isFree(box) || (nearTo && !this.isNearest(nearTo, box))) continue;
      // Fonts differ in the width of their letters: between two names, there is a gap.
      this.taken.push({ ...box, left: box.left - NAME_GAP, right: box.right + NAME_GAP });
      return place;
    }
    return null;
  }

  private isFree(box: Box): boolean {
    const { width, height, left = 0 } = this.room;
    const inside = box.left >= left && box.right <= width && box.top >= 0 && box.bottom <= height;
    return inside && !this.taken.some((other) => overlap(box, other));
  }
}

function levelOf(points: readonly NamedPoint[], from: LabelRoom["from"]): Pick<Box, "left" | "right"> | null {
  if (!from || points.some(({ y }) => y !== from[1])) return null;
  const ends = [from[0], ...points.map(({ x }) => x)];
  return { left: smallest(ends), right: largest(ends) };
}

/** The square of the distance of a point to a box. */
function squareTo({ left, right, top, bottom }: Box, { x, y }: NamedPoint): number {
  const [across, down] = [Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)];
  return across * across + down * down;
}

interface Candidate {
  place: LabelPlace;
  box: Box;
}

/** Beside a point: right, left, above, below, then at its corners. */
function beside(point: NamedPoint, measures: Measures): Candidate[] {
  const { x, y } = point;
  const { half, dot, gap } = measures;
  const at = candidates(point, measures, false);
  const rise = half + dot;
  return [
    at("start", x + gap, y),
    at("end", x - gap, y),
    at("middle", x, y - rise),
    at("middle", x, y + rise),
    ...[-rise, rise].flatMap((higher) => [at("start", x + dot, y + higher), at("end", x - dot, y + higher)]),
  ];
}

/** On rings around a point, the nearest first. */
function* around(point: NamedPoint, reach: number, measures: Measures): Generator<Candidate> {
  const at = candidates(point, measures, true);
  for (let radius = 2 * RING.step; radius <= reach; radius += RING.step) {
    for (let k = 0; k < RING.directions; k++) {
      const angle = (2 * Math.PI * k) / RING.directions;
      const [across, down] = [radius * Math.cos(angle), radius * Math.sin(angle)];
      const anchor = Math.abs(across) < RING.step ? "middle" : across > 0 ? "start" : "end";
      yield at(anchor, point.x + across, point.y + down);
    }
  }
}

/** Makes candidates for a name whose middle is at a height. */
function candidates(
  point: NamedPoint,
  measures: Measures,
  far: boolean,
): (anchor: LabelPlace["anchor"], x: number, middle: number) => Candidate {
  return (anchor, x, middle) => {
    const place = { x, y: middle + measures.base, anchor, far };
    return { place, box: boxOf(point, place, measures) };
  };
}
