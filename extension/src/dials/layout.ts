import type { CellsPayload, Labels } from "factorlab/view";
import { element } from "../dom";
import type { Dial } from "./dial";

/**
 * The lines of a scheme's grid, counted from 1: a line of names, a factor, a gap with the features' numbers, and then the
 * other factor.
 */
export function linesOf(
  features: number,
): Record<"across" | "down", Record<"names" | "L" | "gap" | "U", number>> {
  return {
    across: { names: 1, L: 2, gap: 2 + features, U: 3 + features },
    down: { names: 1, U: 2, gap: 2 + features, L: 3 + features },
  };
}

/**
 * The parts of a scheme at their places in its grid: names of rows, L, a gap, and U above L·U, whose rows and columns are
 * those of L and U.
 */
export function placed(
  { rows, columns }: CellsPayload,
  features: number,
  labels: Labels | undefined,
  dials: readonly Dial[],
  products: readonly HTMLElement[],
): HTMLElement[] {
  const { across, down } = linesOf(features);
  const put = (node: HTMLElement, row: number, column: number): HTMLElement => {
    node.style.gridArea = `${row} / ${column}`;
    return node;
  };
  const name = (text: string, kind: string): HTMLElement =>
    element("span", {
      class: `factorlab-dials-name factorlab-dials-${kind}`,
      text,
      attributes: { title: text },
    });
  const list = (count: number, make: (k: number) => HTMLElement): HTMLElement[] =>
    Array.from({ length: count }, (_, k) => make(k));
  const featureName = (k: number): string => labels?.features?.[k] ?? String(k);
  return [
    put(name("U", "term"), down.names, across.gap),
    put(name("L", "term"), down.gap, across.names),
    ...list(columns, (j) => put(name(labels?.columns?.[j] ?? String(j), "column"), down.names, across.U + j)),
    ...list(rows, (i) => put(name(labels?.rows?.[i] ?? String(i), "row"), down.L + i, across.names)),
    ...list(features, (k) => put(name(featureName(k), "feature"), down.U + k, across.gap)),
    ...list(features, (k) => put(name(featureName(k), "feature"), down.gap, across.L + k)),
    ...dials.map(({ node, entry: { factor, row, column } }) =>
      factor === "L"
        ? put(node, down.L + row, across.L + column)
        : put(node, down.U + row, across.U + column),
    ),
    ...products.map((node, k) => put(node, down.L + Math.floor(k / columns), across.U + (k % columns))),
  ];
}
