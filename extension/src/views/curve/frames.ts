/** Positions are indices into the rising iterations of the recorded frames. */

/** The index of the stop nearest to a share of the axis, where `shareOf` gives that of each stop; 0 if there are none. */
export function nearestStop(
  stops: readonly number[],
  share: number,
  shareOf: (iteration: number) => number,
): number {
  const distance = (k: number): number => Math.abs(shareOf(stops[k]) - share);
  return stops.reduce((best, _, k) => (distance(k) < distance(best) ? k : best), 0);
}

/** Limits a position to the `count` frames. */
export function clamp(position: number, count: number): number {
  return Math.min(Math.max(0, count - 1), Math.max(0, position));
}

const KEY_STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 },
  ...{ PageUp: 10, PageDown: -10, Home: -Infinity, End: Infinity },
};

/** How many frames a key goes forward or back; undefined for other keys. */
export function keyStep(key: string): number | undefined {
  return Object.hasOwn(KEY_STEPS, key) ? KEY_STEPS[key] : undefined;
}

/** The most buttons for jumps. */
const MOST_JUMPS = 5;

/** The iterations that get a button: powers of ten from 1, and the last one. */
export function jumpsOf(total: number): number[] {
  const powers = Math.ceil(Math.log10(Math.max(1, total)));
  const step = Math.max(1, Math.ceil(powers / (MOST_JUMPS - 1)));
  const jumps = Array.from({ length: Math.ceil(powers / step) }, (_, k) => 10 ** (k * step));
  return total >= 1 ? [...jumps, total] : [];
}
