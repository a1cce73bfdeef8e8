import { createRandom, shuffle } from "../matrix/random";

/** Draws the numbers of an exercise, the same for the same learner on every machine. */
export interface Draw {
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** A number from `low` to `high` in steps of `step`, both included. */
  stepped(low: number, high: number, step: number): number;
  /** `length` numbers, each drawn by `one`. */
  list<Value>(length: number, one: () => Value): Value[];
  /** One of a list. */
  pick<Value>(from: readonly Value[]): Value;
  /** A copy of a list in random order. */
  shuffled<Value>(from: readonly Value[]): Value[];
}

/** @param purpose tells draws of one seed apart: whose they are, and for which exercise. */
export function drawFor(purpose: string): Draw {
  const random = createRandom(0, `course ${purpose}`);
  const whole = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  return {
    whole,
    stepped(low, high, step) {
      // A quotient has the digits that a person would write; a sum of steps need not.
      const perOne = Math.round(1 / step);
      return whole(Math.round(low * perOne), Math.round(high * perOne)) / perOne;
    },
    list: (length, one) => Array.from({ length }, one),
    pick: (from) => from[whole(0, from.length - 1)],
    shuffled(from) {
      const places = from.map((_, k) => k);
      shuffle(places, random);
      return places.map((k) => from[k]);
    },
  };
}
