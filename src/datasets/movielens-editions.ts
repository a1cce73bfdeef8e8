/** The editions of MovieLens, by their usual names. */
export type MovieLensEdition = "latest-small" | "100k" | "1m" | "10m" | "20m" | "25m" | "32m";

/** The names and the format of an edition's files. */
export interface EditionFiles {
  /** The archive's name, without `.zip`. */
  readonly archive: string;
  /** The name of the folder in the archive. */
  readonly folder: string;
  readonly ratings: string;
  readonly movies: string;
  readonly encoding: "utf-8" | "latin1";
  readonly separator: "\t" | "::" | ",";
  readonly scale: readonly [low: number, high: number];
}

const HALF_STARS = [0.5, 5] as const;

const csv = (archive: string): EditionFiles => ({
  archive,
  folder: archive,
  ratings: "ratings.csv",
  movies: "movies.csv",
  encoding: "utf-8",
  separator: ",",
  scale: HALF_STARS,
});

const dat = { ratings: "ratings.dat", movies: "movies.dat", separator: "::" } as const;

export const EDITIONS: Readonly<Record<MovieLensEdition, EditionFiles>> = {
  "latest-small": csv("ml-latest-small"),
  "100k": {
    archive: "ml-100k",
    folder: "ml-100k",
    ratings: "u.data",
    movies: "u.item",
    encoding: "latin1",
    separator: "\t",
    scale: [1, 5],
  },
  "1m": { ...dat, archive: "ml-1m", folder: "ml-1m", encoding: "latin1", scale: [1, 5] },
  "10m": { ...dat, archive: "ml-10m", folder: "ml-10M100K", encoding: "utf-8", scale: HALF_STARS },
  "20m": csv("ml-20m"),
  "25m": csv("ml-25m"),
  "32m": csv("ml-32m"),
};

/** The address at which GroupLens publishes them. */
export const OFFICIAL = "https://files.grouplens.org/datasets/movielens/";

/** The conditions under which GroupLens lets the data be used. */
export const LICENCE =
  "MovieLens data by GroupLens, University of Minnesota (https://grouplens.org/datasets/movielens/). " +
  "Free for research; not for commercial use without GroupLens's permission. Some editions may be passed on under the " +
  "same conditions, others not: the README in the archive says what holds. In publications, cite: " +
  "F. M. Harper and J. A. Konstan (2015), The MovieLens Datasets: History and Context, " +
  "ACM Transactions on Interactive Intelligent Systems 5(4), https://doi.org/10.1145/2827872";
