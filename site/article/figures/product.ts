import { element } from "../../../extension/src/dom";
import { cellButton, moveByKeys, paintStars } from "../cells";
import { TASTES } from "../dials";
import type { Dials } from "../dials";
import { saying } from "../parts";
import { ADA, FILMS, PEOPLE, RATINGS } from "../ratings";
import type { Place } from "../ratings";
import { productTable } from "../table";

/** Two small tables and their product: the cell that is pointed at shows what it is made of. */
export class ProductFigure {
  private readonly left = PEOPLE.map(() => TASTES.map(() => factor("left")));
  private readonly up = TASTES.map(() => FILMS.map(() => factor("up")));
  private readonly cells = PEOPLE.map(() => FILMS.map(() => cellButton()));
  private readonly sum = element("p", { class: "sum", attributes: { "aria-hidden": "true" } });
  private readonly said = saying();
  private place: Place = [ADA, 2];

  constructor(
    figure: HTMLElement,
    private readonly dials: Dials,
  ) {
    this.said.classList.add("listen");
    this.cells.forEach((row, person) =>
      row.forEach((cell, film) => {
        for (const event of ["pointerenter", "focus", "click"])
          cell.addEventListener(event, () => this.point([person, film]));
      }),
    );
    moveByKeys(this.cells, this.cells[ADA][2]);
    figure.append(productTable(this.left, this.up, this.cells), this.sum, this.said);
    dials.onTurn(() => this.show());
    this.show();
  }

  private show(): void {
    const { people, films } = this.dials;
    this.left.forEach((row, i) => row.forEach((cell, k) => (cell.textContent = short(people[i][k]))));
    this.up.forEach((row, k) => row.forEach((cell, j) => (cell.textContent = short(films[j][k]))));
    this.cells.forEach((row, i) =>
      row.forEach((cell, j) => {
        const guess = this.dials.guess(i, j);
        paintStars(cell, guess, 1);
        cell.setAttribute("aria-label", `${PEOPLE[i]}, ${FILMS[j]}: ${guess.toFixed(1)}`);
      }),
    );
    this.point(this.place);
  }

  private point(place: Place): void {
    this.place = place;
    const [person, film] = place;
    this.left.forEach((row, i) => row.forEach((cell) => cell.classList.toggle("lit", i === person)));
    this.up.forEach((row) => row.forEach((cell, j) => cell.classList.toggle("lit", j === film)));
    this.cells.forEach((row, i) =>
      row.forEach((cell, j) => cell.classList.toggle("lit", i === person && j === film)),
    );
    this.writeSum();
  }

  private writeSum(): void {
    const [person, film] = this.place;
    const [a, b] = this.dials.people[person].map(short);
    const [c, d] = this.dials.films[film].map(short);
    const value = this.dials.guess(person, film).toFixed(2);
    const stars = RATINGS[person][film];
    const truth = `${PEOPLE[person]} ${stars === null ? "has not seen it" : `said ${stars}`}`;
    this.sum.replaceChildren(
      ...[...product(a, c), " + ", ...product(b, d), " = "],
      element("b", { text: value }),
      element("span", { class: "aside", text: truth }),
    );
    this.said.textContent = `${PEOPLE[person]}, ${FILMS[film]}: ${a} times ${c}, plus ${b} times ${d}, is ${value}. ${truth}.`;
  }
}

function factor(side: "left" | "up"): HTMLElement {
  return element("span", { class: `factor ${side}` });
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

function product(left: string, up: string): (Node | string)[] {
  return [element("b", { class: "left", text: left }), " × ", element("b", { class: "up", text: up })];
}
