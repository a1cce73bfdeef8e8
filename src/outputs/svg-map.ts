import type { MapViewPayload } from "../payload/types";
import { said } from "./translate";
import { leaderLine, LONGEST_NAME } from "./label-places";
import type { LabelPlace } from "./label-places";
import { mapHeight, mapPlaces } from "./map-places";
import { RUN_COLOURS } from "./svg-loss";
import { page, PAPER, round, textElement } from "./svg-page";
import type { Part } from "./svg-page";
import { cutText } from "./table/brief";

/** More dots share one path, which takes a fifth of the bytes. */
const MOST_CIRCLES = 200;

const SIZE = { width: 720, top: 28, bottom: 24 } as const;

/** A map alone, for use inside html. */
export function mapSvg(payload: MapViewPayload): string {
  return page(mapChart(payload), said(payload.title), 8);
}

/** The points with their names, the map's title, and the names of its axes. */
export function mapChart(payload: MapViewPayload): Part {
  const { width, top, bottom } = SIZE;
  const height = mapHeight(payload, width);
  const positions = mapPlaces(payload, width, height);
  const dots = drawDots(Array.from(positions.x, (x, k) => [x, top + positions.y[k]]));
  const names = positions.names.map((place, k) => {
    if (!place) return "";
    const style = `text-anchor="${place.anchor}" font-size="11" fill="${PAPER.ink}"`;
    const moved = { ...place, y: top + place.y };
    const text = textElement(moved.x, moved.y, cutText(payload.names[k], LONGEST_NAME), style);
    return place.far ? leader(positions.x[k], top + positions.y[k], moved) + text : text;
  });
  const frame = `<rect y="${top}" width="${width}" height="${height}" rx="4" fill="none" stroke="${PAPER.track}"/>`;
  const title = textElement(
    0,
    14,
    said(payload.title),
    `font-size="14" font-weight="bold" fill="${PAPER.ink}"`,
  );
  const [x, y] = payload.axes.map((axis) => said(axis));
  const axes = textElement(
    width,
    top + height + 16,
    `→ ${x}   ↑ ${y}`,
    `text-anchor="end" font-size="11" fill="${PAPER.quiet}"`,
  );
  return {
    markup: [title, frame, dots, ...names, axes].join(""),
    width,
    height: top + height + bottom,
  };
}

function drawDots(places: readonly (readonly [x: number, y: number])[]): string {
  if (places.length > MOST_CIRCLES) {
    const path = places.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join("");
    return `<path d="${path}" stroke="${RUN_COLOURS[0]}" stroke-opacity="0.7" stroke-width="7" stroke-linecap="round"/>`;
  }
  const circles = places.map(
    ([x, y]) =>
      `<circle cx="${round(x)}" cy="${round(y)}" r="3.5" fill="${RUN_COLOURS[0]}" fill-opacity="0.7"/>`,
  );
  return circles.join("");
}

/** The line from a point to its name, where that stands farther away. */
export function leader(x: number, y: number, place: LabelPlace): string {
  const { x2, y2 } = leaderLine({ x, y }, place);
  const ends = `x1="${round(x)}" y1="${round(y)}" x2="${round(x2)}" y2="${round(y2)}"`;
  return `<line ${ends} stroke="${PAPER.quiet}" stroke-width="0.5"/>`;
}
