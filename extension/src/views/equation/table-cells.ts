import { cellColours, formatNumber, UNKNOWN } from "factorlab/view";
import type { Beyond, CellColours, Panel } from "factorlab/view";
import { setText } from "../../dom";
import type { Preferences } from "../../preferences";
import { localNumber, t } from "../../words";
import { hiddenLabel } from "../../guess/hiding";
import type { Region } from "./matrix-cell";

/** What a cell of a table shows. Shades are shared, so that equal ones are the same object. */
export interface CellContent {
  readonly value: number | null | undefined;
  readonly text: string;
  readonly colours: CellColours | null;
  readonly predicted: boolean;
  readonly hidden: boolean;
  readonly beyond: Beyond;
}

/** Draws the cell in a row and a column of a part of a table. */
export type SketchCell = (
  row: number,
  column: number,
  content: CellContent,
  node: HTMLTableCellElement,
) => void;

/** What a cell shows before it shows anything. */
const EMPTY: CellContent = {
  value: undefined,
  text: "",
  colours: null,
  predicted: false,
  hidden: false,
  beyond: null,
};

/** The cells of a table. It knows what they show, to change only what differs. */
export class TableCells {
  private readonly shown: CellContent[];
  private panel: Panel | null = null;
  private look: Preferences | null = null;
  /** 1 for each cell that is out of date, and how many there are. */
  private readonly stale: Uint8Array;
  private staleCount = 0;

  /** @param nodes row by row. */
  constructor(readonly nodes: HTMLTableCellElement[] = []) {
    this.stale = new Uint8Array(nodes.length);
    this.shown = nodes.map(() => EMPTY);
  }

  /** Sets what the cells have to show. Nothing changes until they are filled or sketched. */
  setPanel(panel: Panel, look: Preferences): void {
    this.panel = panel;
    this.look = look;
    this.stale.fill(1);
    this.staleCount = this.nodes.length;
  }

  /** Updates the cells of a part of the table. */
  fill({ row, column, rows, columns }: Region): void {
    const width = this.panel?.matrix.columns ?? 0;
    for (let i = row; i < row + rows; i++) {
      for (let k = i * width + column; k < i * width + column + columns; k++) this.refresh(k);
    }
  }

  /** Updates cells that are out of date, `most` of them. @returns whether none is left */
  fillMore(most: number): boolean {
    let left = most;
    for (let k = 0; k < this.nodes.length && left > 0; k++) left -= this.refresh(k) ? 1 : 0;
    return this.staleCount === 0;
  }

  /**
   * Gives the cells of a part that differ from what they show to `draw`, which draws them in their place. They stay out
   * of date until they are filled. What a drawing does not have, such as an unknown cell, is updated at once.
   */
  sketch({ row, column, rows, columns }: Region, draw: SketchCell): void {
    const width = this.panel?.matrix.columns ?? 0;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const k = (row + i) * width + column + j;
        if (!this.stale[k]) continue;
        const [content, shown] = [this.content(k), this.shown[k]];
        if (!content || !canBeDrawn(content, shown) || isWritten(this.nodes[k])) this.refresh(k);
        else if (!looksLike(content, shown)) draw(i, j, content, this.nodes[k]);
        else if (content.value === shown.value) this.refresh(k);
      }
    }
  }

  /** Shows a cell's number again in place of what it was written in. */
  restore(k: number): void {
    this.nodes[k].textContent = this.shown[k].text;
  }

  /** Whether some cells are still out of date. */
  get isStale(): boolean {
    return this.staleCount > 0;
  }

  /** @returns whether the cell was out of date */
  private refresh(k: number): boolean {
    if (!this.stale[k]) return false;
    this.stale[k] = 0;
    this.staleCount--;
    const content = this.content(k);
    if (content) this.update(k, content);
    return true;
  }

  private content(k: number): CellContent | null {
    const { panel, look } = this;
    if (!panel || !look) return null;
    const value = panel.matrix.values[k];
    return {
      value,
      text: cellText(value, panel, k),
      colours: value === null ? null : cellColours(panel.scale, value, look.theme, look.palette),
      predicted: panel.predicted?.[k] ?? false,
      hidden: typeof panel.hidden?.[k] === "string",
      beyond: panel.beyond?.[k] ?? null,
    };
  }

  /** Updates a cell, which shows a few digits and holds all of them. */
  private update(k: number, content: CellContent): void {
    const cell = this.nodes[k];
    const shown = this.shown[k];
    const { value, text, colours, predicted, hidden, beyond } = content;
    this.shown[k] = content;
    // A cell that is being written stays, until it is restored.
    if (shown.text !== text && !isWritten(cell)) setText(cell, text);
    if (
      shown.value !== value ||
      shown.hidden !== hidden ||
      (hidden && cell.ariaLabel !== hiddenLabel(text))
    ) {
      cell.dataset.value = String(value);
      if (value === null || shown.value === null)
        markUnknown(cell, value === null, hidden ? hiddenLabel(text) : null);
    }
    if (shown.predicted !== predicted) cell.classList.toggle("factorlab-predicted", predicted);
    if (shown.beyond !== beyond) markBeyond(cell, beyond);
    if (shown.colours !== colours) {
      cell.style.backgroundColor = colours?.background ?? "";
      if (shown.colours?.text !== colours?.text) cell.style.color = colours?.text ?? "";
    }
  }
}

/** Whether a person is writing a cell. */
export function isWritten(cell: HTMLTableCellElement): boolean {
  return cell.firstElementChild instanceof HTMLInputElement;
}

/** Whether a drawing can show a cell, which has no marks of unknown and hidden ones. */
function canBeDrawn(content: CellContent, shown: CellContent): boolean {
  return (
    typeof content.value === "number" && typeof shown.value === "number" && !content.hidden && !shown.hidden
  );
}

/** Whether two contents of a cell cannot be told apart by eye. */
function looksLike(one: CellContent, other: CellContent): boolean {
  const { text, colours, predicted, beyond } = one;
  return (
    text === other.text &&
    colours === other.colours &&
    predicted === other.predicted &&
    beyond === other.beyond
  );
}

/** @param hidden how a cell that is held out is read out; null for any other. */
function markUnknown(cell: HTMLElement, unknown: boolean, hidden: string | null): void {
  cell.classList.toggle("factorlab-unknown", unknown && hidden === null);
  cell.classList.toggle("factorlab-hidden", hidden !== null);
  cell.ariaLabel = hidden ?? (unknown ? t("unknown") : null);
}

/** Marks a prediction beyond all known numbers; its label says the same to screen readers. */
function markBeyond(cell: HTMLElement, beyond: Beyond): void {
  if (beyond === null) delete cell.dataset.beyond;
  else cell.dataset.beyond = beyond;
  cell.ariaDescription = beyond && beyondWords(beyond);
}

/** A prediction beyond all known numbers, in words. */
export function beyondWords(beyond: NonNullable<Beyond>): string {
  return beyond === "above" ? t("above all known numbers") : t("below all known numbers");
}

/** Numbers below this size are written with all their digits, so that the least or the largest is the longest. */
const PLAIN = 1e6;
/** With more decimals, the smallest numbers are written as powers of ten. */
const PLAIN_DECIMALS = 4;

/** The length of a panel's longest number in characters, including the ends of its scale. */
export function longestNumber(panel: Panel): number {
  const { values } = panel.matrix;
  let longest = 0;
  const written =
    ends(panel)?.map((value) => [value, -1] as const) ?? values.map((value, k) => [value, k] as const);
  for (const [value, k] of written) longest = Math.max(longest, cellText(value, panel, k).length);
  for (const end of panel.extent ?? []) longest = Math.max(longest, formatNumber(end, panel.decimals).length);
  return longest;
}

/** The least and the largest number where no other is longer; writing thousands in each frame takes too long. */
function ends({ matrix: { values }, decimals, hidden }: Panel): (number | null)[] | null {
  // What stands in hidden cells may be longer than any number.
  if (hidden) return null;
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null) continue;
    if (value < least) least = value;
    if (value > most) most = value;
    // Not a number is neither, and its sign has a length of its own.
    if (!(Math.abs(value) < PLAIN)) return null;
  }
  if (decimals > PLAIN_DECIMALS) return null;
  return least <= most ? [null, least, most] : [null];
}

function cellText(value: number | null, panel: Panel, k: number): string {
  return value === null ? (panel.hidden?.[k] ?? UNKNOWN) : localNumber(formatNumber(value, panel.decimals));
}
