import type { Payload } from "../../payload/types";
import { shape } from "../describe";
import { UNKNOWN } from "../markup";
import { formatLoss, formatNumber } from "../number";
import type { Panel } from "../panels";
import { contentsOf, namesOr, oneLine, rowsOf } from "./contents";
import type { Curve } from "./contents";

/**
 * A payload as Markdown tables, as GitHub and Jupyter read them; curves as a table of their first and last loss. Numbers
 * are rounded as in the view; an unknown cell is `?`.
 */
export function toMarkdown(payload: Payload): string {
  const { title, tables, curves, list } = contentsOf(payload);
  if (list) {
    const rows = list.rows.map((row) =>
      row.map((cell) => markdownEscaped(cell === null ? "" : String(cell))),
    );
    return (
      [markdownEscaped(title), markdownTable(list.header.map(markdownEscaped), rows, 1), ""]
        .join("\n\n")
        .trimEnd() + "\n"
    );
  }
  const parts = curves.length > 0 ? [markdownCurveTable(curves)] : tables.map(matrixTable);
  return [markdownEscaped(title), ...parts, ""].join("\n\n").trimEnd() + "\n";
}

function matrixTable({ name, matrix, decimals, rowLabels, columnLabels }: Panel): string {
  const names = namesOr(rowLabels, matrix.rows);
  const rows = rowsOf(matrix).map((row, i) => [
    markdownEscaped(names[i]),
    ...row.map((value) => (value === null ? UNKNOWN : formatNumber(value, decimals))),
  ]);
  const header = ["", ...namesOr(columnLabels, matrix.columns).map(markdownEscaped)];
  return `**${markdownEscaped(name)}** ${shape(matrix)}\n\n${markdownTable(header, rows, 1)}`;
}

function markdownCurveTable(curves: readonly Curve[]): string {
  const rows = curves.map(({ run, set, loss: { iterations, values } }) => {
    const [first, last] = [values[0], values.at(-1)].map((end) => (end === undefined ? "" : formatLoss(end)));
    return [markdownEscaped(run), set, String(iterations.at(-1) ?? ""), first, last];
  });
  return markdownTable(["Run", "Set", "Iterations", "First loss", "Last loss"], rows, 2);
}

/** @param texts how many columns from the left hold text; the others hold numbers, aligned to the right. */
function markdownTable(header: readonly string[], rows: readonly string[][], texts: number): string {
  const rule = header.map((_, k) => (k < texts ? "---" : "---:"));
  return [header, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/**
 * Escapes text for Markdown, so that no heading, list, table, link, formula or html begins in it; nor an address, which
 * GitHub and Jupyter make a link of.
 */
function markdownEscaped(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>|$~&@]|:(?=\/\/)/g, "\\$&")
    .replace(/^(?=#|[+-](?:\s|$)|[-=]+$)|(?<=^\d{1,9})(?=[.)](?:\s|$))|(?<=www)(?=\.)/gi, "\\");
}
