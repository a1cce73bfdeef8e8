import { english } from "factorlab/view";
import { announce } from "./preferences";

/** Translations by their English text. */
export type Catalogue = Readonly<Record<string, string>>;

let catalogue: Catalogue = {};
let language = "en";

/**
 * A text for people, in JupyterLab's language where it is translated, else in English.
 *
 * The English text is its own key and has to be written out at the call, so that a test can find what is not
 * translated: `t("iteration {iteration} of {iterations}", { iteration, iterations })`.
 */
export function t(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return english(Object.hasOwn(catalogue, text) ? catalogue[text] : text, values);
}

/** The language's code as html has it: `"en"`, `"de"`. */
export function currentLanguage(): string {
  return language;
}

/** Takes another language; views draw themselves again. */
export function useLanguage(code: string, words: Catalogue): void {
  language = code;
  catalogue = words;
  announce();
}
