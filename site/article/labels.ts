import { LabelPlaces } from "factorlab/view";
import type { LabelPlace } from "factorlab/view";

/** A point of a picture that has a name, in pixels. */
export interface Named {
  kind: "film" | "person";
  name: string;
  x: number;
  y: number;
}

/** A name, where its text begins or ends. */
export interface Label extends Named {
  anchor: LabelPlace["anchor"];
}

/** The size of the letters, in pixels. */
const SIZE = 13;
/** The width of the vertical axis's name, at the left. */
const EDGE = 22;

/**
 * Puts names beside their points so that they cover neither one another nor other points. Films come first; a person
 * for whose name there is no room has none.
 * @param width of the picture, in pixels
 */
export function placeLabels(points: readonly Named[], width: number): Label[] {
  const of = (wanted: Named["kind"]): Named[] => points.filter(({ kind }) => kind === wanted);
  const all = [...of("film"), ...of("person")];
  const places = new LabelPlaces(all, { width, height: Infinity, left: EDGE, size: SIZE }).all();
  return all.flatMap((point, k) => {
    const place = places[k] ?? (point.kind === "film" ? alone(point, width) : null);
    return place ? [{ ...point, x: place.x, y: place.y, anchor: place.anchor }] : [];
  });
}

/** Where a name would stand without any others. */
function alone(point: Named, width: number): LabelPlace | null {
  return new LabelPlaces([point], { width, height: Infinity, left: EDGE, size: SIZE }).all()[0];
}
