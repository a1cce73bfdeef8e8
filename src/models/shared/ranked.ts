import type { Id } from "../../ratings/ids";

/** One rating of a user, and what it does to a prediction. */
export interface Reason {
  /** The id of the item that was rated. */
  readonly item: Id;
  /** What that item is called. */
  readonly title: string;
  /** The rating that speaks for the recommendation. */
  readonly rating: number;
  /** How much higher the prediction is than without this rating, in the unit of the ratings. */
  readonly influence: number;
}

/** What, beside single ratings, makes up most of the difference between a prediction and the user's mean. */
export interface Mostly {
  /**
   * "everybody": the item is liked by everybody; "all ratings": those of the user together, none of them alone; "nothing":
   * neither of these makes up half of the difference between the prediction and the user's mean.
   */
  readonly of: "everybody" | "all ratings" | "nothing";
  /** What it adds to the prediction, beside that of an average item. */
  readonly adds: number;
}

/** The id and title of the user or item at an index. */
export type Called = (index: number) => {
  /** The id. */
  readonly id: Id;
  /** What texts call it. */
  readonly title: string;
};

/** One item of a list. */
export interface Ranked {
  /** The item's or the user's id. */
  readonly id: Id;
  /** What it is called. */
  readonly title: string;
  /** The predicted rating, the score that ranks, or the similarity from −1 to 1. */
  readonly score: number;
  /**
   * The ratings that raise the prediction most, the strongest first, as far as they are worth naming: they raise it by a
   * twentieth of its difference from the user's mean, and by a two-hundredth of the scale's range. Absent unless asked for.
   */
  readonly because?: readonly Reason[];
  /** What does most of it, where that is not these ratings: that everybody likes the item, or what else where there are none. */
  readonly mostly?: Mostly;
}
