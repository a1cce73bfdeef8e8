import { element } from "../dom";

/** The sentences below a view, a paragraph each. */
export function notesBelow({ notes = [] }: { readonly notes?: readonly string[] }): HTMLElement[] {
  return notes.map((note) => element("p", { text: note }));
}
