import { describeValue, ValueError } from "../../errors";
import type { Id } from "../../ratings/ids";
import type { Ratings } from "../../ratings/ratings";
import { lookUp } from "../shared/unknown";
import type { Unknown } from "../shared/unknown";
import { checkFoldedInKind, FoldedIn } from "./folded-in";

/** A user, or an item, who was asked for: the index of one of the training, or one that was folded in. */
export type Asked = number | FoldedIn;
/** A user who was asked for: the index of one of the training, or a new one. */
export type AskedUser = Asked;

/** Finds users and items. */
export interface Asking {
  readonly ratings: Ratings;
  /** What to do about those that the model does not know. */
  readonly unknown: Unknown;
  /** Somebody of whom nothing is known, who stands for those. */
  readonly nobody: (per: "user" | "item") => FoldedIn;
}

/**
 * Finds a user or an item who was asked for.
 * @param argument how an error names it.
 * @throws ValueError for what is no id, and for an unknown one where that is an error.
 */
export function asked(
  per: "user" | "item",
  who: unknown,
  { ratings, unknown, nobody }: Asking,
  argument: string = per,
): Asked {
  if (who instanceof FoldedIn) {
    checkFoldedInKind(per, who);
    return who;
  }
  const ids = per === "user" ? ratings.userIds : ratings.itemIds;
  return lookUp(ids, who, argument, unknown) ?? nobody(per);
}

/**
 * Finds the users who were asked for; null for all.
 * @throws ValueError naming the place of one who is not there: "users[2]".
 */
export function askedUsers(users: readonly (Id | FoldedIn)[] | null, asking: Asking): AskedUser[] {
  if (users === null) return Array.from({ length: asking.ratings.users }, (_, index) => index);
  return users.map((user, n) => asked("user", user, asking, `users[${n}]`));
}

/** Whether nothing is known of somebody: then what the model says is its baseline. */
export function isUnknown(who: Asked): boolean {
  return who instanceof FoldedIn && who.others.length === 0;
}

/** Whether a user's ratings are elsewhere: a model that was trained on Spark does not hold them. */
export function isElsewhere(user: AskedUser, { rows: { offsets }, elsewhere }: Ratings): boolean {
  return elsewhere !== null && !(user instanceof FoldedIn) && offsets[user] === offsets[user + 1];
}

/** The indices of what a user has rated. @throws ValueError where that is elsewhere */
export function ratedBy(user: AskedUser, ratings: Ratings): Int32Array {
  if (user instanceof FoldedIn) return user.others;
  if (isElsewhere(user, ratings)) throw ratedElsewhere(user, ratings, "excludeSeen: false");
  const { offsets, indices } = ratings.rows;
  return indices.subarray(offsets[user], offsets[user + 1]);
}

/** @param instead what does without them. */
export function ratedElsewhere(user: number, { userIds, elsewhere }: Ratings, instead: string): ValueError {
  const is = `the ratings of user ${describeValue(userIds.at(user))} are not in this model, but in ${elsewhere}`;
  const expected = `${instead}, or a model with them, as model.withRatings(ratings) makes one`;
  return new ValueError(`${is}; expected ${expected}`, {
    argument: "user",
    actual: userIds.at(user),
    expected,
  });
}
