import { element } from "../../../extension/src/dom";
import { paintMiss, paintStars } from "../cells";
import { Dial, dialText } from "../dial";
import type { DialSide } from "../dial";
import { TASTES } from "../dials";
import type { Dials } from "../dials";
import { bar, button, saying, starsText } from "../parts";
import { ADA, FILMS, RATINGS } from "../ratings";

/** Guesses that miss by no more than this on average are as good as whole stars can tell. */
const CLOSE = 0.35;
/** The film whose guess is written out at first. */
const FIRST = 2;

/** Two dials for Ada, two for each film, and the guesses that they make. */
export class DialsFigure {
  private readonly guesses = FILMS.map(() => element("span", { class: "cell" }));
  private readonly sum = element("p", { class: "sum", attributes: { "aria-hidden": "true" } });
  private readonly said = saying();
  private readonly knobs: { dial: Dial; value: () => number }[] = [];
  private readonly rows: HTMLElement[];
  private shown = FIRST;

  constructor(
    figure: HTMLElement,
    private readonly dials: Dials,
  ) {
    const own = this.pair("left", "Ada", dials.ada);
    this.rows = FILMS.map((film, k) => this.row(film, k));
    const reset = button("Start over", () => dials.reset());
    figure.append(desk(own, this.rows), this.sum, bar(this.said, reset));
    dials.onTurn(() => this.show());
    this.point(FIRST);
    this.show();
  }

  private row(film: string, k: number): HTMLElement {
    const rating = element("span", { class: "cell" });
    paintStars(rating, RATINGS[ADA][k]);
    const cells = [this.guesses[k], rating].map((cell) => element("td", { children: [cell] }));
    const head = element("th", { text: film, attributes: { scope: "row" } });
    const row = element("tr", { children: [head, ...this.pair("up", film, this.dials.films[k]), ...cells] });
    for (const event of ["pointerenter", "focusin"]) row.addEventListener(event, () => this.point(k));
    return row;
  }

  private pair(side: DialSide, name: string, values: [number, number]): HTMLElement[] {
    return TASTES.map((taste, k) => {
      const dial = new Dial(side, `${name}: ${taste}`, (value) => {
        values[k] = value;
        this.dials.turned();
      });
      this.knobs.push({ dial, value: () => values[k] });
      return element("td", { children: [dial.node] });
    });
  }

  /** Writes out the guess of a film. */
  private point(film: number): void {
    this.shown = film;
    this.rows.forEach((row, k) => row.classList.toggle("shown", k === film));
    this.writeSum();
  }

  private show(): void {
    for (const { dial, value } of this.knobs) dial.set(value());
    this.guesses.forEach((cell, film) => paintMiss(cell, this.dials.guess(ADA, film), RATINGS[ADA][film]));
    this.writeSum();
    this.said.textContent = verdictOf(this.dials);
  }

  private writeSum(): void {
    const { ada, films } = this.dials;
    const term = (k: 0 | 1): (Node | string)[] => [
      element("b", { class: "left", text: dialText("left", ada[k]) }),
      " × ",
      element("b", { class: "up", text: dialText("up", films[this.shown][k]) }),
    ];
    const total = `${this.dials.guess(ADA, this.shown).toFixed(1)} ★`;
    this.sum.replaceChildren(
      `${FILMS[this.shown]}: `,
      ...[...term(0), " + ", ...term(1), " = "],
      element("b", { text: total }),
    );
  }
}

function desk(own: HTMLElement[], rows: HTMLElement[]): HTMLElement {
  const heads = ["Space", "Love", "Guess", "Ada said"].map((text) =>
    element("th", { text, attributes: { scope: "col" } }),
  );
  const name = element("th", { text: "Ada", attributes: { scope: "row" } });
  const first = element("tr", { class: "ada", children: [name, ...own, element("td"), element("td")] });
  return element("table", {
    class: "desk",
    attributes: { "aria-label": "Dials for Ada and for six films, and the stars that they make" },
    children: [
      element("thead", { children: [element("tr", { children: [element("td"), ...heads] })] }),
      element("tbody", { children: [first, ...rows] }),
    ],
  });
}

function verdictOf(dials: Dials): string {
  const misses = FILMS.flatMap((_, film) => {
    const stars = RATINGS[ADA][film];
    return stars === null ? [] : [Math.abs(dials.guess(ADA, film) - stars)];
  });
  const average = misses.reduce((sum, miss) => sum + miss, 0) / misses.length;
  const missed = `The guesses miss by ${starsText(average)} on average.`;
  return average <= CLOSE ? `${missed} That is as close as whole stars can tell.` : missed;
}
