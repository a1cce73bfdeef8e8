/** Positions are indices into the iterations of the recorded frames, which rise. */

/** Which of the stops is nearest to a place, as `place` tells where each is; 0 where there are none. */
export function nearestStop(
  stops: readonly number[],
  wanted: number,
  place: (iteration: number) => number,
): number {
  const distance = (k: number): number => Math.abs(place(stops[k]) - wanted);
  return stops.reduce((best, _, k) => (distance(k) < distance(best) ? k : best), 0);
}

/** The position within bounds. */
export function clamp(position: number, count: number): number {
  return Math.min(Math.max(0, count - 1), Math.max(0, position));
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 },
  ...{ PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity },
};

/** How many frames a key goes on or back; undefined for a key that goes nowhere. */
export function keyStep(key: string): number | undefined {
  return Object.hasOwn(KEY_STEPS, key) ? KEY_STEPS[key] : undefined;
}

/** The most quick jumps. */
const MOST_JUMPS = 5;

/** Iterations worth a button: powers of ten from 1, and the end. */
export function jumpsOf(total: number): number[] {
  const powers = Math.ceil(Math.log10(Math.max(1, total)));
  const step = Math.max(1, Math.ceil(powers / (MOST_JUMPS - 1)));
  const jumps = Array.from({ length: Math.ceil(powers / step) }, (_, k) => 10 ** (k * step));
  return total >= 1 ? [...jumps, total] : [];
}
