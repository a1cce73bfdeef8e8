import type { Experiment } from "factorlab/view";
import { element } from "../dom";
import { t } from "../words";

/** The most blanks that are named; the others are only counted. */
const MOST_NAMED = 6;

/** The unknown cells, row by row. */
export function blanksOf(data: Experiment["data"]): { i: number; j: number }[] {
  return data.flatMap((row, i) => row.flatMap((value, j) => (value === null ? [{ i, j }] : [])));
}

/** A line for each of the first blanks: its name, and what is said of it. */
export function blankLines(
  { data, labels }: Pick<Experiment, "data" | "labels">,
  said: (i: number, j: number) => string,
): HTMLElement[] {
  const blanks = blanksOf(data);
  const lines = blanks.slice(0, MOST_NAMED).map(({ i, j }) => {
    const name = `${labels?.rows?.[i] ?? i} × ${labels?.columns?.[j] ?? j}`;
    const parts = [element("span", { text: name }), element("strong", { text: said(i, j) })];
    return element("span", { class: "factorlab-blank", children: parts });
  });
  const more = blanks.length - lines.length;
  if (more > 0)
    lines.push(element("span", { class: "factorlab-note", text: t("and {more} more", { more }) }));
  return lines;
}
