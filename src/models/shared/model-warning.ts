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

/** Warnings as lines of text, and as notes in a notebook. */
export function warningLines(warnings: readonly ModelWarning[]): string[] {
  return warnings.map(({ message }) => `Warning: ${message}`);
}
