import { CsvRows } from "../ratings/csv-rows";
import type { EditionFiles } from "./movielens-editions";

/** Titles and genres of films, by the text of their ids. */
export interface Movies {
  readonly titles: Map<string, string>;
  readonly genres: Map<string, readonly string[]>;
}

/** The genres of the 100k edition, in the order of its columns. */
const GENRES_100K = [
  ...["unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama"],
  ...[
    "Fantasy",
    "Film-Noir",
    "Horror",
    "Musical",
    "Mystery",
    "Romance",
    "Sci-Fi",
    "Thriller",
    "War",
    "Western",
  ],
];

/** The index of the first genre's flag in a line of `u.item`. */
const FIRST_FLAG = 5;

/** Reads titles and genres from the text of `u.item`, `movies.dat` or `movies.csv`. */
export function readMovies(text: Iterable<string>, { movies, separator }: EditionFiles): Movies {
  const titles = new Map<string, string>();
  const genres = new Map<string, readonly string[]>();
  const flags = movies === "u.item";
  const read = (fields: readonly string[]): void => {
    const [id, title] = fields;
    if (id === "movieId") return;
    titles.set(id, title.trim());
    genres.set(id, flags ? flagged(fields.slice(FIRST_FLAG)) : genreNames(fields[2]));
  };
  const options = { separator: flags ? "|" : separator };
  const reader = { options, fewest: 3, form: null, begin: () => undefined, read, isRead: () => true, refuse };
  new CsvRows(reader, null).readAll(text, null);
  return { titles, genres };
}

function refuse(error: Error): never {
  throw error;
}

function flagged(flags: readonly string[]): string[] {
  return GENRES_100K.filter((_, index) => flags[index]?.trim() === "1");
}

function genreNames(genres: string | undefined): string[] {
  const none = genres === undefined || genres === "" || genres === "(no genres listed)";
  return none ? [] : genres.split("|");
}
