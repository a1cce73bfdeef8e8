import { UNKNOWN } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { element, replaceChildren, setText } from "../dom";
import { longestWord } from "../longest-word";
import { localNumber, t } from "../words";
import { hiddenLabel, hiddenText } from "../guess/hiding";
import type { Hiding } from "../guess/hiding";
import { shortNumber } from "./short-number";

/** The table behind the grid: its cells, their texts and names. It updates only what has changed. */
export class GridTable {
  readonly node = element("table", { class: "factorlab-grid-table", attributes: { role: "grid" } });
  private readonly body = element("tbody");
  private cells: HTMLTableCellElement[][] = [];
  private shown: Experiment["data"] = [];
  private names: Experiment["labels"];
  /** What is held out, with what is written in its place. */
  private hidden: readonly HiddenText[] = [];
  /** The length of the longest text in a cell. */
  private characters = 0;

  constructor() {
    this.node.append(this.body);
  }

  get rows(): number {
    return this.cells.length;
  }

  get columns(): number {
    return this.cells[0]?.length ?? 0;
  }

  cell(row: number, column: number): HTMLTableCellElement | undefined {
    return this.cells[row]?.[column];
  }

  /** The position of the cell that an event came from. */
  positionOf(target: EventTarget | null): { row: number; column: number } | null {
    const cell = target instanceof Element ? target.closest("td") : null;
    const line = cell?.parentElement;
    if (!cell || !(line instanceof HTMLTableRowElement) || !this.body.contains(line)) return null;
    const row = line.rowIndex - (this.node.tHead ? 1 : 0);
    return { row, column: this.cells[row].indexOf(cell) };
  }

  /** @param hiding a person's guesses of what is held out. */
  show({ data, labels, heldOut = [] }: Experiment, hiding: Hiding): void {
    const named = labels !== this.names && JSON.stringify(labels) !== JSON.stringify(this.names);
    const hidden = heldOut.map(
      ([row, column]) => [row, column, hiddenText(hiding.guessOf({ row, column }))] as const,
    );
    const same = String(hidden) === String(this.hidden);
    if (data === this.shown && !named && same) return;
    this.hidden = hidden;
    if (!same) this.shown = [];
    if (data.length !== this.rows || data[0].length !== this.columns || named) {
      this.build(data.length, data[0].length, labels);
      this.names = labels;
      this.shown = [];
    }
    const shape = { rows: this.rows, columns: this.columns };
    this.node.setAttribute("aria-label", t("Data, {rows} × {columns}", shape));
    const texts = hiddenTexts(hidden);
    let longest = 0;
    data.forEach((row, i) => {
      row.forEach((value, j) => {
        const cell = this.cells[i][j];
        // A cell that is being edited stays.
        if (this.shown[i]?.[j] !== value && cell.childElementCount === 0)
          fillCell(cell, value, texts[i]?.[j]);
        longest = Math.max(longest, cell.textContent.length);
      });
    });
    this.shown = data;
    this.size(longest);
  }

  /** Sets the columns' width, only if it differs, since that lays out every cell anew. */
  private size(characters: number): void {
    if (characters === this.characters) return;
    this.characters = characters;
    this.node.style.setProperty("--factorlab-characters", String(characters));
  }

  /** Fills a cell again after its editor was removed. */
  restore(row: number, column: number): void {
    const text = hiddenTexts(this.hidden)[row]?.[column];
    fillCell(this.cells[row][column], this.shown[row][column], text);
  }

  private build(rows: number, columns: number, labels: Experiment["labels"]): void {
    this.cells = Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => this.cells[i]?.[j] ?? makeCell()),
    );
    const lines = this.cells.map((cells, i) => {
      const heads = labels?.rows ? [head(labels.rows[i], "row")] : [];
      return element("tr", { children: [...heads, ...cells] });
    });
    replaceChildren(this.body, lines);
    this.node.style.setProperty("--factorlab-columns", String(columns));
    this.node.deleteTHead();
    if (!labels?.columns) return;
    const corner = labels.rows ? [element("td", { attributes: { role: "presentation" } })] : [];
    const line = element("tr", { children: [...corner, ...labels.columns.map((name) => head(name, "col"))] });
    this.node.toggleAttribute("data-turned", isTurned(labels.columns));
    this.node.style.setProperty("--factorlab-word", String(longestWord(labels.columns)));
    this.node.prepend(element("thead", { children: [line] }));
  }
}

function makeCell(): HTMLTableCellElement {
  return element("td", { attributes: { role: "gridcell", tabindex: "-1" } });
}

/** The letters of the longest words that fit into a column: of narrow ones, five stand side by side on a laptop. */
const LONGEST_WORD = { few: 8, many: 6 };
/** From so many columns on, they have to be narrow. */
const MANY = 5;
/** The letters of the longest word that fits beside a row. */
const LONGEST_IN_ROW = 9;

/** Whether the names of columns have words too long to stand level: nothing is broken within a word. */
function isTurned(names: readonly string[]): boolean {
  return longestWord(names) > LONGEST_WORD[names.length < MANY ? "few" : "many"];
}

function head(name: string, scope: "row" | "col"): HTMLElement {
  const text = element("span", { text: name });
  // A word that does not fit ends in an ellipsis; the title has all of it.
  text.toggleAttribute("data-cut", scope === "row" && longestWord([name]) > LONGEST_IN_ROW);
  return element("th", { attributes: { scope, title: name }, children: [text] });
}

/** A cell that is held out, and what is written in it. */
type HiddenText = readonly [row: number, column: number, text: string];

function hiddenTexts(hidden: readonly HiddenText[]): (string | undefined)[][] {
  const texts: (string | undefined)[][] = [];
  for (const [row, column, text] of hidden) (texts[row] ??= [])[column] = text;
  return texts;
}

/** @param hidden what is written in place of a number that is held out. */
function fillCell(cell: HTMLTableCellElement, value: number | null, hidden?: string): void {
  const text = hidden ?? (value === null ? UNKNOWN : localNumber(shortNumber(value)));
  setText(cell, text);
  cell.classList.toggle("factorlab-unknown", value === null);
  cell.classList.toggle("factorlab-hidden", hidden !== undefined);
  const said = hidden !== undefined ? hiddenLabel(hidden) : value === null ? t("unknown") : null;
  if (said === null) cell.removeAttribute("aria-label");
  else cell.setAttribute("aria-label", said);
  cell.title = said ?? localNumber(String(value)).replace("-", "−");
}
