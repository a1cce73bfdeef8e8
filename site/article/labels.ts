/** A point of a picture that has a name, in pixels. */
export interface Named {
  kind: "film" | "person";
  name: string;
  x: number;
  y: number;
}

/** A name, where its text begins or ends. */
export interface Label extends Named {
  anchor: "start" | "end" | "middle";
  /** Its point, where it is too far away to be seen to belong to it. */
  from?: { readonly x: number; readonly y: number };
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The size of a letter, on average, and of a line. */
const LETTER = 7.6;
const LINE = 14;
/** The width of the vertical axis's name, at the left. */
const EDGE = 22;
/** How far a name is from the middle of its point. */
const GAP = 9;
/** How far it is in a crowd. */
const FAR = [24, 36, 48, 60, 80, 100];

/**
 * Puts names beside their points so that they cover neither one another nor other points. Films come first, and in a
 * crowd their names move away; a person for whose name there is no room has none.
 * @param width of the picture, in pixels
 */
export function placeLabels(points: readonly Named[], width: number): Label[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  const films = points.filter(({ kind }) => kind === "film");
  const people = points.filter(({ kind }) => kind === "person");
  return [...films, ...people].flatMap((point) => {
    const places = [...placesFor(point), ...(point.kind === "film" ? placesAway(point) : [])];
    const within = places.filter(({ box }) => box.left >= EDGE && box.right <= width && box.top >= 0);
    const free = within.find(({ box }) => !taken.some((other) => overlap(box, other)));
    const chosen = free ?? (point.kind === "film" ? within[0] : undefined);
    if (!chosen) return [];
    taken.push(chosen.box);
    return [chosen.label];
  });
}

interface Place {
  label: Label;
  box: Box;
}

/** Where a name can be, the best first: right, left, above, below, and somewhat higher or lower at the sides. */
function placesFor(point: Named): Place[] {
  const { x, y } = point;
  const sides = [0, -8, 8, -15, 15].flatMap((lower) => besides(point, GAP, lower));
  const middle = [y - GAP, y + GAP + 10].map((at) => placeAt(point, "middle", x, at));
  return [...sides.slice(0, 2), ...middle, ...sides.slice(2)];
}

/** Where a name can be in a crowd: farther away, with a line to its point. */
function placesAway(point: Named): Place[] {
  const { x, y } = point;
  return FAR.flatMap((far) => [0, -far, far].flatMap((lower) => besides(point, far, lower))).map(
    ({ label, box }) => ({ label: { ...label, from: { x, y } }, box }),
  );
}

/** On the right and on the left. */
function besides(point: Named, away: number, lower: number): Place[] {
  const y = point.y + 4.5 + lower;
  return [placeAt(point, "start", point.x + away, y), placeAt(point, "end", point.x - away, y)];
}

function placeAt(point: Named, anchor: Label["anchor"], x: number, y: number): Place {
  const length = point.name.length * LETTER;
  const left = { start: x, end: x - length, middle: x - length / 2 }[anchor];
  return {
    label: { ...point, x, y, anchor },
    box: { left, right: left + length, top: y - LINE + 3, bottom: y + 2 },
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
