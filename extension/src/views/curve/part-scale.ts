import { localNumber } from "../../words";
import { countText, powerTicks, roundStep, ticksBetween, whole } from "./scale";
import type { Scale, Tick } from "./scale";

/** About how many ticks a part of an axis has, and how close one of its ends a tick may be for its label to fit. */
const TICKS = 5;
const END = 0.97;
const ROOM = 7;

/** The scale of losses from `low` to `high`, which a person has zoomed to. */
export function lossesBetween(low: number, high: number, log: boolean): Scale {
  if (!log) return { ...straight(low, high), ticks: evenTicks(low, high, lossText) };
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const ends = straight(from, to);
  const marks = ticksBetween(from, to).map(({ value }) => ({ value, label: lossText(value, value) }));
  const powers = whole(from, to, Math.max(1, Math.round((to - from) / TICKS)));
  return {
    share: (loss) => (loss > 0 ? ends.share(Math.log10(loss)) : NaN),
    value: (share) => 10 ** ends.value(share),
    ticks: powers.length > 2 ? powerTicks(powers) : marks.length > 1 ? marks : evenTicks(low, high, lossText),
  };
}

/** The scale of iterations from `from` to `to`, which a person has zoomed to. */
export function iterationsBetween(from: number, to: number, early: boolean): Scale {
  const even = evenTicks(from, to, countText, 1);
  if (!early) return fitting({ ...straight(from, to), ticks: even });
  const ends = straight(Math.log1p(from), Math.log1p(to));
  const marks = ticksBetween(Math.log10(Math.max(1, from)), Math.log10(to));
  const counts = marks.map(({ value }) => ({ value, label: countText(value) }));
  return fitting({
    share: (iteration) => ends.share(Math.log1p(iteration)),
    value: (share) => Math.expm1(ends.value(share)),
    ticks: to < 2 * TICKS || marks.length < 3 ? even : thinned(counts),
  });
}

function straight(low: number, high: number): Pick<Scale, "share" | "value"> {
  return {
    share: (value) => (value - low) / (high - low),
    value: (share) => low + share * (high - low),
  };
}

function evenTicks(
  low: number,
  high: number,
  text: (value: number, step: number) => string,
  least = 0,
): Tick[] {
  const step = Math.max(least, roundStep((high - low) / TICKS));
  return whole(low, high, step).map((value) => ({ value, label: text(value, step) }));
}

/** At most about as many ticks as fit beside each other. */
function thinned(ticks: readonly Tick[]): Tick[] {
  const every = Math.ceil(ticks.length / (TICKS + 2));
  return ticks.filter((_, k) => k % every === 0);
}

/** Leaves out a last label that would be wider than the margin at its right. */
function fitting(scale: Scale): Scale {
  const fits = ({ value, label }: Tick): boolean => scale.share(value) < END || label.length <= ROOM;
  return { ...scale, ticks: scale.ticks.filter(fits) };
}

/** A loss with as many digits as tell it from the tick a step away. */
function lossText(loss: number, step: number): string {
  const size = Math.max(Math.abs(loss), step);
  if (size >= 1e-4 && size < 1e6) {
    return localNumber(loss.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9))));
  }
  const digits = Math.floor(Math.log10(size)) - Math.floor(Math.log10(step) + 1e-9);
  return localNumber(loss.toExponential(Math.min(14, Math.max(0, digits))).replace("+", ""));
}
