import type { CellValue, Payload } from "../../payload/types";
import type { Panel } from "../panels";
import { contentsOf, exactNumber, namesOr, rowsOf } from "./contents";
import type { Curve } from "./contents";

/**
 * A payload as CSV (RFC 4180): each matrix with its name in the corner, its columns in the first line and its rows in
 * the first column, an empty line between matrices; curves as one table `run,set,iteration,loss`. Numbers are
 * exact, an unknown cell is empty. Names that a spreadsheet would run as formulas begin with an apostrophe.
 */
export function toCsv(payload: Payload): string {
  const { tables, curves, list } = contentsOf(payload);
  if (list) return csvText([list.header.map(field), ...list.rows.map((row) => row.map(csvCell))]);
  return curves.length > 0
    ? csvText(curveLines(curves))
    : tables.map((table) => csvText(tableLines(table))).join(END);
}

const END = "\r\n";

function csvText(rows: string[][]): string {
  return rows.map((row) => row.join(",") + END).join("");
}

function tableLines({ name, matrix, rowLabels, columnLabels }: Panel): string[][] {
  const rows = namesOr(rowLabels, matrix.rows);
  return [
    [name, ...namesOr(columnLabels, matrix.columns)].map(field),
    ...rowsOf(matrix).map((row, i) => [
      field(rows[i]),
      ...row.map((value) => (value === null ? "" : exactNumber(value))),
    ]),
  ];
}

function curveLines(curves: readonly Curve[]): string[][] {
  return [
    ["run", "set", "iteration", "loss"],
    ...curves.flatMap(({ run, set, loss }) =>
      loss.iterations.map((iteration, k) => [
        field(run),
        set,
        String(iteration),
        exactNumber(loss.values[k]),
      ]),
    ),
  ];
}

function csvCell(value: CellValue): string {
  if (value === null) return "";
  return typeof value === "number" ? exactNumber(value) : field(value);
}

/** Text as a field: quoted where necessary, and never read as a formula. */
function field(text: string): string {
  const harmless = /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
