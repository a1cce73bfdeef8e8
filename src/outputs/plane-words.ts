import type { Labels } from "../payload/types";
import type { Translate } from "./translate";

/** What a feature is called. */
export function featureName(feature: number, labels: Labels | undefined, t: Translate): string {
  return labels?.features?.[feature] ?? t("feature {feature}", { feature });
}

/** How many rows and columns a sample shows of how many there are. */
export function sampleNote(
  shown: { readonly rows: number; readonly columns: number },
  { rows, columns }: { readonly rows: number; readonly columns: number },
  t: Translate,
): string {
  return t("A sample: {shownRows} of {rows} rows, {shownColumns} of {columns} columns", {
    ...{ shownRows: shown.rows, rows },
    ...{ shownColumns: shown.columns, columns },
  });
}
