export interface GridPosition {
  row: number;
  column: number;
}

/** The rows of a page. */
const PAGE = 10;

/**
 * Finds the cell to which a key leads.
 * @param entering whether Tab leads to the next cell.
 * @returns null if the key does not lead to a cell.
 */
export function gridMove(
  { key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent,
  { row, column }: GridPosition,
  { rows, columns }: { rows: number; columns: number },
  entering: boolean,
): GridPosition | null {
  if (altKey) return null;
  const far = ctrlKey || metaKey;
  const [lastRow, lastColumn] = [rows - 1, columns - 1];
  switch (key) {
    case "ArrowUp":
      return { row: far ? 0 : Math.max(0, row - 1), column };
    case "ArrowDown":
      return { row: far ? lastRow : Math.min(lastRow, row + 1), column };
    case "ArrowLeft":
      return { row, column: far ? 0 : Math.max(0, column - 1) };
    case "ArrowRight":
      return { row, column: far ? lastColumn : Math.min(lastColumn, column + 1) };
    case "Home":
      return { row: far ? 0 : row, column: 0 };
    case "End":
      return { row: far ? lastRow : row, column: lastColumn };
    case "PageUp":
      return { row: Math.max(0, row - PAGE), column };
    case "PageDown":
      return { row: Math.min(lastRow, row + PAGE), column };
    case "Enter":
      return { row: Math.min(lastRow, Math.max(0, row + (shiftKey ? -1 : 1))), column };
    case "Tab":
      return entering ? next(row * columns + column + (shiftKey ? -1 : 1), rows, columns) : null;
    default:
      return null;
  }
}

/** Finds the cell by its index in row order; null beyond the first and last cell, where Tab leaves the grid. */
function next(index: number, rows: number, columns: number): GridPosition | null {
  if (index < 0 || index >= rows * columns) return null;
  return { row: Math.floor(index / columns), column: index % columns };
}
