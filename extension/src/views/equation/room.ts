import { widthOf } from "./layout";
import type { LaidOut } from "./layout";
import type { PanelFigure } from "./panel";

/** The longest side of all heatmaps of an equation, in pixels. */
const SIDE = { least: 280, most: 400, step: 10 };
/** The least width of a heatmap with the range below it, in pixels. */
const RANGE = 72;
/** The width above which wide tables scroll, in pixels and as a share of the view's, as the stylesheet has it. */
const WIDE = { least: 220, share: 0.25 };

/** A matrix of the equation: how it would be laid out as a table of numbers, and its figure. */
interface Drawn {
  readonly laidOut: LaidOut;
  readonly figure: Pick<PanelFigure, "heatmapWidth" | "isWide">;
}

/** The most pixels of the longest side of all heatmaps with which they stand in one row of this width. */
export function heatmapSide(terms: readonly Drawn[], width: number): number {
  const fits = (side: number): boolean => {
    const heatmaps = terms.flatMap((term) => heatmapOf(term, side) ?? []);
    return widthOf(heatmaps, 0) <= width;
  };
  let side = SIDE.most;
  while (side > SIDE.least && !fits(side)) side -= SIDE.step;
  return side;
}

/** A matrix as the layout sees it. @param side the longest side of all heatmaps. @param width the view's. */
export function roomOf(term: Drawn, side: number, width: number): LaidOut {
  const { laidOut, figure } = term;
  const most = Math.max(WIDE.least, WIDE.share * width);
  return heatmapOf(term, side) ?? (figure.isWide ? { ...laidOut, most } : laidOut);
}

function heatmapOf({ figure }: Drawn, side: number): LaidOut | null {
  const width = figure.heatmapWidth(side);
  if (width === null) return null;
  return { columns: 0, characters: { numbers: 0, names: 0 }, names: Math.max(RANGE, width) };
}
