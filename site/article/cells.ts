import { heatColours } from "factorlab/view";
import { element } from "../../extension/src/dom";
import type { Stars } from "./ratings";

/** The miss that has the full colour, in stars. */
const WORST_MISS = 2.5;

/** Makes a button that fills a cell of a table. */
export function cellButton(): HTMLButtonElement {
  return element("button", { class: "cell", attributes: { type: "button", tabindex: "-1" } });
}

/** Shows a rating or a guess in the colour of its stars, or a hole. @param decimals of the number */
export function paintStars(cell: HTMLElement, stars: Stars, decimals = 0): void {
  write(cell, stars === null ? "?" : stars.toFixed(decimals));
  cell.classList.toggle("hole", stars === null);
  cell.classList.remove("missed");
  cell.classList.toggle("rated", stars !== null);
  if (stars === null) return;
  for (const theme of ["light", "dark"] as const) {
    const { background, text } = heatColours((stars - 1) / 4, theme);
    cell.style.setProperty(`--${theme}`, background);
    cell.style.setProperty(`--${theme}-text`, text);
  }
}

/** Shows a guess in the colour of its miss: the further from the truth, the redder. */
export function paintMiss(cell: HTMLElement, guess: number, truth: Stars, note = ""): void {
  write(cell, guess.toFixed(1), note);
  cell.classList.remove("hole", "rated");
  cell.classList.add("missed");
  const miss = truth === null ? 0 : Math.abs(guess - truth);
  cell.style.setProperty("--share", Math.min(1, miss / WORST_MISS).toFixed(3));
}

/** @param note what stands below the number, smaller */
function write(cell: HTMLElement, text: string, note = ""): void {
  if (cell.dataset["text"] === `${text}|${note}`) return;
  cell.dataset["text"] = `${text}|${note}`;
  cell.replaceChildren(text, ...(note === "" ? [] : [" ", element("small", { text: note })]));
}

/**
 * Makes a table of cells one stop of the Tab key, in which arrow keys, Home and End move.
 * @param rows the buttons; all rows have equally many
 * @param start the one that Tab finds first
 */
export function moveByKeys(rows: readonly (readonly HTMLButtonElement[])[], start = rows[0][0]): void {
  start.tabIndex = 0;
  let current = start;
  const focus = (cell: HTMLButtonElement | undefined): void => {
    if (!cell) return;
    current.tabIndex = -1;
    current = cell;
    current.tabIndex = 0;
    current.focus();
  };
  rows.forEach((cells, row) =>
    cells.forEach((cell, column) => {
      cell.addEventListener("focus", () => focus(cell === current ? undefined : cell));
      cell.addEventListener("keydown", (event) => {
        const next: Record<string, HTMLButtonElement | undefined> = {
          ArrowLeft: cells[column - 1],
          ArrowRight: cells[column + 1],
          ArrowUp: rows[row - 1]?.[column],
          ArrowDown: rows[row + 1]?.[column],
          Home: cells[0],
          End: cells.at(-1),
        };
        if (!(event.key in next)) return;
        event.preventDefault();
        focus(next[event.key]);
      });
    }),
  );
}
