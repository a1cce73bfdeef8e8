import type { Row } from "../recommender/parameters";

/** A user's part of a score: what is added to each item's bias, and the vector that items' vectors are multiplied with. */
export interface LinearUser {
  /** What is added to each item's bias. */
  readonly base: number;
  /** As long as an item's. */
  readonly vector: Float64Array;
}

/** Scores that are sums: (the user's base + the item's bias) + the product of the user's and the item's vector. */
export interface LinearScores {
  /** The length of a vector; 0 where there are none. */
  readonly width: number;
  /** Items × width. */
  readonly itemVectors: Float64Array;
  /** One number an item; null where all are 0. */
  readonly itemBiases: Float64Array | null;
  /** How products are added: in four sums, as `dot` does, or from the first to the last, as `dotInOrder` does. */
  readonly order: "four sums" | "in order";
  /** The part of a user, by their parameters. */
  readonly user: (row: Row) => LinearUser;
}
