import { Ratings } from "../ratings/ratings";
import { cinema } from "./cinema/cinema";
import type { Cinema } from "./cinema/cinema";

/** A small data set: as ratings, and as the table with blanks that it is read from. */
export interface SmallDataset {
  /** Users × items. */
  readonly ratings: Ratings;
  /** The users, one for each row. */
  readonly rows: readonly string[];
  /** The items, one for each column. */
  readonly columns: readonly string[];
  /** rows × columns; null where there is no rating. */
  readonly cells: readonly (readonly (number | null)[])[];
}

type UserLine = readonly [user: string, cells: readonly (number | null)[]];

const _ = null;

const FILMS = [
  ...["Alien", "Blade Runner", "The Matrix", "Mad Max", "Jaws", "The Terminator"],
  ...["Casablanca", "Amélie", "Roman Holiday", "Notting Hill", "Singin' in the Rain", "The Princess Bride"],
];

const STARS: readonly UserLine[] = [
  ["Ada", [5, 5, _, 4, _, 5, 3, _, _, 2, _, _]],
  ["Ben", [2, 3, 2, 2, 2, _, 5, 4, 4, 4, 5, 4]],
  ["Cem", [_, 4, _, 4, _, 4, _, 3, _, 3, 3, 4]],
  ["Dora", [2, 2, 2, 2, 2, 2, _, 4, 4, 4, _, _]],
  ["Eli", [_, 4, _, 4, _, 4, _, 2, _, _, _, 4]],
  ["Fay", [_, _, 5, 4, 4, 5, 5, 5, _, 4, 5, 5]],
  ["Gus", [4, _, _, _, _, 4, 2, 1, 1, 1, _, 4]],
  ["Hana", [1, 3, 2, 1, 2, 1, _, 5, 5, 4, 5, 5]],
  ["Ivo", [_, _, _, _, 3, 3, 4, 4, 4, 3, 3, 4]],
  ["Juno", [2, 3, 3, 2, _, _, 5, 5, 4, _, 4, 4]],
  ["Kofi", [5, _, 5, 5, 5, 5, 3, _, 3, _, 2, 5]],
  ["Lena", [_, 2, _, 1, 1, 1, _, 5, _, _, 4, 4]],
  ["Mika", [_, 5, 4, _, 4, _, 5, 4, _, _, 4, 5]],
  ["Nia", [2, 2, _, _, _, 2, _, 4, _, 3, 3, 4]],
  ["Omar", [4, _, 4, 3, 4, 4, 3, 3, _, 2, 2, 4]],
];

const DISHES = [
  ...["Ramen", "Curry", "Dumplings", "Pad Thai"],
  ...["Pizza", "Lasagne", "Risotto", "Tiramisu"],
  ...["Falafel", "Hummus"],
];

const ORDERS: readonly UserLine[] = [
  ["Ada", [6, 4, 7, 2, 1, _, _, 4, _, 1]],
  ["Ben", [1, _, _, _, 5, 6, 3, 8, 3, _]],
  ["Cem", [1, _, _, 2, _, 1, 1, 2, 8, 4]],
  ["Dora", [7, 8, 7, 4, 1, _, 2, _, 1, _]],
  ["Eli", [_, _, _, _, 2, 5, 7, 5, _, 2]],
  ["Fay", [2, _, 2, 2, 1, _, 2, _, 1, 8]],
  ["Gus", [5, 4, 6, 6, 1, 1, 2, 3, _, _]],
  ["Hana", [_, 1, _, _, 2, 5, 1, 2, 4, 3]],
  ["Ivo", [2, 3, 4, 6, 4, 5, 3, 1, _, 1]],
  ["Juno", [_, 2, _, _, _, _, 2, 1, 5, 10]],
  ["Kofi", [9, 6, 6, 7, _, _, _, 1, 1, 1]],
  ["Lena", [_, _, 1, _, 5, 5, 10, 6, 1, _]],
];

/** Invented data sets for learning. */
export const datasets = {
  /**
   * Ratings of twelve films by fifteen people, 1 to 5 stars; about a third of the cells are blank. Two tastes explain
   * them, suspense and romance. Ada has not rated The Matrix.
   */
  films: (): SmallDataset => small(FILMS, STARS, [1, 5]),

  /**
   * How often each of twelve guests ordered each of ten dishes: implicit feedback, in which a higher count says more,
   * and a blank does not mean dislike. Three cuisines explain it.
   */
  dishes: (): SmallDataset => small(DISHES, ORDERS),

  /**
   * Some 100,000 ratings of 1,000 films by 600 people, half a star to 5, with times from 2015 to 2024, titles and genres:
   * as large as MovieLens's smallest editions and of the same form, but invented, so that it needs no network and anybody
   * may have it. A few films have most of the ratings. Each rating was drawn around a mean, what a person gives and a film
   * gets more than others, and five tastes; `truth` says which, so that a model can be compared with what it looks for.
   * Made anew, in some tenths of a second, at each call; always the same.
   */
  cinema: (): Cinema => cinema(),
} as const;

function small(
  columns: readonly string[],
  lines: readonly UserLine[],
  scale?: readonly [number, number],
): SmallDataset {
  const rows = lines.map(([user]) => user);
  // Copies, so that a caller who changes a table changes no other.
  const cells = lines.map(([, line]) => [...line]);
  return {
    ratings: Ratings.fromMatrix(cells, { users: rows, items: columns, scale }),
    rows,
    columns: [...columns],
    cells,
  };
}
