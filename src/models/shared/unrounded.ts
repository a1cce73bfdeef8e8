import { parseUnrounded } from "../../files/exact-json";

/**
 * Parses the JSON of a model that may have ids, of which two must not become one. Models of tables have none, and no whole
 * number that they take is so large.
 * @throws SyntaxError; ValueError for a whole number that JavaScript's numbers would round.
 */
export function unrounded(text: string): unknown {
  return parseUnrounded(text, "the model");
}
