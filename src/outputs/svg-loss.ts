import { largest, smallest } from "../lists";
import { lossPayload } from "../payload/build-loss";
import type { LossPayload, LossViewPayload, RunPayload } from "../payload/types";
import { escapeMarkup } from "./markup";
import { formatLoss } from "./number";
import { page, PAPER } from "./svg-page";

/** The parts of a run in the picture: its name for the legend, its losses, and where it diverged. */
export type NamedLoss = Pick<RunPayload, "name" | "loss" | "validation" | "divergedAt">;

/** The measure of a chart's losses, and the unit of its horizontal axis. */
export interface LossWords extends Pick<LossViewPayload, "measure"> {
  /** What the curves go over. @default "iteration" */
  step?: string;
}

/** Colours of the runs, distinct for all common kinds of colour vision. @see Okabe & Ito 2008 */
export const RUN_COLOURS: readonly string[] = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
];

/** The most points of all curves together: more are not told apart in a picture of this size. */
const MOST_POINTS = 4000;

const CHART_MARGIN = { left: 56, right: 12, top: 24, bottom: 34 };

/**
 * Whether losses need a logarithmic axis: whether those above zero span more than two decades. A loss of zero has no
 * position on such an axis; the curve ends before it.
 */
export function wantsLogAxis(values: readonly number[]): boolean {
  const { least, most } = positiveRange(values);
  return most / least > 100;
}

/** More iterations than this are drawn on a logarithmic axis, as most of what happens is in the first of them. */
const EVEN_ITERATIONS = 100;

/** Whether an axis that ends at this iteration is logarithmic, in log(1 + iteration): in every chart of losses the same. */
export function wantsLogIterations(last: number): boolean {
  return last > EVEN_ITERATIONS;
}

/** A linear axis of losses begins above zero where less than this share of it would be used. */
const USED = 0.6;
/** Losses that differ by less than this share are one level, which is seen best from zero. */
const LEVEL = 0.02;

/** Where a linear axis of losses begins: at zero, or below the least loss where all losses are far above zero. */
export function linearFloor(values: readonly number[]): number {
  const least = smallest(values);
  const most = largest(values, 0);
  const range = most - least;
  const far = least > 0 && range < USED * most && range > LEVEL * most;
  return far ? Math.max(0, least - 0.1 * range) : 0;
}

function positiveRange(values: readonly number[]): { least: number; most: number } {
  let least = Infinity;
  let most = 0;
  for (const value of values) {
    if (value > 0) least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { least, most };
}

/** The positions of the curve's points in the picture, in pixels. */
interface Axes {
  x: (iteration: number) => number;
  y: (value: number) => number;
  /** Losses that are marked with a line and a number. */
  ticks: number[];
  log: boolean;
  /** Whether the axis of iterations is logarithmic. */
  early: boolean;
  last: number;
}

/**
 * Loss curves over iterations as svg markup, with their own origin.
 * @param until the iteration at the right edge; for a running training its last. @default the last recorded one
 */
export function lossChart(
  runs: readonly NamedLoss[],
  width: number,
  height: number,
  until: number = lastRecordedIteration(runs),
  { measure = "mean squared error", step = "iteration" }: LossWords = {},
): { markup: string; width: number; height: number } {
  const axes = axesOf(runs, width, height, until);
  const caption = `Loss, ${escapeMarkup(measure)}${axes.log ? " (log)" : ""}`;
  const markup = [
    `<text x="0" y="12" font-size="12" font-weight="bold" fill="${PAPER.quiet}">${caption}</text>`,
    legend(runs, width),
    ...axes.ticks.map((tick) => gridLine(tick, axes.y(tick), width)),
    iterationLabels(axes, height, step),
    ...thinned(runs).map((run, k) => runCurves(run, axes, RUN_COLOURS[k % RUN_COLOURS.length])),
  ].join("");
  return { markup, width, height };
}

/** The size of {@link lossSvg} in pixels. */
export const LOSS_SVG = { width: 656, height: 216 } as const;

/** The loss curves alone, for use inside html; `until` as {@link lossChart} has it. */
export function lossSvg(runs: readonly NamedLoss[], until?: number, words?: LossWords): string {
  const margin = 8;
  const chart = lossChart(runs, LOSS_SVG.width - 2 * margin, LOSS_SVG.height - 2 * margin, until, words);
  return page(chart, "Loss by iteration", margin);
}

function lastRecordedIteration(runs: readonly NamedLoss[]): number {
  return runs.reduce(
    (most, { loss, validation, divergedAt = 1 }) =>
      Math.max(most, divergedAt, loss.iterations.at(-1) ?? 1, validation?.iterations.at(-1) ?? 1),
    1,
  );
}

function axesOf(runs: readonly NamedLoss[], width: number, height: number, last: number): Axes {
  const losses = runs.flatMap(({ loss, validation }) => [...loss.values, ...(validation?.values ?? [])]);
  const log = wantsLogAxis(losses);
  const level = log ? Math.log10 : (value: number): number => value;
  const { least, most } = positiveRange(losses);
  const floor = linearFloor(losses);
  const ticks = log ? logTicks(least, most) : linearTicks(floor, most || 1);
  const low = log ? Math.min(level(ticks[0]), level(least)) : Math.min(floor, ticks[0]);
  const high = level(ticks[ticks.length - 1]);
  const across = width - CHART_MARGIN.left - CHART_MARGIN.right;
  const down = height - CHART_MARGIN.top - CHART_MARGIN.bottom;
  const early = wantsLogIterations(last);
  const share = (iteration: number): number =>
    early ? Math.log1p(iteration) / Math.log1p(last) : iteration / last;
  return {
    x: (iteration) => CHART_MARGIN.left + share(iteration) * across,
    y: (value) => height - CHART_MARGIN.bottom - ((level(value) - low) / (high - low)) * down,
    ticks,
    log,
    early,
    last,
  };
}

function gridLine(tick: number, y: number, width: number): string {
  return (
    `<line x1="${CHART_MARGIN.left}" x2="${width - CHART_MARGIN.right}" y1="${y.toFixed(1)}" y2="${y.toFixed(1)}" stroke="${PAPER.track}"/>` +
    `<text x="${CHART_MARGIN.left - 8}" y="${(y + 4).toFixed(1)}" text-anchor="end" font-size="11" fill="${PAPER.quiet}">${formatLoss(tick)}</text>`
  );
}

function iterationLabels({ x, last, early }: Axes, height: number, step: string): string {
  const label = (iteration: number, anchor: string, text: string): string =>
    `<text x="${x(iteration).toFixed(1)}" y="${height - CHART_MARGIN.bottom + 16}" text-anchor="${anchor}" font-size="11" fill="${PAPER.quiet}">${text}</text>`;
  const end = label(last, "end", `${step} ${last}${early ? " (log)" : ""}`);
  if (!early) return label(0, "start", "0") + end;
  // The end has the room of about a fifth of the axis for its words.
  const powers = [1, 10, 100, 1000, 10_000, 100_000].filter(
    (power) => x(power) < x(0) + 0.75 * (x(last) - x(0)),
  );
  return label(0, "start", "0") + powers.map((power) => label(power, "middle", String(power))).join("") + end;
}

/** The runs with no more points than a picture needs. */
function thinned(runs: readonly NamedLoss[]): NamedLoss[] {
  const curves = runs.reduce((sum, { validation }) => sum + (validation ? 2 : 1), 0);
  const thin = ({ iterations, values }: LossPayload): LossPayload =>
    lossPayload({ iterations, loss: values }, Math.floor(MOST_POINTS / curves));
  return runs.map(({ loss, validation, ...run }) => ({
    ...run,
    loss: thin(loss),
    ...(validation ? { validation: thin(validation) } : {}),
  }));
}

/** The training loss, the loss on held-out cells as a dashed line, and a cross at the top where the run diverged. */
function runCurves({ loss, validation, divergedAt }: NamedLoss, axes: Axes, colour: string): string {
  const dashed = validation ? curvePath(validation, axes, colour, ' stroke-dasharray="6 4"') : "";
  return (
    curvePath(loss, axes, colour) + dashed + (divergedAt === undefined ? "" : cross(divergedAt, axes, colour))
  );
}

function cross(divergedAt: number, { x }: Axes, colour: string): string {
  const [at, top, arm] = [x(divergedAt), CHART_MARGIN.top + 5, 4];
  const arms =
    `M${(at - arm).toFixed(1)} ${top - arm}l${2 * arm} ${2 * arm}` + `m0 ${-2 * arm}l${-2 * arm} ${2 * arm}`;
  return (
    `<path d="${arms}" fill="none" stroke="${colour}" stroke-width="2"/>` +
    `<text x="${(at - 10).toFixed(1)}" y="${top + 4}" text-anchor="end" font-size="11" fill="${PAPER.quiet}">diverged</text>`
  );
}

function curvePath(
  { iterations, values }: LossPayload,
  { x, y, log }: Axes,
  colour: string,
  dash: string = "",
): string {
  const points = values.flatMap((value, k) =>
    log && value === 0 ? [] : [`${x(iterations[k]).toFixed(1)},${y(value).toFixed(1)}`],
  );
  return `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="2" stroke-linejoin="round"${dash}/>`;
}

/** The names of the runs in their colours, at the right of the caption; nothing for a single run. */
function legend(runs: readonly NamedLoss[], width: number): string {
  if (runs.length < 2) return "";
  let right = width - CHART_MARGIN.right;
  const entries = [...runs.entries()].reverse().map(([k, { name }]) => {
    const colour = RUN_COLOURS[k % RUN_COLOURS.length];
    const entry =
      `<text x="${right}" y="12" text-anchor="end" font-size="12" fill="${PAPER.quiet}">` +
      `<tspan fill="${colour}" font-weight="bold">— </tspan>${escapeMarkup(name)}</text>`;
    right -= (name.length + 4) * 7;
    return entry;
  });
  return entries.join("");
}

/** Powers of ten, at most five of them, the highest at or above the largest loss. */
function logTicks(least: number, most: number): number[] {
  const low = Math.floor(Math.log10(least));
  const high = Math.ceil(Math.log10(most));
  const step = Math.max(1, Math.ceil((high - low) / 4));
  const ticks: number[] = [];
  for (let power = high; power >= low; power -= step) ticks.unshift(10 ** power);
  return ticks;
}

/** Round steps from zero, or from the floor of the axis, up to the largest loss. */
function linearTicks(floor: number, most: number): number[] {
  const range = most - floor;
  const power = 10 ** Math.floor(Math.log10(range));
  const step = [0.25, 0.5, 1, 2.5, 5].map((s) => s * power).find((s) => range / s <= 4) ?? power * 5;
  const first = Math.floor(floor / step);
  const ticks = [first * step];
  while (ticks[ticks.length - 1] < most) ticks.push(Number(((first + ticks.length) * step).toPrecision(12)));
  return ticks;
}
