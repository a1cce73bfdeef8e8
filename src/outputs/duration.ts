import { formatCount } from "./progress-number";

/** A speed, to three digits: `0.52`, `12.3`, `45,200`. */
export function formatRate(perSecond: number): string {
  const rounded = Number(perSecond.toPrecision(3));
  return rounded >= 100 ? formatCount(Math.round(rounded)) : rounded.toPrecision(3);
}

/**
 * A duration in words: `12 ms`, `1.2 s`, `48 s`, `3 min 20 s`, `2 h 05 min`.
 * @param seconds a finite number ≥ 0.
 */
export function formatDuration(seconds: number): string {
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${twoDigits(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${formatCount(Math.floor(minutes / 60))} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
