import { decimalsFor, featureName, formatNumber, knownValues, numberShown, shadowOf } from "factorlab/view";
import type { CellsPayload, Labels, MatrixPayload, PlaneArrow, PlaneFeatures } from "factorlab/view";
import { element } from "../dom";
import { t } from "../words";

/** What the sentence is about. */
export interface SentenceState {
  readonly data: CellsPayload;
  readonly L: MatrixPayload;
  readonly U: MatrixPayload;
  readonly features: PlaneFeatures;
}

/** The digits of lengths and products. */
const DIGITS = 2;

/** Writes a cell as length × length × cosine: `Ada · Alien: length 1.42 × length 1.93 × cosine 0.98 ≈ 2.69`. */
export function shadowSentence(row: PlaneArrow, column: PlaneArrow, state: SentenceState): string {
  const { rowLength, columnLength, cosine, product } = shadowOf(row.tip, column.tip);
  const numbers = [rowLength, columnLength, cosine].map((value) => formatNumber(value, DIGITS));
  const shown = formatNumber(product, DIGITS);
  const written = t(
    "{row} · {column}: length {rowLength} × length {columnLength} × cosine {cosine} {equals} {product}",
    {
      ...{ row: row.name, column: column.name, rowLength: numbers[0], columnLength: numbers[1] },
      ...{ cosine: numbers[2], product: shown, equals: isExact(numbers, shown) ? "=" : "≈" },
    },
  );
  const { data } = state;
  const value = data.values[row.index * data.columns + column.index];
  const wanted =
    value === null
      ? t("in data it is unknown")
      : t("in data {value}", { value: formatNumber(value, decimalsFor(knownValues(data))) });
  return [written, ...restOf(row.index, column.index, product, state), wanted].join(" · ");
}

/** What the features beyond the plane add. */
function restOf(row: number, column: number, product: number, { L, U, features }: SentenceState): string[] {
  if (L.columns <= features.length) return [];
  let whole = 0;
  for (let k = 0; k < L.columns; k++)
    whole += L.values[row * L.columns + k] * U.values[k * U.columns + column];
  const [rest, sum] = [whole - product, whole].map((value) => formatNumber(value, DIGITS));
  return [t("with {rest} from other features, L·U = {sum}", { rest, sum })];
}

/** Whether the product of numbers as they are written is the one that is written. */
function isExact(numbers: readonly string[], product: string): boolean {
  return (
    formatNumber(
      numbers.reduce((value, text) => value * numberShown(text), 1),
      DIGITS,
    ) === product
  );
}

/** What the keys do in the plane, and how large it is. */
export function stageLabel(rows: number, columns: number): string {
  return t(
    "Plane of {rows} rows and {columns} columns. Arrow keys left and right choose a column, up and down a row; with Shift they move the arrow that was chosen last.",
    { rows, columns },
  );
}

/** The names of the axes: `→ feature 0 · ↑ feature 1`. */
export function axesText([across, up]: PlaneFeatures, labels: Labels | undefined): string {
  const name = (feature: number): string => featureName(feature, labels, t);
  return up === undefined ? `→ ${name(across)}` : `→ ${name(across)} · ↑ ${name(up)}`;
}

/** What the two kinds of arrows are. */
export function legend(): HTMLElement[] {
  return (["row", "column"] as const).map((kind) => {
    const text = kind === "row" ? t("● rows of L") : t("➤ columns of U");
    return element("span", { text, attributes: { "data-kind": kind } });
  });
}
