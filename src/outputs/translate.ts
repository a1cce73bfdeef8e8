import type { TextPayload } from "../payload/types";

/**
 * Fills values into the placeholders of a text: `of {count}`. A translation first looks up the text as the call has it.
 */
export type Translate = (text: string, values?: Readonly<Record<string, string | number>>) => string;

/** The English text; a placeholder without a value stays. */
export const english: Translate = (text, values = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );

/** A text of a payload in the language of `t`: a sentence with its values filled in, and a person's own words as they are. */
export function said(text: TextPayload, t: Translate = english): string {
  if (typeof text === "string") return text;
  const values = Object.entries(text.values ?? {}).map(([name, value]) => [
    name,
    typeof value === "number" ? value : said(value, t),
  ]);
  return t(text.sentence, Object.fromEntries(values) as Record<string, string | number>);
}
