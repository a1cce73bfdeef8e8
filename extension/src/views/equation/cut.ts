import { append } from "factorlab/view";
import type { Panel } from "factorlab/view";
import type { Region } from "./matrix-cell";

/** Cuts a panel's numbers, names and marks to a window; a window as large as the matrix leaves the whole panel. */
export function panelWindow(panel: Panel, { row, column, rows, columns }: Region): Panel {
  const { matrix, rowLabels, columnLabels, predicted, beyond, hidden } = panel;
  if (rows === matrix.rows && columns === matrix.columns) return panel;
  const part = <Value>(values: readonly Value[]): Value[] => {
    const kept: Value[] = [];
    for (let i = row; i < row + rows; i++) {
      append(kept, values.slice(i * matrix.columns + column, i * matrix.columns + column + columns));
    }
    return kept;
  };
  return {
    ...panel,
    matrix: { ...matrix, rows, columns, values: part(matrix.values) },
    rowLabels: rowLabels?.slice(row, row + rows),
    columnLabels: columnLabels?.slice(column, column + columns),
    predicted: predicted && part(predicted),
    beyond: beyond && part(beyond),
    hidden: hidden && part(hidden),
  };
}
