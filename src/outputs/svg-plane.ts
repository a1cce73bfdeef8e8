import type { PlaneViewPayload } from "../payload/types";
import { facts } from "./describe";
import { LabelPlaces, LONGEST_NAME } from "./label-places";
import type { LabelPlace } from "./label-places";
import { nameReach } from "./map-places";
import { arrowHead, planeArrows, planeExtent, PlaneScale } from "./plane-places";
import type { PlaneArrow } from "./plane-places";
import { featureName, sampleNote } from "./plane-words";
import { RUN_COLOURS } from "./svg-loss";
import { leader } from "./svg-map";
import { PAPER, round, textElement } from "./svg-page";
import type { Part } from "./svg-page";
import { cutText } from "./table/brief";
import { english } from "./translate";

const SIZE = { width: 640, height: 440, line: 160, top: 48, bottom: 26 } as const;
const COLOURS = { column: RUN_COLOURS[0], row: RUN_COLOURS[2] } as const;

/** A place of the picture, from its left and its top. */
type Place = readonly [x: number, y: number];

/** An arrow with its place in the picture. */
interface Placed extends PlaneArrow {
  readonly at: Place;
}

/** The rows and columns of a factorization as arrows in the plane of two features, with their names. */
export function planeChart(payload: PlaneViewPayload): Part {
  const { width, top, bottom } = SIZE;
  const height = payload.features.length > 1 ? SIZE.height : SIZE.line;
  const all = planeArrows(payload, payload.features);
  const scale = new PlaneScale(planeExtent(all.map(({ tip }) => tip)), width, height);
  const origin = scale.place([0, 0]);
  const arrows = all.map((arrow): Placed => ({ ...arrow, at: scale.place(arrow.tip) }));
  const named = arrows.map(({ name, at: [x, y] }) => ({ name, x, y }));
  const room = { width, height, reach: nameReach(named.length), from: origin };
  const places = new LabelPlaces(named, room).all();
  const names = arrows.map((arrow, k) => drawName(arrow, places[k]));
  const picture = [
    axes(origin, height),
    drawArrows(arrows, "row", origin),
    drawArrows(arrows, "column", origin),
    `<g font-size="11" fill="${PAPER.ink}" paint-order="stroke" stroke="${PAPER.colour}" stroke-width="3">${names.join("")}</g>`,
  ];
  const frame = `<rect width="${width}" height="${height}" rx="4" fill="none" stroke="${PAPER.track}"/>`;
  const moved = `<g transform="translate(0 ${top})">${frame}${picture.join("")}</g>`;
  return {
    markup: heading(payload) + moved + legend(payload, top + height + 16),
    width,
    height: top + height + bottom,
  };
}

function heading(payload: PlaneViewPayload): string {
  const quiet = `font-size="12" fill="${PAPER.quiet}"`;
  const title = `font-size="14" font-weight="bold" fill="${PAPER.ink}"`;
  return (
    textElement(0, 14, "Plane of features", title) + textElement(0, 34, facts(payload).join(" · "), quiet)
  );
}

function axes([x, y]: Place, height: number): string {
  const { width } = SIZE;
  const line = `stroke="${PAPER.track}"`;
  return (
    `<line x1="0" y1="${round(y)}" x2="${width}" y2="${round(y)}" ${line}/>` +
    `<line x1="${round(x)}" y1="0" x2="${round(x)}" y2="${height}" ${line}/>`
  );
}

/** The arrows of a kind; all their shafts are one path, since hundreds have to fit into an output. */
function drawArrows(arrows: readonly Placed[], kind: "row" | "column", [x0, y0]: Place): string {
  const own = arrows.filter((arrow) => arrow.kind === kind);
  const [width, opacity] = kind === "column" ? [1.5, 0.9] : [1, 0.45];
  const from = `M${short(x0)} ${short(y0)}L`;
  const path = own.map(({ at: [x, y] }) => `${from}${short(x)} ${short(y)}`).join("");
  const line = `fill="none" stroke="${COLOURS[kind]}" stroke-width="${width}" stroke-opacity="${opacity}"`;
  const tips = own.map(({ at }) => {
    const head = kind === "column" ? arrowHead([x0, y0], at) : "";
    if (head !== "") return `<polygon points="${head}"/>`;
    return `<circle cx="${short(at[0])}" cy="${short(at[1])}" r="3.5"/>`;
  });
  return `<path d="${path}" ${line}/><g fill="${COLOURS[kind]}">${tips.join("")}</g>`;
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function drawName({ name, at: [x, y] }: Placed, place: LabelPlace | null): string {
  if (!place) return "";
  const text = textElement(place.x, place.y, cutText(name, LONGEST_NAME), `text-anchor="${place.anchor}"`);
  return place.far ? leader(x, y, place) + text : text;
}

function legend({ features, labels, sampleOf, data }: PlaneViewPayload, y: number): string {
  const [across, up] = features.map((t) => featureName(t, labels, english));
  const directions = up === undefined ? `→ ${across}` : `→ ${across}   ↑ ${up}`;
  const small = `font-size="11"`;
  return [
    textElement(0, y, "● rows of L", `${small} fill="${COLOURS.row}"`),
    textElement(82, y, "➤ columns of U", `${small} fill="${COLOURS.column}"`),
    sampleOf
      ? textElement(190, y, sampleNote(data, sampleOf, english), `${small} fill="${PAPER.quiet}"`)
      : "",
    textElement(SIZE.width, y, directions, `${small} text-anchor="end" fill="${PAPER.quiet}"`),
  ].join("");
}
