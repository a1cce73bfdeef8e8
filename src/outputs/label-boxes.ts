/** A point of a picture that has a name, in the units of the picture. */
export interface NamedPoint {
  /** From the left. */
  readonly x: number;
  /** From the top. */
  readonly y: number;
  /** What it is called. */
  readonly name: string;
}

/** Where a name is written. */
export interface LabelPlace {
  /** Where the text begins, has its middle or ends. */
  readonly x: number;
  /** The base line of the text. */
  readonly y: number;
  /** What of the text stands at x. */
  readonly anchor: "start" | "middle" | "end";
  /** Whether it is so far from its point that a line has to lead there. */
  readonly far: boolean;
}

/** What a point or a name covers. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/**
 * Measures of names in letters of 11 units: the width of a letter on average, and of one of the wide scripts such as 汉;
 * half the height of a line, and how far its base is from its middle; half the side of a point, and how far a name
 * beside it is from its middle.
 */
const MEASURES = { letter: 6.2, wide: 11.5, half: 7, base: 4, dot: 4, gap: 8 };
/** The size of letters where none is said. */
export const LETTER_SIZE = 11;

/** Measures of names in letters of some size. */
export type Measures = typeof MEASURES;

/** The measures in whole units, but for letters, whose widths add up. */
export function measuresFor(size: number): Measures {
  const scaled = (value: number): number => Math.round((value * size) / LETTER_SIZE);
  const { letter, wide, half, base, dot, gap } = MEASURES;
  return {
    ...{ letter: (letter * size) / LETTER_SIZE, wide: (wide * size) / LETTER_SIZE },
    ...{ half: scaled(half), base: scaled(base), dot: scaled(dot), gap: scaled(gap) },
  };
}

/** Longer names are shortened. */
export const LONGEST_NAME = 28;
/** The box that a name covers. */
export function boxOf({ name }: NamedPoint, { x, y, anchor }: LabelPlace, measures: Measures): Box {
  const { base, half } = measures;
  const length = widthOf(name, measures);
  const left = { start: x, middle: x - length / 2, end: x - length }[anchor];
  return { left, right: left + length, top: y - base - half, bottom: y - base + half };
}

function widthOf(name: string, { letter, wide }: Measures): number {
  let width = 0;
  for (let k = 0; k < Math.min(name.length, LONGEST_NAME); k++)
    width += name.charCodeAt(k) >= 0x1100 ? wide : letter;
  return width;
}

/** Whether two boxes have a place in common. */
export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
