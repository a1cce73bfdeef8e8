/** The text with lone surrogates replaced: a notebook that holds one cannot be saved. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
