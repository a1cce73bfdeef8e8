import { exp } from "../../kernels/math";
import { normal } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import { centred } from "./centred";
import { GENRES, PERSONS, PLACES, TASTES } from "./words";
import type { Genre } from "./words";

/** How many films there are. */
export const FILMS = 1000;
const FIRST_YEAR = 1960;
const YEARS = 65;
/** How far a film's tastes are from those of its genres. */
const OWN_TASTE = 0.45;
/** How far films differ in how good they are, in stars. */
const BIAS = 0.4;

/** The films: what is seen of them, and what only their maker knows. */
export interface Films {
  readonly titles: string[];
  readonly genres: string[][];
  readonly years: number[];
  /** How many stars more than others a film gets. */
  readonly bias: Float64Array;
  /** How well known each is; no unit. */
  readonly fame: Float64Array;
  /** Films × tastes, with means of 0. */
  readonly factors: number[][];
}

/** Draws the films. */
export function makeFilms(random: Random): Films {
  const draw = normal(random);
  const taken = new Set<string>();
  const kinds = Array.from({ length: FILMS }, () => someGenres(random));
  const titles = kinds.map(([main]) => newTitle(main, random, taken));
  // Newer films are more: the square root puts half of them into the last three tenths of the years.
  const years = titles.map(() => FIRST_YEAR + Math.floor(YEARS * Math.sqrt(random())));
  const bias = Float64Array.from(titles, () => BIAS * draw());
  // Good films are known to more people; most are known to few.
  const fame = bias.map((stars) => exp(1.1 * draw() + 1.2 * stars));
  const factors = kinds.map((several) => TASTES.map((_, t) => meanTaste(several, t) + OWN_TASTE * draw()));
  return {
    titles: titles.map((title, i) => `${title} (${years[i]})`),
    genres: kinds.map((several) => several.map(({ name }) => name).sort()),
    ...{ years, bias, fame, factors: centred(factors) },
  };
}

/** One genre to three, the most important first. */
function someGenres(random: Random): Genre[] {
  const several = [pick(GENRES, random)];
  while (several.length < 3 && random() < 0.4) {
    const another = pick(GENRES, random);
    if (!several.includes(another)) several.push(another);
  }
  return several;
}

/** How much of a taste films of these genres have: the first counts twice. */
function meanTaste(several: readonly Genre[], taste: number): number {
  const sum = several.reduce((total, { tastes }) => total + tastes[taste], several[0].tastes[taste]);
  return sum / (several.length + 1);
}

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)];

function newTitle(main: Genre, random: Random, taken: Set<string>): string {
  for (;;) {
    const title = someTitle(main, random);
    if (taken.has(title)) continue;
    taken.add(title);
    return title;
  }
}

function someTitle({ qualities, things }: Genre, random: Random): string {
  const thing = pick(things, random);
  const form = random();
  if (form < 0.6) return `The ${named(pick(qualities, random))} ${thing}`;
  if (form < 0.75) return `The ${thing} of ${named(pick(PLACES, random))}`;
  if (form < 0.9) return `${pick(PERSONS, random)} and the ${thing}`;
  return `${named(pick(qualities, random))} ${named(pick(PLACES, random))}`;
}

/** The lists of words are parted by spaces, so that a hyphen stands for one in names of places. */
const named = (word: string): string => word.replace("Port-", "Port ");
