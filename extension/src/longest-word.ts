import { largest } from "factorlab/view";

/** The letters of the longest word among names. A line breaks between words alone: longer ones are turned, or cut. */
export function longestWord(names: readonly string[]): number {
  return largest(
    names.flatMap((name) => name.split(/[\s-]+/).map(({ length }) => length)),
    0,
  );
}
