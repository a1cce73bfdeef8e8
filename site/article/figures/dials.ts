import { element } from "../../../extension/src/dom";
import { paintMiss, paintStars } from "../cells";
import { bar, button, saying, starsText } from "../parts";
import { ADA, FILM_DIALS, FILMS, PERSON_DIALS, RATINGS } from "../ratings";

/** The dials that the reader turns: Ada's, and those of the films. Both hold space, then love. */
export interface Dials {
  ada: [number, number];
  films: [number, number][];
}

const TASTES = ["space", "love"];
/** Guesses that miss by no more than this on average are as good as stars can tell. */
const CLOSE = 0.35;

export function startDials(): Dials {
  return { ada: [...PERSON_DIALS[ADA]], films: FILM_DIALS.map(([space, love]) => [space, love]) };
}

/** What the dials make of a film. */
function guess({ ada, films }: Dials, film: number): number {
  return ada[0] * films[film][0] + ada[1] * films[film][1];
}

/** Two dials for Ada, two for each film, and the guesses that they make. */
export function dialsFigure(figure: HTMLElement, dials: Dials, onTurn: () => void): void {
  const inputs: (() => void)[] = [];
  const guesses = FILMS.map(() => element("span", { class: "cell" }));
  const sum = element("p", { class: "sum", attributes: { "aria-hidden": "true" } });
  const said = saying();
  let shown = 0;

  const show = (): void => {
    FILMS.forEach((_, film) => paintMiss(guesses[film], guess(dials, film), RATINGS[ADA][film]));
    writeSum(sum, dials, shown);
    said.textContent = verdictOf(dials);
  };
  const point = (film: number): void => {
    shown = film;
    rows.forEach((row, k) => row.classList.toggle("shown", k === film));
    writeSum(sum, dials, film);
  };
  const turned = (film?: number): void => {
    if (film !== undefined) point(film);
    show();
    onTurn();
  };
  const pair = (values: [number, number], side: "left" | "up", name: string, film?: number): HTMLElement[] =>
    TASTES.map((taste, k) => {
      const input = dial(side, `${name}: ${taste}`, values[k], (value) => {
        values[k] = value;
        turned(film);
      });
      inputs.push(() => input.set(values[k]));
      return element("td", { children: [input.node] });
    });

  const rows = FILMS.map((film, k) => {
    const said = element("span", { class: "cell" });
    paintStars(said, RATINGS[ADA][k]);
    const row = element("tr", {
      children: [
        element("th", { text: film, attributes: { scope: "row" } }),
        ...pair(dials.films[k], "up", film, k),
        element("td", { children: [guesses[k]] }),
        element("td", { children: [said] }),
      ],
    });
    row.addEventListener("pointerenter", () => point(k));
    row.addEventListener("focusin", () => point(k));
    return row;
  });
  const reset = button("Start over", () => {
    const fresh = startDials();
    dials.ada.splice(0, 2, ...fresh.ada);
    dials.films.forEach((film, k) => film.splice(0, 2, ...fresh.films[k]));
    inputs.forEach((set) => set());
    turned();
  });
  figure.append(desk(pair(dials.ada, "left", "Ada"), rows), sum, bar(said, reset));
  point(2);
  show();
}

function desk(ada: HTMLElement[], rows: HTMLElement[]): HTMLElement {
  const head = ["", "Space", "Love", "Guess", "Ada said"].map((text) =>
    text === "" ? element("td") : element("th", { text, attributes: { scope: "col" } }),
  );
  const first = element("tr", {
    class: "ada",
    children: [element("th", { text: "Ada", attributes: { scope: "row" } }), ...ada, element("td"), element("td")],
  });
  return element("table", {
    class: "desk",
    attributes: { "aria-label": "Dials for Ada and for six films, and the stars that they make" },
    children: [
      element("thead", { children: [element("tr", { children: head })] }),
      element("tbody", { children: [first, ...rows] }),
    ],
  });
}

/** A slider that fills as it is turned: stars for a person, a share for a film. */
function dial(
  side: "left" | "up",
  name: string,
  value: number,
  onTurn: (value: number) => void,
): { node: HTMLElement; set: (value: number) => void } {
  const [most, step] = side === "left" ? [5, 0.25] : [1, 0.05];
  const input = element("input", {
    attributes: { type: "range", min: "0", max: String(most), step: String(step), "aria-label": name },
  });
  const number = element("span", { class: "number", attributes: { "aria-hidden": "true" } });
  const node = element("span", { class: `dial ${side}`, children: [input, number] });
  const show = (now: number): void => {
    const text = side === "left" ? starsText(now, 2).replace(/\.?0+ /, " ") : `${Math.round(now * 100)} %`;
    node.style.setProperty("--fill", `${(now / most) * 100}%`);
    number.textContent = side === "left" ? `${text.split(" ")[0]} ★` : text;
    input.setAttribute("aria-valuetext", text);
  };
  const set = (now: number): void => {
    input.value = String(now);
    show(now);
  };
  set(value);
  input.addEventListener("input", () => {
    show(Number(input.value));
    onTurn(Number(input.value));
  });
  return { node, set };
}

/** Writes out how one guess is made. */
function writeSum(line: HTMLElement, dials: Dials, film: number): void {
  const part = (k: 0 | 1): (Node | string)[] => [
    element("b", { class: "left", text: `${dials.ada[k]} ★` }),
    " × ",
    element("b", { class: "up", text: `${Math.round(dials.films[film][k] * 100)} %` }),
  ];
  const total = element("b", { text: `${guess(dials, film).toFixed(1)} ★` });
  line.replaceChildren(`${FILMS[film]}: `, ...part(0), " + ", ...part(1), " = ", total);
}

function verdictOf(dials: Dials): string {
  const misses = FILMS.flatMap((_, film) => {
    const stars = RATINGS[ADA][film];
    return stars === null ? [] : [Math.abs(guess(dials, film) - stars)];
  });
  const average = misses.reduce((sum, miss) => sum + miss, 0) / misses.length;
  const missed = `The guesses miss by ${starsText(average)} on average.`;
  return average <= CLOSE ? `${missed} That is as close as whole stars can tell.` : missed;
}
