import type { Catalogue } from "./words";
import { useLanguage } from "./words";

/** What the settings can say about the language; `"auto"` is JupyterLab's. */
export type LanguageSetting = "auto" | "en" | "de";

/** Translations by language, each fetched when it is wanted. English stands in the code. */
const TRANSLATIONS: Readonly<Record<string, () => Promise<{ default: Catalogue }>>> = {
  de: () => import("./translations/de.json"),
};

let wanted = "en";

/**
 * Takes the language of the settings.
 * @param lab JupyterLab's language as it names it, `"de-DE"`; also one whose language pack is not installed.
 */
export async function chooseLanguage(setting: LanguageSetting, lab: string): Promise<void> {
  const code = (setting === "auto" ? lab : setting).toLowerCase().split(/[-_]/)[0];
  const translation = Object.hasOwn(TRANSLATIONS, code) ? code : "en";
  if (wanted === translation) return;
  wanted = translation;
  const words = translation === "en" ? {} : (await TRANSLATIONS[translation]()).default;
  // Another one may have been chosen while this was fetched.
  if (wanted === translation) useLanguage(translation, words);
}
