import { createRandom } from "../../matrix/random";
import { Ratings } from "../../ratings/ratings";
import type { Id } from "../../ratings/ids";
import { drawRatings, expectedStars, MEAN } from "./draw-ratings";
import type { Truth } from "./draw-ratings";
import { makeFilms } from "./films";
import { makePeople } from "./people";
import { TASTES } from "./words";

/** Which people and films there are, whenever it is called. */
const SEED = 1;

/** What the ratings of the invented cinema were drawn from, which no real data set says. */
export interface CinemaTruth {
  /** The tastes, in the order of the factors. */
  readonly tastes: readonly string[];
  /** What a middling person gives a middling film, in stars. */
  readonly mean: number;
  /** How many stars more than others each user gives, in the order of `ratings.userIds`. */
  readonly userBias: Float64Array;
  /** How many stars more than others each item gets, in the order of `ratings.itemIds`. */
  readonly itemBias: Float64Array;
  /** Users × tastes: how much each likes what. */
  readonly userFactors: readonly (readonly number[])[];
  /** Items × tastes: how much each has of what. */
  readonly itemFactors: readonly (readonly number[])[];
  /**
   * The stars around which a user's rating of an item was drawn: mean, both biases, and the product of the factors. It
   * may lie outside the scale. @throws ValueError if there is no such user or item.
   */
  predict(user: Id, item: Id): number;
}

/** An invented cinema: ratings as MovieLens has them, and what they were drawn from. */
export interface Cinema {
  /** 600 users × 1,000 items, numbered from 1, with titles and times. */
  readonly ratings: Ratings;
  /** The genres of each film, by the text of its id. */
  readonly genres: ReadonlyMap<string, readonly string[]>;
  /** What the ratings were drawn from. */
  readonly truth: CinemaTruth;
}

/** Makes the cinema; described where it is exported. */
export function cinema(): Cinema {
  const films = makeFilms(createRandom(SEED, "films of the cinema"));
  const people = makePeople(createRandom(SEED, "people of the cinema"));
  const truth = { people, films };
  const ratings = Ratings.fromColumns(drawRatings(truth, createRandom(SEED, "ratings of the cinema")), {
    scale: [0.5, 5],
    users: people.factors.map((_, u) => u + 1),
    items: films.titles.map((_, i) => i + 1),
    titles: films.titles.map((title, i) => [i + 1, title]),
  });
  const genres = new Map(films.genres.map((several, i) => [String(i + 1), several]));
  return { ratings, genres, truth: truthOf(ratings, truth) };
}

const truthOf = (ratings: Ratings, truth: Truth): CinemaTruth => ({
  tastes: TASTES,
  mean: MEAN,
  userBias: truth.people.bias,
  itemBias: truth.films.bias,
  userFactors: truth.people.factors,
  itemFactors: truth.films.factors,
  predict: (user, item) => expectedStars(truth, ratings.userIds.indexOf(user), ratings.itemIds.indexOf(item)),
});
