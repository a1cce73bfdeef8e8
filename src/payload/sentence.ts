import type { SentencePayload, TextPayload } from "./types";

/** The names between braces in a sentence: "mean" and "name" of "below {mean}, the mean of {name}'s ratings". */
type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/**
 * A sentence of the library and its values, which is put together where it is read, in the reader's language. The English
 * sentence is its own key and stands as a literal in the call, so that a test can find missing translations.
 * @param values one for each placeholder; a text of a number is written as the library writes it, with its decimals.
 */
export function sentence<Text extends string>(
  text: Text,
  ...[values]: [Placeholder<Text>] extends [never]
    ? []
    : [Readonly<Record<Placeholder<Text>, TextPayload | number>>]
): SentencePayload {
  return values ? { sentence: text, values } : { sentence: text };
}

/** The one of some words that a text is, or the text itself, which is a person's own. */
export function wordOr(text: string, words: readonly SentencePayload[]): TextPayload {
  return words.find((word) => word.sentence === text) ?? text;
}
