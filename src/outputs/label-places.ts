import { boxOf, LETTER_SIZE, measuresFor, overlap } from "./label-boxes";
import type { Box, LabelPlace, Measures, NamedPoint } from "./label-boxes";
import { leaderTo, lineCrosses, linesCross } from "./label-lines";
import type { Line } from "./label-lines";

export { LONGEST_NAME } from "./label-boxes";
export type { LabelPlace, NamedPoint } from "./label-boxes";
export type { Line } from "./label-lines";

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
  /** Where the axes cross and an arrow to each point begins; names keep clear of them where they can. */
  readonly from?: readonly [x: number, y: number];
}

/** The least width between two names. */
const NAME_GAP = 4;

/** The distances at which a name with a line is tried, and in how many directions. */
const RING = { step: 12, directions: 24 };

/**
 * What is as bad as a name that stands so much farther from its point: that an arrow, an axis or the line of another name
 * goes through it; that its own line goes through another name or point, or crosses another line. A level line, which strikes
 * a name out, is `level` times as bad.
 */
const COST = { arrow: 50, axis: 30, leader: 80, throughName: 150, throughPoint: 40, acrossLine: 6, level: 3 };

/** Writes names so that they cover neither each other, nor a point, nor the edge, and rather no line. Earlier points choose first. */
export class LabelPlaces {
  private readonly measures: Measures;
  private readonly dots: Box[];
  private readonly taken: Box[] = [];
  /** What is drawn below the names, with what it costs to write across it. */
  private readonly lines: { line: Line; cost: number }[] = [];

  constructor(
    private readonly points: readonly NamedPoint[],
    private readonly room: LabelRoom,
  ) {
    const { width, height, from } = room;
    this.measures = measuresFor(room.size ?? LETTER_SIZE);
    const { dot } = this.measures;
    this.dots = points.map(({ x, y }) => ({ left: x - dot, right: x + dot, top: y - dot, bottom: y + dot }));
    if (!from) return;
    const [x1, y1] = from;
    for (const { x, y } of points) this.draw({ x1, y1, x2: x, y2: y }, COST.arrow);
    this.draw({ x1: 0, y1, x2: width, y2: y1 }, COST.axis);
    this.draw({ x1, y1: 0, x2: x1, y2: height }, COST.axis);
  }

  /**
   * A place for the name of each point, or null where there is no room: first those beside their points that no line
   * crosses, then the best of those beside it and farther away, and at last wherever it fits.
   */
  all(): (LabelPlace | null)[] {
    const { reach = 0 } = this.room;
    const near = this.points.map((point) =>
      beside(point, this.measures).filter(({ box }) => this.isOpen(box)),
    );
    const own = near.map((all, k) => all.filter(({ box }) => this.isNearest(this.points[k], box)));
    const places = own.map((all, k) => this.take(k, all, 0));
    const write = (k: number, candidates: Iterable<Candidate>): void => {
      places[k] ??= this.take(k, candidates);
    };
    own.forEach((all, k) => write(k, this.andAround(all, k, reach)));
    near.forEach((all, k) => write(k, all));
    return places;
  }

  /**
   * A place within `reach` for the name of a point that has none, which covers no point and no name that has a place.
   * @param places those of all names.
   */
  beside(index: number, places: readonly (LabelPlace | null)[], reach: number): LabelPlace | null {
    places.forEach((place, k) => {
      const point = this.points[k];
      if (place) this.keep(point, { place, box: boxOf(point, place, this.measures) });
    });
    const own = beside(this.points[index], this.measures).filter(
      ({ box }) => this.isOpen(box) && this.isNearest(this.points[index], box),
    );
    return this.take(index, this.andAround(own, index, reach));
  }

  /** Candidates beside a point, then those on rings around it. */
  private *andAround(own: readonly Candidate[], index: number, reach: number): Generator<Candidate> {
    yield* own;
    for (const each of around(this.points[index], reach, this.measures))
      if (this.isOpen(each.box)) yield each;
  }

  /** Whether no other point is nearer to a box, which would seem to be its name. */
  private isNearest(point: NamedPoint, box: Box): boolean {
    const distance = squareTo(box, point);
    return this.points.every((other) => squareTo(box, other) >= distance);
  }

  /**
   * Takes the best of the candidates that cover no other name.
   * @param candidates the nearest first. @param most what it may cost at most. @default any cost
   */
  private take(index: number, candidates: Iterable<Candidate>, most = Infinity): LabelPlace | null {
    let best: Candidate | null = null;
    let least = Infinity;
    for (const each of candidates) {
      // Those that follow are farther away.
      if (each.distance >= least) break;
      if (this.taken.some((other) => overlap(each.box, other))) continue;
      const cost = this.costOf(index, each, least);
      if (cost < least && cost <= most) [best, least] = [each, cost];
    }
    if (best) this.keep(this.points[index], best);
    return best && best.place;
  }

  private keep(point: NamedPoint, { place, box }: Omit<Candidate, "distance">): void {
    // Fonts differ in the width of their letters: between two names, there is a gap.
    this.taken.push({ ...box, left: box.left - NAME_GAP, right: box.right + NAME_GAP });
    if (place.far) this.draw(leaderTo(point, place, this.measures), COST.leader);
  }

  /** Counts a line as drawn. One that is nearly level strikes a name out, in place of crossing it. */
  private draw(line: Line, cost: number): void {
    const { x1, y1, x2, y2 } = line;
    const isLevel = Math.abs(y2 - y1) < 0.1 * Math.abs(x2 - x1);
    this.lines.push({ line, cost: isLevel ? COST.level * cost : cost });
  }

  /** Whether a box is within the room, and covers no point. */
  private isOpen(box: Box): boolean {
    const { width, height, left = 0 } = this.room;
    const inside = box.left >= left && box.right <= width && box.top >= 0 && box.bottom <= height;
    return inside && !this.dots.some((dot) => overlap(box, dot));
  }

  /**
   * How far away a name is, with what the lines through it cost, and what its own line meets.
   * @param enough the cost from which on it is not looked for more.
   */
  private costOf(index: number, { place, box, distance }: Candidate, enough: number): number {
    let total = distance;
    for (const { line, cost } of this.lines) {
      if (lineCrosses(line, box)) total += cost;
      if (total >= enough) return total;
    }
    if (!place.far) return total;
    const leader = leaderTo(this.points[index], place, this.measures);
    for (const name of this.taken) {
      if (lineCrosses(leader, name)) total += COST.throughName;
      if (total >= enough) return total;
    }
    for (let k = 0; k < this.dots.length && total < enough; k++)
      if (k !== index && lineCrosses(leader, this.dots[k])) total += COST.throughPoint;
    for (const { line } of this.lines) if (linesCross(leader, line)) total += COST.acrossLine;
    return total;
  }
}

/** The line from a point to its name, where that stands farther away. @param size that of the letters. */
export function leaderLine(
  point: { readonly x: number; readonly y: number },
  place: LabelPlace,
  size: number = LETTER_SIZE,
): Line {
  return leaderTo(point, place, measuresFor(size));
}

/** The square of the distance of a point to a box. */
function squareTo({ left, right, top, bottom }: Box, { x, y }: NamedPoint): number {
  const [across, down] = [Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)];
  return across * across + down * down;
}

interface Candidate {
  place: LabelPlace;
  box: Box;
  /** How far the name is from its point; 0 beside it. */
  distance: number;
}

/** Beside a point: right, left, above, below, then at its corners. */
function beside(point: NamedPoint, measures: Measures): Candidate[] {
  const { x, y } = point;
  const { half, dot, gap } = measures;
  const at = candidates(point, measures, 0);
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
  for (let radius = 2 * RING.step; radius <= reach; radius += RING.step) {
    const at = candidates(point, measures, radius);
    for (let k = 0; k < RING.directions; k++) {
      const angle = (2 * Math.PI * k) / RING.directions;
      const [across, down] = [radius * Math.cos(angle), radius * Math.sin(angle)];
      const anchor = Math.abs(across) < RING.step ? "middle" : across > 0 ? "start" : "end";
      yield at(anchor, point.x + across, point.y + down);
    }
  }
}

/** Makes candidates for a name whose middle is at a height. @param distance how far they are from the point; 0 beside it. */
function candidates(
  point: NamedPoint,
  measures: Measures,
  distance: number,
): (anchor: LabelPlace["anchor"], x: number, middle: number) => Candidate {
  return (anchor, x, middle) => {
    const place = { x, y: middle + measures.base, anchor, far: distance > 0 };
    return { place, box: boxOf(point, place, measures), distance };
  };
}
