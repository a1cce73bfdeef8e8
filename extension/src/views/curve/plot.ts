import type { LossPayload, RunPayload } from "factorlab/view";
import { iterationsBetween, lossesBetween } from "./part-scale";
import { earlyScale, iterationScale, lossScale } from "./scale";
import type { Scale } from "./scale";

/**
 * The margin around the plot, in pixels. Plotly gets the same, so that our layers over its chart agree with its curves.
 */
export const PLOT_MARGIN = { left: 52, right: 24, top: 12, bottom: 38 } as const;

/** Both axes of a chart of losses. Everything is drawn in shares of the plot's width and height. */
export interface Plot {
  x: Scale;
  y: Scale;
  /** Whether losses are on a logarithmic axis. */
  log: boolean;
  /** Whether iterations are on a logarithmic axis, which gives the first ones most of the room. */
  early: boolean;
}

/** The options of the axes. */
export interface AxisOptions {
  log: boolean;
  /** Whether the first iterations get most of the room. @default false */
  early?: boolean;
  /** The iteration at the right edge. @default the last one of the runs */
  until?: number;
  /** The part of the curves that is in sight. @default all of them */
  part?: PlotPart | null;
}

/** A part of a chart, in iterations and losses. */
export interface PlotPart {
  iterations: readonly [number, number];
  /** Null where the axis fits what is in sight of the curves. */
  losses: readonly [number, number] | null;
}

/** Makes axes that hold all of the runs, or a part of them. */
export function plotOf(runs: readonly RunPayload[], options: AxisOptions): Plot {
  const { log, early = false, until = lastIterationOf(runs), part } = options;
  if (part) return partOf(runs, part, log, early);
  const end = Math.max(1, until);
  return { x: early ? earlyScale(end) : iterationScale(end), y: lossScale(allLosses(runs), log), log, early };
}

function partOf(runs: readonly RunPayload[], part: PlotPart, log: boolean, early: boolean): Plot {
  const [from, to] = part.iterations;
  const x = iterationsBetween(from, to, early);
  const chosen = part.losses && (!log || part.losses[0] > 0) ? part.losses : null;
  const y = chosen ? lossesBetween(...chosen, log) : lossScale(lossesWithin(runs, from, to), log);
  return { x, y, log, early };
}

/** The losses of the runs from one iteration to another, and those of the last points before and the first behind. */
function lossesWithin(runs: readonly RunPayload[], from: number, to: number): number[] {
  const curves = runs.flatMap(({ loss, validation }) => (validation ? [loss, validation] : [loss]));
  return curves.flatMap(({ iterations, values }) =>
    values.filter((_, k) => (iterations[k + 1] ?? Infinity) > from && (iterations[k - 1] ?? -Infinity) < to),
  );
}

/** All losses of the runs, including those on held-out cells. */
export function allLosses(runs: readonly RunPayload[]): number[] {
  return runs.flatMap(({ loss, validation }) => [...loss.values, ...(validation?.values ?? [])]);
}

/** The last iteration of any loss or mark of the runs. */
export function lastIterationOf(runs: readonly RunPayload[]): number {
  const ends = runs.flatMap(({ loss, validation, bestAt, stoppedAt, divergedAt }) => [
    ...[loss.iterations.at(-1), validation?.iterations.at(-1)],
    ...[bestAt, stoppedAt, divergedAt],
  ]);
  return ends.reduce<number>((most, end) => Math.max(most, end ?? 0), 0);
}

/** A point of a curve as shares of the plot, from the lower left corner; `y` is NaN without a position on the axis. */
export interface Point {
  x: number;
  y: number;
}

export function pointsOf({ iterations, values }: LossPayload, { x, y }: Plot): Point[] {
  return values.map((value, k) => ({ x: x.share(iterations[k]), y: y.share(value) }));
}

/** The side of the square for SVG paths, which is stretched over the plot. */
export const SQUARE = 1000;

/** Writes the curve as an SVG path in a square; losses without a position on the axis are left out. */
export function curvePathData(loss: LossPayload, plot: Plot): string {
  const coordinates = pointsOf(loss, plot)
    .filter((point) => Number.isFinite(point.y))
    .map(({ x, y }) => `${(SQUARE * x).toFixed(1)} ${(SQUARE * (1 - y)).toFixed(1)}`);
  return coordinates.length > 0 ? `M${coordinates.join("L")}` : "";
}

/** The point of the drawn curve at an iteration, interpolated between its points; null if there is no curve. */
export function pointAt(loss: LossPayload, plot: Plot, iteration: number): Point | null {
  const points = pointsOf(loss, plot).filter((point) => Number.isFinite(point.y));
  if (points.length === 0) return null;
  const x = plot.x.share(iteration);
  const after = points.findIndex((point) => point.x >= x);
  if (after === 0) return { x, y: points[0].y };
  if (after < 0) return { x, y: points[points.length - 1].y };
  const [from, to] = [points[after - 1], points[after]];
  const share = (x - from.x) / (to.x - from.x);
  return { x, y: from.y + share * (to.y - from.y) };
}

/** The loss that was recorded at an iteration, or last before it; null if there is none. */
export function lossAt({ iterations, values }: LossPayload, iteration: number): number | null {
  const after = iterations.findIndex((recorded) => recorded > iteration);
  const index = (after < 0 ? iterations.length : after) - 1;
  return values[Math.max(0, index)] ?? null;
}
