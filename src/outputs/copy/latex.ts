import type { Payload } from "../../payload/types";
import { UNKNOWN } from "../markup";
import { formatLoss, formatNumber } from "../number";
import type { Panel } from "../panels";
import { contentsOf, inComment, namesOr, oneLine, rowsOf } from "./contents";
import type { Curve } from "./contents";

/**
 * A payload as LaTeX: each matrix as a displayed formula, with the names of its rows and columns if it has any; curves
 * as a table of their first and last loss. Numbers are rounded as in the view. It needs no package; names in other
 * scripts than Latin need XeLaTeX or LuaLaTeX, and a font that has them.
 */
export function toLatex(payload: Payload): string {
  const { title, tables, curves, list } = contentsOf(payload);
  if (list) {
    const rows = [list.header, ...list.rows].map((row) =>
      latexRow(row.map((cell) => latexEscaped(String(cell ?? "")))),
    );
    const [head, ...body] = rows;
    const form = "l".repeat(list.header.length);
    const lines = [
      `% ${inComment(title)}`,
      `\\begin{tabular}{${form}}`,
      `${head} \\hline`,
      ...body,
      "\\end{tabular}",
      "",
    ];
    return lines.join("\n");
  }
  const parts = curves.length > 0 ? [latexCurveTable(curves)] : tables.map(formula);
  return [`% ${inComment(title)}`, ...parts, ""].join("\n");
}

function formula(panel: Panel): string {
  const { rowLabels, columnLabels, matrix } = panel;
  const name =
    panel.name === "L·U" ? "L \\cdot U" : /^[A-Za-z]$/.test(panel.name) ? panel.name : box(panel.name);
  const array = rowLabels || columnLabels ? labelledTable(panel) : plainMatrix(panel);
  const note = matrix.of ? `% block means of ${matrix.of.rows} × ${matrix.of.columns}\n` : "";
  return `${note}\\[\n${name} = ${array}\n\\]`;
}

function plainMatrix({ matrix, decimals }: Panel): string {
  const rows = rowsOf(matrix).map((row) => latexRow(row.map((value) => latexNumber(value, decimals))));
  const columns = "r".repeat(matrix.columns);
  return `\\left(\\begin{array}{${columns}}\n${rows.join("\n")}\n\\end{array}\\right)`;
}

function labelledTable({ matrix, decimals, rowLabels, columnLabels }: Panel): string {
  const header = latexRow(["", ...namesOr(columnLabels, matrix.columns).map(box)]);
  const names = namesOr(rowLabels, matrix.rows);
  const rows = rowsOf(matrix).map((row, i) =>
    latexRow([box(names[i]), ...row.map((value) => latexNumber(value, decimals))]),
  );
  const columns = `l|${"r".repeat(matrix.columns)}`;
  return `\\begin{array}{${columns}}\n${header} \\hline\n${rows.join("\n")}\n\\end{array}`;
}

function latexCurveTable(curves: readonly Curve[]): string {
  const rows = curves.map(({ run, set, loss: { iterations, values } }) => {
    const ends = values.length === 0 ? ["", "", ""] : [iterations.at(-1)!, values[0], values.at(-1)!];
    const [last, from, to] = ends.map((end) =>
      typeof end === "number" ? `$${power(formatLoss(end))}$` : end,
    );
    return latexRow([latexEscaped(run), set, last, from, to]);
  });
  const header = latexRow(["Run", "Set", "Iterations", "First loss", "Last loss"]);
  return `\\begin{tabular}{llrrr}\n${header} \\hline\n${rows.join("\n")}\n\\end{tabular}`;
}

function latexRow(cells: readonly string[]): string {
  return `${cells.join(" & ")} \\\\`;
}

function latexNumber(value: number | null, decimals: number): string {
  return value === null ? `\\mbox{${UNKNOWN}}` : power(formatNumber(value, decimals).replace("−", "-"));
}

/** `1.5e-7` in mathematical notation. */
function power(written: string): string {
  return written.replace(/e(-?\d+)$/, " \\cdot 10^{$1}");
}

function box(text: string): string {
  return `\\mbox{${latexEscaped(text)}}`;
}

/** What stands for a sign that means something to LaTeX. A bracket or star behind `\\` is an option of the line break. */
const COMMANDS: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "[": "{[}",
  "]": "{]}",
  "*": "{*}",
  "-": "{-}",
  "`": "{`}",
  "'": "{'}",
  '"': "{''}",
};

/** Escapes text for LaTeX. Signs that only steer how others are shown are left out: it knows none of them. */
function latexEscaped(text: string): string {
  return oneLine(text)
    .replace(/\p{Format}/gu, "")
    .replace(/[\\^~{}$&#_%<>|[\]*`'"]|-(?=-)/g, (sign) => COMMANDS[sign] ?? `\\${sign}`);
}
