import { english } from "factorlab/view";
import { announce } from "./preferences";

/** Translations by English text. */
export type Catalogue = Readonly<Record<string, string>>;

/** The languages that write a comma before the decimals, and points between thousands. */
const COMMA_LANGUAGES = new Set(["de"]);
/** A number as the library writes it: `−1,234.5`, `5.97e-7`, also where it is rounded, `≈ 4.2`; or a time: `1.5 s`. */
const NUMBER = /^(≈ )?[−+-]?\d[\d,]*(\.\d+)?(e-?\d+)?( s| h \d\d min)?$/;

/** What is said in one language, for outputs that have a language of their own, such as the course's. */
export class Words {
  /** @param code the language's code as HTML has it: `"en"`, `"de"` */
  constructor(
    readonly code: string,
    private readonly catalogue: Catalogue = {},
  ) {}

  /** As the function {@link t}, which speaks the current language. */
  readonly t = (text: string, values: Readonly<Record<string, string | number>> = {}): string => {
    const written = Object.entries(values).map(([name, value]) => [name, this.number(String(value))]);
    return english(
      Object.hasOwn(this.catalogue, text) ? this.catalogue[text] : text,
      Object.fromEntries(written) as Record<string, string>,
    );
  };

  /** As {@link localNumber}, for this language. */
  readonly number = (text: string): string => {
    if (!COMMA_LANGUAGES.has(this.code) || !NUMBER.test(text)) return text;
    return text.replace(/[.,]/g, (sign) => (sign === "." ? "," : "."));
  };
}

let current = new Words("en");

/**
 * Translates a text into the current language, or leaves it in English if there is no translation.
 *
 * The English text is its own key and has to be a literal at the call, so that a test can find missing translations:
 * `t("iteration {iteration} of {iterations}", { iteration, iterations })`. Values that are numbers, or texts of numbers,
 * are written as the language writes numbers.
 */
export function t(text: string, values?: Readonly<Record<string, string | number>>): string {
  return current.t(text, values);
}

/** Writes a number as the current language does: `1.234,5` in German. Any other text stays. */
export function localNumber(text: string): string {
  return current.number(text);
}

/** The language's code as HTML has it: `"en"`, `"de"`. */
export function currentLanguage(): string {
  return current.code;
}

/** Switches to another language; views draw themselves again. */
export function useLanguage(words: Words): void {
  current = words;
  announce();
}
