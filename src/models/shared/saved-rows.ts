import type { Id } from "../../ratings/ids";

/** What a table calls a user or an item: the id, or some words for one that has none. */
export function savedId(who: unknown, otherwise: string): Id {
  return typeof who === "string" || typeof who === "number" ? who : otherwise;
}
