import type { Catalogue } from "./words";
import { useLanguage } from "./words";

/** The language setting; `"auto"` follows JupyterLab. */
export type LanguageSetting = "auto" | "en" | "de";

/** The languages that a menu offers, by their own names. */
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;

/** Translations by language, each fetched when needed. English is in the code. */
const TRANSLATIONS: Readonly<Record<string, () => Promise<{ default: Catalogue }>>> = {
  de: () => import("./translations/de.json"),
};

let chosen = "en";

/**
 * Switches to the language of the settings.
 * @param labLanguage JupyterLab's code for its language, such as `"de-DE"`; its language pack need not be installed.
 */
export async function chooseLanguage(setting: LanguageSetting, labLanguage: string): Promise<void> {
  const code = (setting === "auto" ? labLanguage : setting).toLowerCase().split(/[-_]/)[0];
  const translation = Object.hasOwn(TRANSLATIONS, code) ? code : "en";
  if (chosen === translation) return;
  chosen = translation;
  const words = translation === "en" ? {} : (await TRANSLATIONS[translation]()).default;
  // Another language may have been chosen meanwhile.
  if (chosen === translation) useLanguage(translation, words);
}
