import { useLanguage, Words } from "./words";
import type { Catalogue } from "./words";

/** The language setting; `"auto"` follows JupyterLab. */
export type LanguageSetting = "auto" | "en" | "de";

/** The languages that a menu offers, by their own names. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;

/** Translations by language, each fetched when needed. English is in the code. */
const TRANSLATIONS: Readonly<Record<string, () => Promise<{ default: Catalogue }>>> = {
  de: () => import("./translations/de.json"),
};

/** Those that are here. */
const loaded = new Map([["en", new Words("en")]]);

let chosen = "en";

/** Fetches the words of a language, of which any code may be given: `"de-DE"` is German, an unknown one English. */
export async function loadWords(code: string): Promise<Words> {
  const language = languageOf(code);
  const known = loaded.get(language);
  if (known) return known;
  const words = new Words(language, (await TRANSLATIONS[language]()).default);
  loaded.set(language, words);
  return words;
}

/** The words of a language that {@link loadWords} has fetched, English for any other. */
export function wordsOf(code: string): Words {
  return loaded.get(languageOf(code)) ?? new Words("en");
}

function languageOf(code: string): string {
  const language = code.toLowerCase().split(/[-_]/)[0];
  return Object.hasOwn(TRANSLATIONS, language) ? language : "en";
}

/**
 * Switches to the language of the settings.
 * @param labLanguage JupyterLab's code for its language, such as `"de-DE"`; its language pack need not be installed.
 */
export async function chooseLanguage(setting: LanguageSetting, labLanguage: string): Promise<void> {
  const language = languageOf(setting === "auto" ? labLanguage : setting);
  if (chosen === language) return;
  chosen = language;
  const words = await loadWords(language);
  // Another language may have been chosen meanwhile.
  if (chosen === language) useLanguage(words);
}
