import type { Payload } from "../../payload/types";
import type { Panel } from "../panels";
import { contentsOf, namesOr, rowsOf } from "./contents";
import type { Curve } from "./contents";
import { csvCell, csvText, END, field } from "./csv-line";
import { exactNumber } from "./exact-number";

/**
 * A payload as CSV (RFC 4180): each matrix with its name in the corner, its columns in the first line and its rows in
 * the first column, an empty line between matrices; curves as one table `run,set,iteration,loss`. Numbers are
 * exact, an unknown cell is empty. An apostrophe stands before what a spreadsheet would run as a formula, also behind the
 * separators of other locales: `;`, tab and `|`.
 */
export function toCsv(payload: Payload): string {
  const { tables, curves, list } = contentsOf(payload);
  if (list) return csvText([list.header.map(field), ...list.rows.map((row) => row.map(csvCell))]);
  return curves.length > 0
    ? csvText(curveLines(curves))
    : tables.map((table) => csvText(tableLines(table))).join(END);
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
