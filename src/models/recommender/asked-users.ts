import type { Id } from "../../ratings/ids";
import type { Ratings } from "../../ratings/ratings";
import { checkFoldedInKind, FoldedIn } from "./folded-in";

/** A user who was asked for: the index of one of the training, or a new one. */
export type AskedUser = number | FoldedIn;

/**
 * Finds the users who were asked for; null for all.
 * @throws ValueError naming the place of one who is not there: "users[2]".
 */
export function askedUsers(users: readonly (Id | FoldedIn)[] | null, { userIds }: Ratings): AskedUser[] {
  if (users === null) return Array.from({ length: userIds.size }, (_, index) => index);
  return users.map((user, n) => {
    if (!(user instanceof FoldedIn)) return userIds.indexOf(user, `users[${n}]`);
    checkFoldedInKind("user", user);
    return user;
  });
}

/** The indices of what a user has rated. */
export function ratedBy(user: AskedUser, { rows: { offsets, indices } }: Ratings): Int32Array {
  return user instanceof FoldedIn ? user.others : indices.subarray(offsets[user], offsets[user + 1]);
}

/** The id of a user, or the new user. */
export function idOf(user: AskedUser, { userIds }: Ratings): Id | FoldedIn {
  return user instanceof FoldedIn ? user : userIds.at(user);
}
