import type { Labels, PlaneViewPayload } from "../payload/types";
import { facts } from "./describe";
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

/** The plane in one sentence: its alternative text. */
export function planeSentence(payload: PlaneViewPayload, t: Translate): string {
  const { features, labels, data, sampleOf } = payload;
  const [across, up] = features.map((feature) => featureName(feature, labels, t));
  const values = { facts: facts(payload, t).join(", "), across, up };
  const sentence =
    up === undefined
      ? t("Plane of features: {facts}; {across} across.", values)
      : t("Plane of features: {facts}; {across} across, {up} up.", values);
  return sampleOf ? `${sentence} ${sampleNote(data, sampleOf, t)}.` : sentence;
}
