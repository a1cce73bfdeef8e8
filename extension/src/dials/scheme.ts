import { entryName, largest } from "factorlab/view";
import type { CellsPayload, ColourScale, FactorEntry, Labels } from "factorlab/view";
import { element, replaceChildren } from "../dom";
import { longestWord } from "../longest-word";
import { CellEditor } from "../playground/cell-editor";
import type { Preferences } from "../preferences";
import { currentLanguage, localNumber, t } from "../words";
import { Dial } from "./dial";
import type { DialLook } from "./dial";
import { draggable } from "./drag";
import { neighbourOf, stepsOf, writes } from "./keys";
import { Products } from "./products";
import { dialScale, FINE, onGrid } from "./scale";
import type { DialScale } from "./scale";
import { placed } from "./layout";
import { Strip } from "./strip";

/** What the scheme shows. */
export interface SchemeState {
  readonly data: CellsPayload;
  readonly L: ArrayLike<number>;
  readonly U: ArrayLike<number>;
  readonly features: number;
  readonly labels: Labels | undefined;
  readonly entry: FactorEntry;
  readonly nonnegative: boolean;
  /** The loss in words, which is said with the number that is turned. */
  readonly loss: string;
}

/** Receives what is done with the dials. */
export interface SchemeHost {
  onChoose(entry: FactorEntry): void;
  /** A number is turned to a value, and at last left there. */
  onTurn(entry: FactorEntry, value: number): void;
  /** A turn has ended. */
  onSettled(): void;
  /** What is wrong with what was typed; null once it is right. */
  onProblem(problem: string | null): void;
}

/** The letters of the longest word that a name of a column has within the width of a dial. */
const LONGEST_WORD = 8;
/** The most pixels of a turned name. */
const MOST_TURNED = 110;
/** Milliseconds after the last turn until the dials and cells themselves show what was turned. */
const REST = 120;
/** In a scheme with more cells, what changes while a dial is turned is drawn over them until it stands. */
const MANY_CELLS = 60;

/** L below, U on top and to the right, and where they meet L·U: each number of L and U is a dial. */
export class DialScheme {
  readonly node = element("div", { class: "factorlab-dials-scheme", attributes: { role: "group" } });
  private dials: Dial[] = [];
  private products = new Products(0);
  private built = "";
  private state: SchemeState | null = null;
  private scale: { data: CellsPayload; features: number; scale: DialScale } | null = null;
  private chosen: Dial | null = null;
  private from = 0;
  private readonly board = element("div", { class: "factorlab-dials-board" });
  private readonly strip = new Strip();
  /** What is drawn over its dial and its cells, until they stand. */
  private over: Strip | null = null;
  /** The dial that is being turned. */
  private turned: Dial | null = null;
  private shared: DialLook | null = null;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: SchemeHost) {
    this.node.append(this.board, this.strip.node);
    draggable<Dial>(this.node, {
      find: (target) => this.dialAt(target),
      isChosen: (dial) => dial === this.chosen,
      hold: (dial) => {
        this.from = dial.value;
        dial.node.focus({ preventScroll: true });
      },
      move: (dial, pixels, fine) => this.turn(dial, this.from + pixels * this.step * (fine ? FINE : 1)),
      drop: (_dial, moved) => moved && host.onSettled(),
    });
    this.node.addEventListener("focusin", ({ target }) => {
      const dial = this.dialAt(target);
      if (dial && dial !== this.chosen) host.onChoose(dial.entry);
    });
    this.node.addEventListener("focusout", () => host.onSettled());
    this.node.addEventListener("dblclick", ({ target }) => this.write(this.dialAt(target)));
    this.node.addEventListener("keydown", (event) => this.onKey(event));
  }

  show(state: SchemeState, look: Preferences): void {
    const { data, features, labels, L, U, nonnegative } = state;
    const before = this.state;
    this.state = state;
    const key = [data.rows, data.columns, features, JSON.stringify(labels ?? null)].join(" ");
    if (key !== this.built) this.build(key, state);
    this.node.setAttribute("aria-label", schemeLabel());
    const colours = this.colours(state);
    // A number that is the same looks the same, unless one of these is another.
    const own = [look.theme, look.palette, nonnegative, currentLanguage(), this.reach].join(" ");
    const shared = { scale: this.scaleOf(data, features), colours, nonnegative, look, key: own };
    const valueOf = (k: number): number => (k < L.length ? L[k] : U[k - L.length]);
    const { turned } = this;
    const one =
      turned !== null &&
      turned === this.chosen &&
      own === this.shared?.key &&
      before?.data === data &&
      data.rows * data.columns > MANY_CELLS &&
      this.dials.every((dial, k) => dial === turned || dial.value === valueOf(k));
    this.shared = shared;
    if (one) this.begin();
    else this.settle();
    const { over } = this;
    this.dials.forEach((dial, k) => dial.show(valueOf(k), shared, over?.dial));
    this.products.show(data, state, features, look, own, over?.cells ?? null);
    if (before?.entry !== state.entry || this.chosen === null) this.choose(state.entry, data.columns);
    const spoken = localNumber(String(this.chosen?.value ?? ""));
    if (this.chosen) this.chosen.node.ariaValueText = `${this.chosen.text || spoken}, ${state.loss}`;
  }

  dispose(): void {
    clearTimeout(this.rest);
  }

  /** Draws over the dial that is turned and its cells, until it stands. */
  private begin(): void {
    this.over = this.strip;
    this.strip.show(true);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), REST);
  }

  /** Shows what was turned in the dial and the cells themselves. */
  private settle(): void {
    clearTimeout(this.rest);
    const { shared } = this;
    if (!this.over || !shared) return;
    this.over = null;
    this.chosen?.draw(shared);
    this.products.settle(shared.look);
    this.strip.show(false);
  }

  private get reach(): number {
    return this.scale?.scale.reach ?? 0;
  }

  private get step(): number {
    return this.scale?.scale.step ?? 0.01;
  }

  private scaleOf(data: CellsPayload, features: number): DialScale {
    if (this.scale?.data !== data || this.scale.features !== features)
      this.scale = { data, features, scale: dialScale(data, features) };
    return this.scale.scale;
  }

  /** The colours of factors, centred at zero, by the reach of a dial alone. */
  private colours({ data, features }: SchemeState): ColourScale {
    const { reach } = this.scaleOf(data, features);
    return { ramp: "diverging", share: (value) => (value / reach + 1) / 2 };
  }

  private build(key: string, { data, features, labels }: SchemeState): void {
    this.built = key;
    this.chosen = this.over = null;
    const dialsOf = (factor: "L" | "U", rows: number, columns: number): Dial[] =>
      Array.from({ length: rows * columns }, (_, k) => {
        return new Dial({ factor, row: Math.floor(k / columns), column: k % columns });
      });
    this.dials = [...dialsOf("L", data.rows, features), ...dialsOf("U", features, data.columns)];
    for (const dial of this.dials) dial.name(entryName(dial.entry, labels));
    this.products = new Products(data.rows * data.columns);
    const nodes = placed(data, features, labels, this.dials, this.products.nodes);
    this.node.toggleAttribute("data-dense", features + data.columns > 12);
    const longest = largest(
      (labels?.rows ?? []).map((name) => name.length),
      2,
    );
    this.node.style.setProperty("--factorlab-names", `${Math.min(90, 6.6 * longest + 8)}px`);
    const dials = (count: number, size: string): string => `repeat(${count}, ${size})`;
    const [across, down] = ["var(--factorlab-dial)", "var(--factorlab-dial-height)"];
    const names = "min(var(--factorlab-names), var(--factorlab-most-names, 90px))";
    const columns = `${names} ${dials(features, across)} var(--factorlab-dials-gap, 22px) ${dials(data.columns, across)}`;
    this.node.style.setProperty("--factorlab-dials-across", String(features + data.columns));
    const head = this.headHeight(labels?.columns ?? []);
    const rows = `${head}px ${dials(features, down)} 18px ${dials(data.rows, down)}`;
    this.node.style.setProperty("--factorlab-lines", `${rows} / ${columns}`);
    replaceChildren(this.board, nodes);
  }

  /** The height of the names of columns: of two lines, or of those that are turned since a word is too long. */
  private headHeight(names: readonly string[]): number {
    const turned = longestWord(names) > LONGEST_WORD;
    this.node.toggleAttribute("data-turned", turned);
    const longest = largest(
      names.map((name) => name.length),
      0,
    );
    if (turned) return Math.min(MOST_TURNED, 6.4 * longest + 6);
    return longest > LONGEST_WORD - 2 ? 28 : 18;
  }

  private choose({ factor, row, column }: FactorEntry, columns: number): void {
    const text = `${factor} ${row} ${column}`;
    const dial = this.dials.find(({ node }) => node.dataset.entry === text) ?? this.dials[0];
    this.chosen?.choose(false);
    this.chosen = dial;
    dial.choose(true);
    // Each factor is one stop of the Tab key.
    for (const each of this.dials)
      if (each.entry.factor === dial.entry.factor) each.node.tabIndex = each === dial ? 0 : -1;
    const other = this.dials.filter(({ entry }) => entry.factor !== dial.entry.factor);
    if (!other.some(({ node }) => node.tabIndex === 0)) other[0].node.tabIndex = 0;
    this.products.light(dial.entry, columns);
    const { data, features } = this.state!;
    this.strip.place(dial.entry, data, features);
  }

  private dialAt(target: EventTarget | null): Dial | null {
    const node = target instanceof Element ? target.closest<HTMLElement>(".factorlab-dial") : null;
    return this.dials.find((dial) => dial.node === node) ?? null;
  }

  private turn(dial: Dial, value: number): void {
    const { nonnegative = false } = this.state ?? {};
    const scale = this.scale?.scale;
    if (!scale) return;
    const turned = onGrid(nonnegative ? Math.max(0, value) : value, scale);
    if (turned === dial.value) return;
    this.turned = dial;
    this.host.onTurn(dial.entry, turned);
    this.turned = null;
  }

  private onKey(event: KeyboardEvent): void {
    const dial = this.dialAt(event.target);
    if (!dial || !this.state) return;
    const { data, features } = this.state;
    const steps = stepsOf(event);
    const sizes = dial.entry.factor === "L" ? [data.rows, features] : [features, data.columns];
    const next = neighbourOf(event, dial.entry, { rows: sizes[0], columns: sizes[1] });
    if (next) this.focus(next);
    else if (steps !== null) this.turn(dial, dial.value + steps * this.step);
    else if (event.key === "Home") this.turn(dial, Number(dial.node.ariaValueMin));
    else if (event.key === "End") this.turn(dial, Number(dial.node.ariaValueMax));
    else if (event.key === "Enter" || event.key === "F2") this.write(dial);
    else if (writes(event)) this.write(dial, event.key);
    else return;
    event.preventDefault();
  }

  /** Moves the focus to a number. */
  focus({ factor, row, column }: FactorEntry): void {
    this.dials.find(({ node }) => node.dataset.entry === `${factor} ${row} ${column}`)?.node.focus();
  }

  /** Lets a person write a number in place of its dial. @param typed the key that began it */
  private write(dial: Dial | null, typed?: string): void {
    if (!dial || dial.node.hidden) return;
    const leave = (): void => {
      editor.input.remove();
      dial.node.hidden = false;
      dial.node.focus({ preventScroll: true });
    };
    const editor = new CellEditor(typed ?? localNumber(String(dial.value)), dial.node.ariaLabel ?? "", true, {
      onDone: (value) => {
        leave();
        if (value !== null && value !== dial.value) this.take(dial, value);
      },
      onCancel: leave,
      onProblem: (problem) => this.host.onProblem(problem),
    });
    editor.input.style.gridArea = dial.node.style.gridArea;
    dial.node.after(editor.input);
    dial.node.hidden = true;
    editor.input.focus({ preventScroll: true });
    if (typed === undefined) editor.input.select();
  }

  private take(dial: Dial, value: number): void {
    const least = this.state?.nonnegative ? Math.max(0, value) : value;
    this.host.onTurn(dial.entry, least);
    this.host.onSettled();
  }
}

function schemeLabel(): string {
  return t(
    "Dials of L and U. Arrow keys turn a number, with Shift in large steps, with Alt in small ones; with Ctrl they lead to the next number. Enter lets you write it.",
  );
}
