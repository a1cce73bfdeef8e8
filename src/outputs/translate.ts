/**
 * A text for people with values in its places: `of {count}`. A translation looks the text up first, as it is written
 * at the call.
 */
export type Translate = (text: string, values?: Readonly<Record<string, string | number>>) => string;

/** The text as it is written; a place without a value stays. */
export const english: Translate = (text, values = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
