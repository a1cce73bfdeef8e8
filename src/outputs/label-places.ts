/** A point of a picture that has a name, in the units of the picture. */
export interface NamedPoint {
  /** From the left. */
  readonly x: number;
  /** From the top. */
  readonly y: number;
  readonly name: string;
}

/** Where a name is written. */
export interface LabelPlace {
  /** Where the text begins, has its middle or ends. */
  readonly x: number;
  /** The base line of the text. */
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  /** Whether it is so far from its point that a line has to lead there. */
  readonly far: boolean;
}

/** The picture in which names are written. */
export interface LabelRoom {
  readonly width: number;
  readonly height: number;
  /** How far a name may be from its point, where there is no room beside it. @default 0: it is left out */
  readonly reach?: number;
  /** Where arrows to the points begin: names are rather written beyond their tips than across them. */
  readonly from?: readonly [x: number, y: number];
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The width of a letter of the names on average, of one of the wide scripts such as 汉, and half the height of a line. */
const LETTER_WIDTH = 6.2;
const WIDE_LETTER_WIDTH = 11.5;
const HALF_LINE = 7;
/** Half the side of a point, and how far a name beside it is from its middle. */
const DOT = 4;
const GAP = 8;
/** From the middle of a line of text to its base. */
const BASE = 4;
/** Longer names are shortened. */
export const LONGEST_NAME = 28;
/** The distances at which a name with a line is tried, and in how many directions. */
const RING = { step: 12, directions: 16 };

/** Writes names so that they cover neither each other, nor a point, nor the edge. Earlier points choose first. */
export class LabelPlaces {
  private readonly taken: Box[];

  constructor(
    private readonly points: readonly NamedPoint[],
    private readonly room: LabelRoom,
  ) {
    this.taken = points.map(({ x, y }) => ({ left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT }));
  }

  /** A place for the name of each point, or null where there is no room: first beside all points, then farther away. */
  all(): (LabelPlace | null)[] {
    const places = this.points.map((point) => this.take(this.besideOf(point)));
    const { reach = 0 } = this.room;
    return places.map((place, k) => place ?? this.take(around(this.points[k], reach)));
  }

  /**
   * A place within `reach` for the name of a point that has none, which covers no point and no name that has a place.
   * @param places those of all names.
   */
  beside(index: number, places: readonly (LabelPlace | null)[], reach: number): LabelPlace | null {
    places.forEach((place, k) => place && this.taken.push(boxOf(this.points[k], place)));
    const point = this.points[index];
    return this.take(this.besideOf(point)) ?? this.take(around(point, reach));
  }

  /** The candidates beside a point, those that an arrow to it crosses last. */
  private besideOf(point: NamedPoint): Candidate[] {
    const { from } = this.room;
    const all = beside(point);
    if (!from) return all;
    const crossed = (candidate: Candidate): boolean => crosses(from, point, candidate.box);
    return [...all.filter((each) => !crossed(each)), ...all.filter(crossed)];
  }

  private take(candidates: Iterable<Candidate>): LabelPlace | null {
    for (const { place, box } of candidates) {
      if (!this.isFree(box)) continue;
      this.taken.push(box);
      return place;
    }
    return null;
  }

  private isFree(box: Box): boolean {
    const { width, height } = this.room;
    const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
    return inside && !this.taken.some((other) => overlap(box, other));
  }
}

interface Candidate {
  place: LabelPlace;
  box: Box;
}

/** Beside a point: right, left, above, below, then at its corners. */
function beside(point: NamedPoint): Candidate[] {
  const { x, y } = point;
  const at = candidates(point, false);
  const rise = HALF_LINE + DOT;
  return [
    at("start", x + GAP, y),
    at("end", x - GAP, y),
    at("middle", x, y - rise),
    at("middle", x, y + rise),
    ...[-rise, rise].flatMap((higher) => [at("start", x + DOT, y + higher), at("end", x - DOT, y + higher)]),
  ];
}

/** On rings around a point, the nearest first. */
function* around(point: NamedPoint, reach: number): Generator<Candidate> {
  const at = candidates(point, true);
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
  far: boolean,
): (anchor: LabelPlace["anchor"], x: number, middle: number) => Candidate {
  return (anchor, x, middle) => {
    const place = { x, y: middle + BASE, anchor, far };
    return { place, box: boxOf(point, place) };
  };
}

/** The box that a name covers. */
function boxOf({ name }: NamedPoint, { x, y, anchor }: LabelPlace): Box {
  const length = widthOf(name);
  const left = { start: x, middle: x - length / 2, end: x - length }[anchor];
  return { left, right: left + length, top: y - BASE - HALF_LINE, bottom: y - BASE + HALF_LINE };
}

/** Whether the line to a point crosses a box beside it. */
function crosses([x0, y0]: readonly [number, number], { x, y }: NamedPoint, box: Box): boolean {
  const length = Math.hypot(x - x0, y - y0);
  // Looks along the last part of the line, since a box is no longer than that.
  const steps = Math.min(40, Math.floor(length / 6));
  for (let k = 1; k <= steps; k++) {
    const share = (6 * k) / length;
    const [px, py] = [x + (x0 - x) * share, y + (y0 - y) * share];
    if (px > box.left && px < box.right && py > box.top && py < box.bottom) return true;
  }
  return false;
}

function widthOf(name: string): number {
  let width = 0;
  for (let k = 0; k < Math.min(name.length, LONGEST_NAME); k++)
    width += name.charCodeAt(k) >= 0x1100 ? WIDE_LETTER_WIDTH : LETTER_WIDTH;
  return width;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
