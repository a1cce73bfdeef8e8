import { Ratings } from "../../src/ratings/ratings";

const GENRES = ["war", "love", "space"] as const;
const FILMS_EACH = 12;
const FANS_EACH = 20;
/** One film in six has no ratings. */
const UNSEEN = 6;

/** People who like films of one genre each, and films of which nobody has seen some. */
export interface MadeFeatures {
  /** Of films of the own genre, 1 each. */
  readonly likes: Ratings;
  /** From 1 to 5, of all genres. */
  readonly stars: Ratings;
  readonly genres: ReadonlyMap<string, readonly string[]>;
  /** The films without ratings. */
  readonly cold: readonly string[] & string[];
  readonly fans: Readonly<Record<(typeof GENRES)[number], string[]>>;
}

/** The same at each call. */
export function made(): MadeFeatures {
  const genres = new Map<string, readonly string[]>();
  for (const genre of GENRES) for (let n = 1; n <= FILMS_EACH; n++) genres.set(`${genre} ${n}`, [genre]);
  const cold = [...genres.keys()].filter((_, k) => k % UNSEEN === 4);
  const fansOf = (genre: string): string[] =>
    Array.from({ length: FANS_EACH }, (_, n) => `${genre} fan ${n}`);
  const fans = { war: fansOf("war"), love: fansOf("love"), space: fansOf("space") };
  const stars: [string, string, number][] = [];
  for (const genre of GENRES) {
    fans[genre].forEach((person, u) =>
      [...genres].forEach(([film, [of]], i) => {
        if (cold.includes(film) || (u * 7 + i * 5) % 3 === 0) return;
        stars.push([person, film, of === genre ? 5 - ((u + i) % 2) : 1 + ((u * i) % 2)]);
      }),
    );
  }
  const all = Ratings.from(stars, { scale: [1, 5] });
  return { likes: all.atLeast(4), stars: all, genres, cold, fans };
}
