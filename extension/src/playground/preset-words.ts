import type { PresetId } from "factorlab/view";
import { t } from "../words";

/** Translates a preset's title and sentence; the library has the same in English. */
export function presetWords(id: PresetId): { title: string; sentence: string } {
  switch (id) {
    case "original":
      return {
        title: t("The original notebook's matrix"),
        sentence: t("Six equal rows: one feature would be enough."),
      };
    case "rank-2":
      return {
        title: t("A table of rank 2"),
        sentence: t("Every row mixes the same two patterns: two features reach it, one does not."),
      };
    case "identity":
      return {
        title: t("The identity"),
        sentence: t("Nothing in common: each feature you take away costs as much as the one before."),
      };
    case "ratings":
      return {
        title: t("Film ratings with blanks"),
        sentence: t("Nobody has seen every film: the product guesses what they would think of the others."),
      };
    case "noise":
      return {
        title: t("Two patterns and noise"),
        sentence: t("Two features find the patterns; each one more only learns the noise."),
      };
  }
}
