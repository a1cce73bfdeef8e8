export interface GridPlace {
  row: number;
  column: number;
}

/** How many rows a page is. */
const PAGE = 10;

/**
 * Where a key leads in a grid.
 * @param entering whether Tab leads to the next cell.
 * @returns null where the key leads nowhere in the grid.
 */
export function gridMove(
  { key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent,
  { row, column }: GridPlace,
  { rows, columns }: { rows: number; columns: number },
  entering: boolean,
): GridPlace | null {
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

/** Beyond the first and the last cell, Tab leaves the grid. */
function next(flat: number, rows: number, columns: number): GridPlace | null {
  if (flat < 0 || flat >= rows * columns) return null;
  return { row: Math.floor(flat / columns), column: flat % columns };
}
