import { exp, log } from "../../kernels/math";
import { normal } from "../../matrix/random";
import type { Random } from "../../matrix/random";
import type { RatingColumns } from "../../ratings/parallel";
import { FILMS } from "./films";
import type { Films } from "./films";
import { makeTimes, PEOPLE } from "./people";
import type { People } from "./people";

/** What the middle rating is, in stars. */
export const MEAN = 3.1;
/** How far one and the same person's ratings of one and the same film are apart, in stars. */
const CHANCE = 0.85;
/** How much more often people see what they will like. */
const CHOICE = 1;

/** The mean of the ratings that a person would give a film, if asked again and again, before they are made half stars. */
export function expectedStars({ people, films }: Truth, u: number, i: number): number {
  return MEAN + people.bias[u] + films.bias[i] + taste(people.factors[u], films.factors[i]);
}

/** Who rates what: drawn first, and the ratings from it. */
export interface Truth {
  readonly people: People;
  readonly films: Films;
}

function taste(person: readonly number[], film: readonly number[]): number {
  let sum = 0;
  for (let t = 0; t < person.length; t++) sum += person[t] * film[t];
  return sum;
}

/** Draws who rates what, when and how. Ids are numbers from 1. */
export function drawRatings(truth: Truth, random: Random): Required<Omit<RatingColumns, "weights">> {
  const columns = {
    users: [] as number[],
    items: [] as number[],
    ratings: [] as number[],
    timestamps: [] as number[],
  };
  const draw = normal(random);
  for (let u = 0; u < PEOPLE; u++) {
    const seen = choose(truth, u, random);
    const times = makeTimes(seen.length, random);
    for (const [k, i] of seen.entries()) {
      const stars = halfStars(expectedStars(truth, u, i) + CHANCE * draw());
      if (times[k] < firstOf(truth.films.years[i] + 1)) continue;
      columns.users.push(u + 1);
      columns.items.push(i + 1);
      columns.ratings.push(stars);
      columns.timestamps.push(times[k]);
    }
  }
  return columns;
}

/**
 * The films that a person has seen, in the order in which they are rated: famous ones, and of a taste, more often. The
 * smallest of random numbers with rates are a random sample with these weights. @see Efraimidis & Spirakis 2006
 */
function choose({ people, films }: Truth, u: number, random: Random): number[] {
  const keys = new Float64Array(FILMS);
  for (let i = 0; i < FILMS; i++) {
    const rate = films.fame[i] * exp(CHOICE * taste(people.factors[u], films.factors[i]));
    keys[i] = -log(1 - random()) / rate;
  }
  const limit = keys.slice().sort()[people.counts[u]];
  const seen: number[] = [];
  for (let i = 0; i < FILMS; i++) if (keys[i] < limit) seen.push(i);
  return seen.sort((i, j) => keys[i] - keys[j]);
}

const halfStars = (stars: number): number => Math.min(5, Math.max(0.5, Math.round(2 * stars) / 2));

/** The first second of a year from 1901 to 2099, since 1970: there is a leap day every fourth year. */
const firstOf = (year: number): number => 86_400 * (365 * (year - 1970) + Math.floor((year - 1969) / 4));
