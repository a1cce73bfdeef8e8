import { fewDigits, formatNumber, readCell } from "factorlab/view";
import type { Labels } from "factorlab/view";
import { element, replaceChildren, setText } from "../dom";
import { textButton } from "../playground/buttons";
import { localNumber, t } from "../words";
import type { HiddenCell, Hiding } from "./hiding";

/** The most hidden cells that have a line of their own. */
const MOST_LINES = 60;

/** What the table shows. */
export interface TableState {
  readonly cells: readonly HiddenCell[];
  /** The true value of each cell. */
  readonly values: readonly number[];
  /** What L·U says of each. */
  readonly guesses: readonly number[];
  readonly labels: Labels | undefined;
  /** The decimals of guesses and errors. */
  readonly decimals: number;
}

interface Line {
  readonly node: HTMLElement;
  readonly input: HTMLInputElement;
  readonly name: HTMLElement;
  readonly guess: HTMLElement;
  readonly truth: HTMLElement;
  readonly error: HTMLElement;
}

/** The hidden cells: a person's guess beside the model's, and the true value once a person has guessed, or asks for it. */
export class GuessTable {
  readonly node = element("div", { class: "factorlab-guess-cells" });
  private readonly table = element("table");
  private readonly body = element("tbody");
  private readonly more = element("p", { class: "factorlab-note" });
  private readonly score = element("p", { class: "factorlab-guess-score", attributes: { role: "status" } });
  private readonly all: HTMLButtonElement;
  private lines: Line[] = [];
  private state: TableState | null = null;

  /** @param changed is called when a person has guessed, or looked. */
  constructor(
    private readonly hiding: Hiding,
    private readonly changed: () => void,
  ) {
    const heads = [t("Hidden cell"), t("Your guess"), t("The model's"), t("Truth"), t("The model's error")];
    const head = element("tr", {
      children: heads.map((text) => element("th", { text, attributes: { scope: "col" } })),
    });
    this.table.append(element("thead", { children: [head] }), this.body);
    this.all = textButton(t("Show the truth"), () => {
      for (const cell of this.state?.cells ?? []) this.hiding.look(cell);
      this.changed();
    });
    const scroll = element("div", {
      class: "factorlab-guess-scroll",
      attributes: { tabindex: "0", role: "group", "aria-label": t("Hidden cells") },
      children: [this.table],
    });
    this.node.append(this.score, scroll, this.more, this.all);
  }

  show(state: TableState): void {
    this.state = state;
    const { cells } = state;
    const count = Math.min(MOST_LINES, cells.length);
    if (this.lines.length !== count) {
      this.lines = Array.from({ length: count }, (_, k) => this.lines[k] ?? this.line(k));
      replaceChildren(
        this.body,
        this.lines.map(({ node }) => node),
      );
    }
    this.lines.forEach((line, k) => this.fill(line, cells[k], k));
    const more = cells.length - count;
    this.more.hidden = more === 0;
    setText(this.more, t("and {more} more", { more }));
    this.all.hidden = cells.every((cell) => this.hiding.isLookedAt(cell));
    setText(this.score, this.scoreWords());
    this.score.hidden = this.score.textContent === "";
  }

  private line(k: number): Line {
    const input = element("input", {
      class: "factorlab-input",
      attributes: { type: "text", inputmode: "decimal", autocomplete: "off" },
    });
    input.addEventListener("change", () => this.take(k, input));
    const [name, guess, truth, error] = Array.from({ length: 4 }, () => element("td"));
    const head = element("th", { attributes: { scope: "row" } });
    name.append(input);
    const node = element("tr", { children: [head, name, guess, truth, error] });
    return { node, input, name: head, guess, truth, error };
  }

  private fill(line: Line, cell: HiddenCell, k: number): void {
    const { values, guesses, decimals } = this.state!;
    const name = this.nameOf(cell);
    setText(line.name, name);
    line.input.setAttribute("aria-label", t("Your guess for {name}", { name }));
    const own = this.hiding.guessOf(cell);
    const written = own === undefined ? "" : localNumber(String(own));
    // What is being typed stays.
    if (!line.input.matches(":focus") && line.input.value !== written) line.input.value = written;
    setText(line.guess, localNumber(formatNumber(guesses[k], decimals)));
    if (this.hiding.isLookedAt(cell)) {
      setText(line.truth, localNumber(fewDigits(values[k]).replace("-", "−")));
      setText(line.error, localNumber(formatNumber(values[k] - guesses[k], decimals)));
      return;
    }
    setText(line.error, "");
    if (!line.truth.firstElementChild) replaceChildren(line.truth, [textButton("?", () => this.look(k))]);
    line.truth.firstElementChild?.setAttribute("aria-label", t("Show the truth of {name}", { name }));
  }

  private nameOf({ row, column }: HiddenCell): string {
    const { labels } = this.state!;
    return `${labels?.rows?.[row] ?? row} × ${labels?.columns?.[column] ?? column}`;
  }

  private take(k: number, input: HTMLInputElement): void {
    const value = readCell(input.value);
    const cell = this.state?.cells[k];
    input.toggleAttribute("aria-invalid", false);
    if (value === undefined || !cell) input.setAttribute("aria-invalid", "true");
    else {
      this.hiding.guess(cell, value);
      this.changed();
    }
  }

  private look(k: number): void {
    const { cells } = this.state!;
    this.hiding.look(cells[k]);
    this.changed();
    // The button that was pressed is gone.
    this.lines[k].input.focus();
  }

  /** Who was nearer, on the cells that a person has guessed. */
  private scoreWords(): string {
    const { cells, values, guesses, decimals } = this.state!;
    const guessed = cells.flatMap((cell, k) => {
      const own = this.hiding.guessOf(cell);
      return own === undefined ? [] : [{ own: values[k] - own, model: values[k] - guesses[k] }];
    });
    if (guessed.length === 0) return "";
    const root = (of: (each: (typeof guessed)[number]) => number): string => {
      const squares = guessed.map((each) => of(each) ** 2);
      return formatNumber(
        Math.sqrt(squares.reduce((sum, square) => sum + square / guessed.length, 0)),
        decimals,
      );
    };
    const words = { count: guessed.length, own: root((each) => each.own), model: root((each) => each.model) };
    return guessed.length === 1
      ? t("Your guess is {own} off, the model's {model}.", words)
      : t("Your {count} guesses are {own} off, the model's {model}.", words);
  }
}
