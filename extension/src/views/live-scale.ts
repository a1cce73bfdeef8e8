import type { LossPayload } from "factorlab";

/** The picture's size and the room around its curve, in pixels. */
export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where a loss stands between the lower and the upper edge. */
export interface LossScale {
  low: number;
  high: number;
  ticks: number[];
  /** From 0, the lower edge, to 1; NaN for a loss that has no place. */
  share(loss: number): number;
  format(tick: number): string;
}

const MOST_TICKS = 5;

/** The scale of the loss chart: whole decades on a logarithmic axis, else from zero. */
export function lossScale(values: readonly number[], log: boolean): LossScale {
  const levels = values.map((value) => (log ? Math.log10(value) : value)).filter(Number.isFinite);
  const most = levels.reduce((a, b) => Math.max(a, b), log ? -Infinity : 0);
  return log
    ? decades(
        levels.reduce((a, b) => Math.min(a, b), Infinity),
        most,
      )
    : linear(most || 1);
}

function decades(least: number, most: number): LossScale {
  const step = Math.ceil((most - least) / (MOST_TICKS - 1));
  const edge = 0.04 * (most - least);
  const line = step * Math.floor(least / step);
  const low = least - line < 3 * edge ? line : least - edge;
  const high = most + edge;
  const ticks: number[] = [];
  for (let power = step * Math.ceil(low / step); power <= high; power += step) ticks.push(10 ** power);
  const share = (loss: number): number => (Math.log10(loss) - low) / (high - low);
  return { low, high, ticks, share, format: (tick) => powerOfTen(Math.round(Math.log10(tick))) };
}

function linear(most: number): LossScale {
  const high = 1.05 * most;
  const step = roundStep(most / (MOST_TICKS - 1));
  const ticks: number[] = [];
  for (let k = 0; k * step <= high; k++) ticks.push(k * step);
  // As many digits as tell two ticks apart.
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const format = (tick: number): string =>
    high >= 1e6 || decimals > 4 ? String(Number(tick.toPrecision(2))) : tick.toFixed(decimals);
  return { low: 0, high, ticks, share: (loss) => loss / high, format };
}

/** 1, 2 or 5 times a power of ten, not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((step) => step * power >= least) ?? 10);
}

/** Iterations that get a label, from 0 to `until`. */
export function iterationTicks(until: number): number[] {
  const step = Math.max(1, roundStep(until / 7));
  return Array.from({ length: Math.floor(until / step) + 1 }, (_, k) => k * step);
}

/** The curve as an svg path. */
export function curvePath(
  { iterations, values }: LossPayload,
  scale: LossScale,
  until: number,
  { width, height, left, right, top, bottom }: Frame,
): string {
  const points: string[] = [];
  values.forEach((value, k) => {
    const share = scale.share(value);
    if (!Number.isFinite(share)) return;
    const x = left + (iterations[k] / until) * (width - left - right);
    const y = top + (1 - share) * (height - top - bottom);
    points.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
  });
  return points.length > 0 ? `M${points.join("L")}` : "";
}

function powerOfTen(power: number): string {
  if (power === 0 || power === 1) return String(10 ** power);
  return `10${String(power).replace(/[-\d]/g, (c) => RAISED[c])}`;
}

const RAISED: Readonly<Record<string, string>> = {
  ...{ "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴" },
  ...{ "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹" },
};
