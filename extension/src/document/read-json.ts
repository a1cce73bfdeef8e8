import type { PartialJSONObject } from "@lumino/coreutils";
import { FactorlabError } from "factorlab";
import { parseUnrounded } from "factorlab/view";
import { t } from "../words";

/** The content of a file, or the reason why it cannot be read, in the current language. */
export type Read = { value: PartialJSONObject } | { reason: () => string };

/** Reads a file that may hold anything. */
export function readJson(text: string): Read {
  if (text.trim() === "") return { reason: () => t("It is empty.") };
  try {
    return { value: parseUnrounded(text, "the file") as PartialJSONObject };
  } catch (error) {
    if (error instanceof FactorlabError) return { reason: () => error.message };
    const details = error instanceof Error ? error.message : String(error);
    return { reason: () => t("It is not valid JSON: {details}", { details }) };
  }
}
