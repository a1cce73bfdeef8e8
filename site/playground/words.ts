import { currentLanguage } from "../../extension/src/page-entry";

/** The page's own few words where it is embedded, in the languages of the views. */
const WORDS = {
  en: {
    cannotBeRead: "This link's experiment cannot be read",
    damaged: "it is damaged, or a newer version made it",
    example: "An example is shown instead.",
    open: "Open in a tab of its own",
  },
  de: {
    cannotBeRead: "Das Experiment dieses Links lässt sich nicht lesen",
    damaged: "er ist beschädigt, oder eine neuere Version hat ihn erzeugt",
    example: "Stattdessen ist ein Beispiel zu sehen.",
    open: "In einem eigenen Tab öffnen",
  },
};

export function word(name: keyof (typeof WORDS)["en"]): string {
  return WORDS[currentLanguage() === "de" ? "de" : "en"][name];
}
