import { explainCell } from "factorlab/view";
import type { Panel } from "factorlab/view";
import { isOuter } from "./matrix-cell";
import type { MatrixCell, TermName } from "./matrix-cell";
import { cellSentence, entrySentence, plainSentence } from "./sentence";
import type { Decimals, Piece } from "./sentence";
import type { EquationState } from "./state";

/** The most terms of a sum for screen readers. */
const MOST_HEARD = 200;

/**
 * Writes out the calculation of a cell: the visible text, and the whole of it for screen readers.
 * @param digits the decimals of the settings, or null for the panels' own.
 */
export function writtenOut(
  cell: MatrixCell,
  state: EquationState,
  panels: readonly Panel[],
  digits: number | null,
): [visible: Piece[], spoken: string] {
  const decimals = decimalsOfPanels(panels, digits);
  const { data, L, U, labels = {} } = state;
  const { term, row, column } = cell;
  if (isOuter(term)) {
    const explanation = explainCell(data, { L: L.values, U: U.values }, row, column);
    const terms = explanation.terms.slice(0, MOST_HEARD);
    const LU = panels.find((panel) => panel.name === "L·U");
    const beyond = LU?.beyond?.[row * data.columns + column] ?? null;
    const hidden = typeof state.hidden?.[row * data.columns + column] === "string";
    const said = { beyond, hidden };
    const whole = cellSentence({ ...explanation, terms }, labels, decimals, { ...said, most: terms.length });
    return [cellSentence(explanation, labels, decimals, said), plainSentence(whole)];
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
