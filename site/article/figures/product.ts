import { element } from "../../../extension/src/dom";
import { cellButton, moveByKeys, paintStars } from "../cells";
import { saying } from "../parts";
import { ADA, FILMS, PEOPLE, PERSON_DIALS, RATINGS } from "../ratings";
import { filmHeads } from "../table";
import type { Dials } from "./dials";

/** Two small tables and their product. @returns a function that shows changed dials */
export function productFigure(figure: HTMLElement, dials: Dials): () => void {
  const people = (): readonly (readonly number[])[] =>
    PERSON_DIALS.map((own, person) => (person === ADA ? dials.ada : own));
  const left = PEOPLE.map(() => [0, 1].map(() => factor("left")));
  const up = [0, 1].map(() => FILMS.map(() => factor("up")));
  const cells = PEOPLE.map(() => FILMS.map(() => cellButton()));
  const sum = element("p", { class: "sum", attributes: { "aria-hidden": "true" } });
  const said = saying();
  said.classList.add("listen");
  let [person, film] = [ADA, 2];

  const product = (i: number, j: number): number =>
    people()[i][0] * dials.films[j][0] + people()[i][1] * dials.films[j][1];
  const mark = (): void => {
    left.forEach((row, i) => row.forEach((cell) => cell.classList.toggle("lit", i === person)));
    up.forEach((row) => row.forEach((cell, j) => cell.classList.toggle("lit", j === film)));
    cells.forEach((row, i) =>
      row.forEach((cell, j) => cell.classList.toggle("lit", i === person && j === film)),
    );
    const [a, b] = people()[person];
    const [c, d] = dials.films[film];
    const stars = RATINGS[person][film];
    const heard = stars === null ? "has not seen it" : `said ${stars}`;
    const value = product(person, film).toFixed(2);
    sum.replaceChildren(
      ...coloured(a, c),
      " + ",
      ...coloured(b, d),
      " = ",
      element("b", { text: value }),
      element("span", { class: "aside", text: `${PEOPLE[person]} ${heard}` }),
    );
    said.textContent = `${PEOPLE[person]}, ${FILMS[film]}: ${a} times ${c}, plus ${b} times ${d}, is ${value}. ${PEOPLE[person]} ${heard}.`;
  };
  const point = (i: number, j: number): void => {
    [person, film] = [i, j];
    mark();
  };
  cells.forEach((row, i) =>
    row.forEach((cell, j) => {
      for (const event of ["pointerenter", "focus", "click"])
        cell.addEventListener(event, () => point(i, j));
    }),
  );
  moveByKeys(cells, cells[person][film]);
  const show = (): void => {
    left.forEach((row, i) => row.forEach((cell, k) => (cell.textContent = short(people()[i][k]))));
    up.forEach((row, k) => row.forEach((cell, j) => (cell.textContent = short(dials.films[j][k]))));
    cells.forEach((row, i) =>
      row.forEach((cell, j) => {
        paintStars(cell, product(i, j), 1);
        cell.setAttribute("aria-label", `${PEOPLE[i]}, ${FILMS[j]}: ${product(i, j).toFixed(1)}`);
      }),
    );
    mark();
  };
  figure.append(tableOf(left, up, cells), sum, said);
  show();
  return show;
}

function factor(side: "left" | "up"): HTMLElement {
  return element("span", { class: `factor ${side}` });
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

function coloured(left: number, up: number): (Node | string)[] {
  return [
    element("b", { class: "left", text: short(left) }),
    " × ",
    element("b", { class: "up", text: short(up) }),
  ];
}

/** L on the left, U above, their product between them. */
function tableOf(left: HTMLElement[][], up: HTMLElement[][], cells: HTMLElement[][]): HTMLElement {
  const filled = (cell: HTMLElement): HTMLElement => element("td", { children: [cell] });
  const above = up.map((row, k) =>
    element("tr", {
      class: "above",
      children: [
        element("th", {
          text: ["space", "love"][k],
          attributes: { scope: "row", colspan: "3" },
        }),
        ...row.map(filled),
      ],
    }),
  );
  const names = element("tr", {
    class: "names",
    children: [
      element("td"),
      ...["space", "love"].map((taste) =>
        element("th", {
          attributes: { scope: "col" },
          children: [element("span", { text: taste })],
        }),
      ),
      ...FILMS.map(() => element("td")),
    ],
  });
  const body = cells.map((row, i) =>
    element("tr", {
      children: [
        element("th", { text: PEOPLE[i], attributes: { scope: "row" } }),
        ...left[i].map(filled),
        ...row.map(filled),
      ],
    }),
  );
  const head = element("tr", { children: [element("td", { attributes: { colspan: "3" } }), ...filmHeads()] });
  return element("table", {
    class: "ratings product",
    attributes: { role: "grid", "aria-label": "Two small tables and their product" },
    children: [
      element("thead", { children: [head] }),
      element("tbody", { children: [...above, names, ...body] }),
    ],
  });
}
