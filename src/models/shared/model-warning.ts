import { said } from "../../outputs/translate";
import { sentence } from "../../payload/sentence";
import type { SentencePayload, TextPayload } from "../../payload/types";

/** What a model has to say about the data that it was trained on; it goes on all the same. */
export interface ModelWarning {
  /** What it is about, for programs: "stars-as-counts", "nothing-known". */
  readonly code: ModelWarningCode;
  /** What was found and what to do, in a sentence. */
  readonly message: string;
}

/**
 * What warnings there are: "stars-as-counts", where each rating counts as a like, and a low one as well; "nothing-known",
 * where a model that goes by features has none of some users or items.
 */
export type ModelWarningCode = "stars-as-counts" | "nothing-known";

/** A warning as a model finds it: a sentence with values, which a notebook says in its reader's language, or text. */
export interface FoundWarning extends Omit<ModelWarning, "message"> {
  /** What was found and what to do. */
  readonly message: TextPayload;
}

/** Warnings as programs read them, in English. */
export function modelWarnings(found: readonly FoundWarning[]): ModelWarning[] {
  return found.map(({ code, message }) => ({ code, message: said(message) }));
}

/** Warnings as notes in a notebook, and as lines of text. */
export function warningNotes(found: readonly FoundWarning[]): SentencePayload[] {
  return found.map(({ message }) => sentence("Warning: {message}", { message }));
}
