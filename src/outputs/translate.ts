/**
 * Fills values into the placeholders of a text: `of {count}`. A translation first looks up the text as the call has it.
 */
export type Translate = (text: string, values?: Readonly<Record<string, string | number>>) => string;

/** The English text; a placeholder without a value stays. */
export const english: Translate = (text, values = {}) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
