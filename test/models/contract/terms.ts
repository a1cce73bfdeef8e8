import type { Recommender } from "../../../src/models/recommender/recommender";
import { Ratings } from "../../../src/ratings/ratings";

/** A class of models, as the contract makes them. */
export interface ModelClass {
  new (options?: object): Recommender;
  fromJSON(json: unknown): Recommender;
}

export interface Terms {
  Model: ModelClass;
  /** Options with which a training of a few milliseconds learns something. */
  options: object;
  /** Ratings of 1, for models of implicit feedback. */
  implicit?: boolean;
  /** A model to compare others with: `hasNeighbours`, `learnsTaste` and `isRandom` are false unless they are given. */
  isBaseline?: boolean;
  /** Whether it compares users and items with each other. @default true, but for a baseline */
  hasNeighbours?: boolean;
  /** Whether it tells two camps of taste apart, with a training loss that falls. @default true, but for a baseline */
  learnsTaste?: boolean;
  /** Whether it draws random numbers; else it is the same for all seeds. @default true, but for a baseline */
  isRandom?: boolean;
  /** Whether it has a learning rate, and so can be told to take too large steps. @default true */
  hasLearningRate?: boolean;
  /** Whether it has a best epoch; not where epochs are samples of a posterior. @default true */
  stopsEarly?: boolean;
  /** On which scales of ratings its default options find the same, but for the unit. @default "all" */
  scales?: "all" | "from 0" | "its own";
  /** Whether users who are not known are no error in lists, since it need not know anything of them. @default false */
  servesNewcomers?: boolean;
  /** Whether the training loss of an epoch is that of the parameters which it leaves. @default true */
  lossAfterEpoch?: boolean;
  /** How many users and items its options bring other than numbers and Alien. @default none */
  known?: { users: number; items: number };
}

export const NAMES = ["Ada", "Ben", "Cem", "Dan", "Eva", "Fay", "Gus", "Hal", "Ivy", "Jon", "Kim", "Lea"];
export const ITEMS = ["Alien", "Brazil", "Casino", "Dune", "Emma", "Fargo", "Gandhi", "Heat", "Ida", "Jaws"];

/** Two camps of taste, with about a third of the cells blank; the same at each call. */
export function tasteRatings(
  implicit: boolean,
  skip: (u: number, i: number) => boolean = () => false,
): Ratings {
  const entries = NAMES.flatMap((user, u) =>
    ITEMS.flatMap((item, i): [string, string, number][] => {
      if ((u * 7 + i * 4) % 3 === 0 || skip(u, i)) return [];
      const likes = u % 2 === i % 2;
      if (implicit) return likes ? [[user, item, 1]] : [];
      return [[user, item, likes ? 5 - ((u + i) % 2) : 1 + ((u * i) % 2)]];
    }),
  );
  return Ratings.from(entries, {
    users: NAMES,
    items: ITEMS,
    ...(implicit ? {} : { scale: [1, 5] as const }),
    titles: ITEMS.map((item) => [item, `${item} (film)`] as const),
  });
}
