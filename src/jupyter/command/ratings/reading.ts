/** How a file of ratings is read, as it was typed. */
import { UsageError } from "../errors";

/** Options as they were typed. */
export interface ReadingValues {
  separator?: string;
  decimal?: string;
  encoding?: string;
  duplicates?: string;
  thousands?: string;
  escape?: string;
  "no-quotes"?: boolean;
  missing?: string;
  "skip-invalid"?: boolean;
  "no-header"?: boolean;
  "user-column"?: string;
  "item-column"?: string;
  "rating-column"?: string;
  "time-column"?: string;
  "weight-column"?: string;
  "no-ratings"?: boolean;
}

/** The options of `loadRatings` that were typed. */
export function readingOf(values: ReadingValues): Record<string, unknown> {
  const { separator, decimal, thousands, encoding, escape, duplicates } = values;
  if (values["no-ratings"] === true && values["rating-column"] !== undefined)
    throw new UsageError("--no-ratings and --rating-column exclude one another: give one of them.");
  const given = {
    ...{ decimal, thousands, encoding, escape, duplicates },
    quotes: values["no-quotes"] === true ? false : undefined,
    missing: values.missing?.split(","),
    invalid: values["skip-invalid"] === true ? "skip" : undefined,
    // A shell makes a tab hard to type.
    separator: separator === "tab" || separator === "\\t" ? "\t" : separator,
    header: values["no-header"] === true ? false : undefined,
    user: column(values["user-column"]),
    item: column(values["item-column"]),
    rating: values["no-ratings"] === true ? null : column(values["rating-column"]),
    timestamp: column(values["time-column"]),
    weight: column(values["weight-column"]),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** A column's name, or its number from 0. */
function column(text: string | undefined): string | number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : text;
}
