import { exp, log } from "../../kernels/math";
import { normal } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import { centred } from "./centred";
import { GENRES, TASTES } from "./words";

/** How many people there are. */
export const PEOPLE = 600;
/** Everybody has rated this many films, but for those that were not out yet. */
const FEWEST = 20;
const MOST = 700;
/** How far people differ in how kind they are, in stars. */
const BIAS = 0.4;
/** How much people care about one genre, and how much about each of the tastes besides. */
const GENRE = 0.45;
const OWN_TASTE = 0.35;

const DAY = 86_400;
/** 2015-01-01, in seconds since 1970, and the days until the end of 2024. */
const BEGIN = 1_420_070_400;
const DAYS = 3653;

/** The people: what only their maker knows. */
export interface People {
  /** How many stars more than others they give. */
  readonly bias: Float64Array;
  /** How many films they have rated. */
  readonly counts: Int32Array;
  /** People × tastes, with means of 0. */
  readonly factors: number[][];
}

/** Draws the people. */
export function makePeople(random: Random): People {
  const draw = normal(random);
  const some = Array.from({ length: PEOPLE });
  const bias = Float64Array.from(some, () => BIAS * draw());
  const counts = Int32Array.from(some, () => Math.min(MOST, FEWEST + Math.floor(exp(4.92 + 0.9 * draw()))));
  const factors = some.map(() => {
    const { tastes } = GENRES[Math.floor(random() * GENRES.length)];
    return TASTES.map((_, t) => GENRE * tastes[t] + OWN_TASTE * draw());
  });
  return { bias, counts, factors: centred(factors) };
}

/** When somebody rates `count` films, ascending: some twenty in an evening, and then nothing for weeks. */
export function makeTimes(count: number, random: Random): number[] {
  let time = BEGIN + Math.floor(random() * DAYS * 0.9) * DAY + 18 * 3600;
  const end = BEGIN + DAYS * DAY;
  return Array.from({ length: count }, () => {
    const pause = random() < 0.05 ? -30 * log(1 - random()) * DAY : 5 + 40 * random();
    if (time + pause < end) time += pause;
    return Math.floor(time);
  });
}
