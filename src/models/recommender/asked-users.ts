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

/** The indices of what a user has rated. */
export function ratedBy(user: AskedUser, { rows: { offsets, indices } }: Ratings): Int32Array {
  return user instanceof FoldedIn ? user.others : indices.subarray(offsets[user], offsets[user + 1]);
}
