import { sentence } from "../../payload/sentence";
import type { TextPayload } from "../../payload/types";
import { someNames } from "./unknown";

/** What a list says of somebody of whom nothing is known. */
export function newcomerNote(name: string): TextPayload {
  return sentence(
    "Nothing is known of {name}: this is the model's baseline, the same list for every newcomer.",
    { name },
  );
}

/** What lists say of those of whom nothing is known; nothing where there are none. */
export function newcomersNote(names: readonly string[]): TextPayload[] {
  if (names.length === 0) return [];
  if (names.length === 1)
    return [sentence("Nothing is known of {name}: the list is the model's baseline.", { name: names[0] })];
  return [
    sentence("Nothing is known of {names}: their lists are the model's baseline.", {
      names: someNames(names),
    }),
  ];
}

/** What predictions say of pairs in which something is unknown; nothing where there are none. */
export function baselinesNote(count: number, of: number): TextPayload[] {
  if (count === 0) return [];
  if (of === 1)
    return [sentence("The prediction is the model's baseline: nothing is known of the user or the item.")];
  return [
    count === 1
      ? sentence(
          "1 of {all} predictions is the model's baseline: nothing is known of the user or the item.",
          { all: of },
        )
      : sentence(
          "{count} of {all} predictions are the model's baseline: nothing is known of the user or the item.",
          { count, all: of },
        ),
  ];
}
