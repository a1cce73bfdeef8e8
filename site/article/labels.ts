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

/**
 * Puts names beside their points so that they cover neither one another nor other points. Films come first; a person
 * for whose name there is no room has none.
 * @param width of the picture, in pixels
 */
export function placeLabels(points: readonly Named[], width: number): Label[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  const films = points.filter(({ kind }) => kind === "film");
  const people = points.filter(({ kind }) => kind === "person");
  return [...films, ...people].flatMap((point) => {
    const places = placesFor(point).filter(({ box }) => box.left >= EDGE && box.right <= width);
    const free = places.find(({ box }) => !taken.some((other) => overlap(box, other)));
    const chosen = free ?? (point.kind === "film" ? places[0] : undefined);
    if (!chosen) return [];
    taken.push(chosen.box);
    return [chosen.label];
  });
}

/** Where a name can be, the best first: right, left, above, below, and somewhat higher or lower at the sides. */
function placesFor(point: Named): { label: Label; box: Box }[] {
  const length = point.name.length * LETTER;
  const at = (anchor: Label["anchor"], x: number, y: number): { label: Label; box: Box } => {
    const left = { start: x, end: x - length, middle: x - length / 2 }[anchor];
    const box = { left, right: left + length, top: y - LINE + 3, bottom: y + 2 };
    return { label: { ...point, x, y, anchor }, box };
  };
  const { x, y } = point;
  const sides = [0, -8, 8, -15, 15].flatMap((higher) => [
    at("start", x + GAP, y + 4.5 + higher),
    at("end", x - GAP, y + 4.5 + higher),
  ]);
  return [...sides.slice(0, 2), at("middle", x, y - GAP), at("middle", x, y + GAP + 10), ...sides.slice(2)];
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
