import { explainCell } from "factorlab/view";
import type { Panel } from "factorlab/view";
import { isOuter } from "./matrix-cell";
import type { MatrixCell, TermName } from "./matrix-cell";
import { cellSentence, entrySentence, plainSentence } from "./sentence";
import type { Decimals, Piece } from "./sentence";
import type { EquationState } from "./state";

/** Read out are sums of up to this many terms. */
const MOST_HEARD = 200;

/**
 * The calculation of a cell: what is seen of it, and all of it for whoever listens.
 * @param digits decimals that a person wants, or null for the panels' own.
 */
export function writtenOut(
  place: MatrixCell,
  state: EquationState,
  panels: readonly Panel[],
  digits: number | null,
): [seen: Piece[], heard: string] {
  const decimals = decimalsOfPanels(panels, digits);
  const { data, L, U, labels = {} } = state;
  const { term, row, column } = place;
  if (isOuter(term)) {
    const cell = explainCell(data, { L: L.values, U: U.values }, row, column);
    const terms = cell.terms.slice(0, MOST_HEARD);
    const whole = cellSentence({ ...cell, terms }, labels, decimals, terms.length);
    return [cellSentence(cell, labels, decimals), plainSentence(whole)];
  }
  const factor = term === "L" ? "L" : "U";
  const { values, columns } = state[factor];
  const value = values[row * columns + column];
  const entry = entrySentence(factor, { row, column, value }, labels, decimals);
  return [entry, plainSentence(entry)];
}

function decimalsOfPanels(panels: readonly Panel[], digits: number | null): Decimals {
  const of = (name: TermName): number => panels.find((panel) => panel.name === name)?.decimals ?? 2;
  return {
    factors: digits ?? of("L"),
    product: digits ?? of("L·U"),
    data: of("data") === 0 ? 0 : (digits ?? of("data")),
  };
}
