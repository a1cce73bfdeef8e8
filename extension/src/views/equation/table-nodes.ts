import type { Panel } from "factorlab/view";
import { element, setText } from "../../dom";
import { longestWord } from "../../longest-word";
import { t } from "../../words";
import type { Region } from "./matrix-cell";

/** What the rows and columns of a matrix are. */
export interface Sides {
  rows: "row" | "feature";
  columns: "column" | "feature";
}

/** The most characters by which names widen their columns. */
const WIDE_NAME = 7;
/** Names with a longer word are turned, as they would be cut in the width of a column; others wrap. */
const LONGEST_WORD = 9;

/** The parts of a table of numbers that has a header for each row and column. */
export interface TableNodes {
  head: HTMLElement;
  body: HTMLElement;
  /** Row by row. */
  cells: HTMLTableCellElement[];
  rowHeaders: HTMLElement[];
  columnHeaders: HTMLElement[];
}

/** Makes an empty table whose first cell can be reached with the Tab key. */
export function tableNodes(rows: number, columns: number): TableNodes {
  const cells = Array.from({ length: rows * columns }, (_, k) =>
    element("td", { attributes: { tabindex: k === 0 ? "0" : "-1" } }),
  );
  const headers = (count: number, scope: string, role: string): HTMLElement[] =>
    Array.from({ length: count }, () =>
      element("th", { attributes: { scope, role }, children: [element("span")] }),
    );
  const rowHeaders = headers(rows, "row", "rowheader");
  const columnHeaders = headers(columns, "col", "columnheader");
  const lines = rowHeaders.map((name, i) =>
    element("tr", { children: [name, ...cells.slice(i * columns, (i + 1) * columns)] }),
  );
  const top = element("tr", { children: [element("td"), ...columnHeaders] });
  const head = element("thead", { children: [top] });
  return { head, body: element("tbody", { children: lines }), cells, rowHeaders, columnHeaders };
}

/** Names rows and columns for screen readers; only the given labels are visible. */
export function nameSides(
  table: HTMLElement,
  { rowHeaders, columnHeaders }: TableNodes,
  { rowLabels, columnLabels }: Panel,
  sides: Sides,
  window: Region,
): void {
  table.toggleAttribute("data-row-names", rowLabels !== undefined);
  table.toggleAttribute("data-column-names", columnLabels !== undefined);
  const names = (headers: HTMLElement[], labels: string[] | undefined, name: (k: number) => string): void =>
    headers.forEach((header, k) => {
      const text = labels?.[k] ?? name(k);
      setText(header.firstElementChild!, text);
      header.title = labels ? text : "";
    });
  // Where there are no names, the numbers of rows and columns are seen; whoever listens hears what they count.
  rowHeaders.forEach((header, k) => (header.dataset.index = String(window.row + k)));
  columnHeaders.forEach((header, k) => (header.dataset.index = String(window.column + k)));
  names(rowHeaders, rowLabels, (k) => sideName(sides.rows, window.row + k));
  names(columnHeaders, columnLabels, (k) => sideName(sides.columns, window.column + k));
}

/** Whether the names of columns are too long to stand level. */
export function turns(names: readonly string[] = []): boolean {
  return longestWord(names) > LONGEST_WORD;
}

/** The width of the columns that their names need, in characters. */
export function nameWidth({ columnLabels = [] }: Panel): number {
  if (turns(columnLabels)) return 0;
  return Math.min(WIDE_NAME, longestWord(columnLabels));
}

function sideName(side: "row" | "column" | "feature", index: number): string {
  if (side === "row") return t("row {row}", { row: index });
  if (side === "column") return t("column {column}", { column: index });
  return t("feature {feature}", { feature: index });
}
