import { describeValue, wrongArgument } from "../../errors";

/** A copy of a list. @throws ValueError unless it is one; text is none, though it has letters to go through. */
export function readList<Entry>(list: Iterable<Entry>, argument: string, expected: string): Entry[] {
  if (typeof list === "object" && list !== null && Symbol.iterator in list) return [...list];
  throw wrongArgument(argument, list, expected, describeValue(list));
}
