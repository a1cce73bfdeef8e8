import { element } from "../../extension/src/dom";
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
  const people = PEOPLE.map((person) => element("th", { text: person, attributes: { scope: "row" } }));
  const rows = cells.map((row, person) =>
    element("tr", {
      children: [people[person], ...row.map((cell) => element("td", { children: [cell] }))],
    }),
  );
  const node = element("table", {
    class: "ratings",
    attributes: { "aria-label": name },
    children: [
      element("thead", { children: [element("tr", { children: [element("td"), ...filmHeads()] })] }),
      element("tbody", { children: rows }),
    ],
  });
  return { node, cells, people };
}

/** The heads of the films' columns. On a narrow page they are written upwards. */
export function filmHeads(): HTMLElement[] {
  return FILMS.map((film) =>
    element("th", { attributes: { scope: "col" }, children: [element("span", { text: film })] }),
  );
}
