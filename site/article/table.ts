import { element } from "../../extension/src/dom";
import { TASTES } from "./dials";
import { FILMS, PEOPLE } from "./ratings";

/** A table of people and films. */
export interface RatingsTable<Cell extends HTMLElement> {
  node: HTMLTableElement;
  /** The cells, row by row. */
  cells: Cell[][];
  /** The heads of the rows. */
  people: HTMLElement[];
}

/**
 * A table with a row for each person and a column for each film.
 * @param make makes what fills a cell
 */
export function ratingsTable<Cell extends HTMLElement>(
  name: string,
  make: (person: number, film: number) => Cell,
): RatingsTable<Cell> {
  const cells = PEOPLE.map((_, person) => FILMS.map((__, film) => make(person, film)));
  const people = PEOPLE.map((person) => rowHead(person));
  const rows = cells.map((row, person) => tableRow([people[person], ...row.map(tableCell)]));
  const node = element("table", {
    class: "ratings",
    attributes: { "aria-label": name },
    children: [
      element("thead", { children: [tableRow([element("td"), ...filmHeads()])] }),
      element("tbody", { children: rows }),
    ],
  });
  return { node, cells, people };
}

/**
 * People's factors on the left, films' above, and their product between them.
 * @param left people × tastes
 * @param up tastes × films
 * @param cells people × films
 */
export function productTable(
  left: HTMLElement[][],
  up: HTMLElement[][],
  cells: HTMLElement[][],
): HTMLElement {
  const corner = element("td", { attributes: { colspan: "3" } });
  const above = up.map((row, k) => {
    const head = rowHead(TASTES[k]);
    head.colSpan = 3;
    return tableRow([head, ...row.map(tableCell)], "above");
  });
  const tastes = TASTES.map((taste) => columnHead(taste));
  const names = tableRow([element("td"), ...tastes, ...FILMS.map(() => element("td"))], "names");
  const body = cells.map((row, i) => tableRow([rowHead(PEOPLE[i]), ...[...left[i], ...row].map(tableCell)]));
  return element("table", {
    class: "ratings product",
    attributes: { role: "grid", "aria-label": "Two small tables and their product" },
    children: [
      element("colgroup", {
        children: ["name", "own", "own"].map((name) => element("col", { class: name })),
      }),
      element("thead", { children: [tableRow([corner, ...filmHeads()])] }),
      element("tbody", { children: [...above, names, ...body] }),
    ],
  });
}

function filmHeads(): HTMLElement[] {
  return FILMS.map((film) => columnHead(film));
}

/** The text is inside once more: on a narrow page it is written upwards. */
function columnHead(text: string): HTMLElement {
  return element("th", { attributes: { scope: "col" }, children: [element("span", { text })] });
}

function rowHead(text: string): HTMLTableCellElement {
  return element("th", { text, attributes: { scope: "row" } });
}

function tableCell(content: HTMLElement): HTMLElement {
  return element("td", { children: [content] });
}

function tableRow(children: HTMLElement[], name?: string): HTMLElement {
  return element("tr", { class: name, children });
}
