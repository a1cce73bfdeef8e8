/** The table of the article: made up, for films that people know. */

export const PEOPLE = ["Ada", "Ben", "Chloe", "Dev", "Elif", "Finn", "Grace", "Hugo"];
export const FILMS = ["Gravity", "Apollo 13", "WALL·E", "Titanic", "Amélie", "Casablanca"];

/** A rating in stars, or null where somebody has not seen the film. */
export type Stars = number | null;

/** A cell, by its person and its film, both counted from 0. */
export type Place = readonly [person: number, film: number];

export const RATINGS: readonly (readonly Stars[])[] = [
  [5, null, 4, 2, 1, 1],
  [1, 2, null, 4, 5, 5],
  [5, 5, 5, 4, 5, null],
  [4, 5, 4, 2, 1, null],
  [null, 1, 3, 5, 4, 5],
  [3, 3, 4, null, 3, 3],
  [5, 5, 4, 1, null, 1],
  [2, 2, null, 4, 5, 4],
];

/** The question of the article: what would Ada give Apollo 13? */
export const ADA = 0;
export const APOLLO = 1;

/** Eight ratings, from both kinds of films, that leave everybody three or more. */
export const EIGHT_TO_HIDE: readonly Place[] = [
  [4, 1],
  [1, 0],
  [2, 1],
  [6, 5],
  [6, 0],
  [1, 1],
  [2, 3],
  [7, 4],
];

/** How much space and love is in each film, from 0 to 1, as somebody might say who has seen it. */
export const FILM_DIALS: readonly (readonly [space: number, love: number])[] = [
  [0.9, 0.2],
  [0.9, 0.1],
  [0.7, 0.5],
  [0.1, 0.9],
  [0, 1],
  [0, 0.9],
];

/** How many stars each person gives for space and for love. Ada's are the reader's to find. */
export const PERSON_DIALS: readonly (readonly [space: number, love: number])[] = [
  [2.5, 2.5],
  [1, 5],
  [4.5, 4.5],
  [4.5, 1],
  [1, 4.75],
  [3, 3],
  [5, 1],
  [1.5, 4.5],
];

/** The ratings without those at `hidden`. */
export function ratingsWithout(hidden: Iterable<Place>): Stars[][] {
  const left = RATINGS.map((row) => [...row]);
  for (const [person, film] of hidden) left[person][film] = null;
  return left;
}

/** All cells that have a rating. */
export function ratedPlaces(ratings: readonly (readonly Stars[])[] = RATINGS): Place[] {
  return ratings.flatMap((row, person) =>
    row.flatMap((stars, film): Place[] => (stars === null ? [] : [[person, film]])),
  );
}
