/** The keys of a matrix, as of a grid: arrows, Home and End, with Ctrl for the whole matrix. */

interface FocusedCell {
  row: number;
  column: number;
}

/**
 * Finds the cell to which a key leads in a rows × columns grid.
 * @returns the same cell at an edge; null for a key that does not move.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function movedCell(
  key: string,
  whole: boolean,
  { row, column }: FocusedCell,
  { rows, columns }: { rows: number; columns: number },
): FocusedCell | null {
  const [lastRow, lastColumn] = [rows - 1, columns - 1];
  switch (key) {
    case "ArrowUp":
      return { row: Math.max(0, row - 1), column };
    case "ArrowDown":
      return { row: Math.min(lastRow, row + 1), column };
    case "ArrowLeft":
      return { row, column: Math.max(0, column - 1) };
    case "ArrowRight":
      return { row, column: Math.min(lastColumn, column + 1) };
    case "Home":
      return { row: whole ? 0 : row, column: 0 };
    case "End":
      return { row: whole ? lastRow : row, column: lastColumn };
    default:
      return null;
  }
}
