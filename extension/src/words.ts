import { english } from "factorlab/view";
import { announce } from "./preferences";

/** Translations by English text. */
export type Catalogue = Readonly<Record<string, string>>;

let catalogue: Catalogue = {};
let language = "en";

/**
 * Translates a text into the current language, or leaves it in English if there is no translation.
 *
 * The English text is its own key and has to be a literal at the call, so that a test can find missing translations:
 * `t("iteration {iteration} of {iterations}", { iteration, iterations })`.
 */
export function t(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return english(Object.hasOwn(catalogue, text) ? catalogue[text] : text, values);
}

/** The language's code as HTML has it: `"en"`, `"de"`. */
export function currentLanguage(): string {
  return language;
}

/** Switches to another language; views draw themselves again. */
export function useLanguage(code: string, words: Catalogue): void {
  language = code;
  catalogue = words;
  announce();
}
