import { cellColours, formatNumber, UNKNOWN } from "factorlab/view";
import type { Beyond, CellColours, Panel } from "factorlab/view";
import type { Preferences } from "../../preferences";
import { localNumber, t } from "../../words";
import { hiddenLabel } from "../../guess/hiding";
import type { Region } from "./matrix-cell";

/** The cells of a table. It knows what they show, to change only what differs. */
export class TableCells {
  private readonly shown: ShownCell[];
  /** Where the number of each cell stands: in a box of its own, or in the cell. */
  private readonly boxes: readonly HTMLElement[];
  private panel: Panel | null = null;
  private look: Preferences | null = null;
  /** 1 for each cell that is out of date, and how many there are. */
  private readonly stale: Uint8Array;
  private staleCount = 0;

  /** @param nodes row by row. */
  constructor(readonly nodes: HTMLTableCellElement[] = []) {
    this.stale = new Uint8Array(nodes.length);
    this.boxes = nodes.map((node) => (node.firstElementChild as HTMLElement | null) ?? node);
    this.shown = nodes.map(() => ({
      value: undefined,
      colours: null,
      text: "",
      predicted: false,
      hidden: false,
      beyond: null,
    }));
  }

  /** Sets what the cells have to show. Nothing changes until {@link fill} or {@link fillAll}. */
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
      for (let k = i * width + column; k < i * width + column + columns; k++) {
        this.refresh(k);
      }
    }
  }

  /** Shows a cell's number again in place of what it was written in. */
  restore(k: number): void {
    const [cell, box] = [this.nodes[k], this.boxes[k]];
    if (box === cell) cell.replaceChildren();
    else cell.replaceChildren(box);
    box.textContent = this.shown[k].text;
  }

  /** Updates all cells. */
  fillAll(): void {
    for (let k = 0; k < this.nodes.length; k++) this.refresh(k);
  }

  /** Whether some cells are still out of date. */
  get isStale(): boolean {
    return this.staleCount > 0;
  }

  private refresh(k: number): void {
    if (!this.stale[k]) return;
    this.stale[k] = 0;
    this.staleCount--;
    this.update(k);
  }

  /** Updates a cell, which shows a few digits and holds all of them. */
  private update(k: number): void {
    if (!this.panel || !this.look) return;
    const { panel, look } = this;
    const cell = this.nodes[k];
    const shown = this.shown[k];
    const value = panel.matrix.values[k];
    const text = cellText(value, panel, k);
    // A cell that is being written stays, until it is restored.
    if (shown.text !== text && !isWritten(cell)) this.boxes[k].textContent = text;
    shown.text = text;
    const hidden = typeof panel.hidden?.[k] === "string";
    if (
      shown.value !== value ||
      shown.hidden !== hidden ||
      (hidden && cell.ariaLabel !== hiddenLabel(text))
    ) {
      cell.dataset.value = String(value);
      if (value === null || shown.value === null)
        markUnknown(cell, value === null, hidden ? hiddenLabel(text) : null);
      shown.value = value;
      shown.hidden = hidden;
    }
    const predicted = panel.predicted?.[k] ?? false;
    if (shown.predicted !== predicted) cell.classList.toggle("factorlab-predicted", predicted);
    shown.predicted = predicted;
    const beyond = panel.beyond?.[k] ?? null;
    if (shown.beyond !== beyond) markBeyond(cell, beyond);
    shown.beyond = beyond;
    const colours = value === null ? null : cellColours(panel.scale, value, look.theme, look.palette);
    // Shades are shared, so that equal ones are the same object.
    if (shown.colours !== colours) {
      cell.style.backgroundColor = colours?.background ?? "";
      if (shown.colours?.text !== colours?.text) cell.style.color = colours?.text ?? "";
      shown.colours = colours;
    }
  }
}

interface ShownCell {
  value: number | null | undefined;
  colours: CellColours | null;
  text: string;
  predicted: boolean;
  hidden: boolean;
  beyond: Beyond;
}

/** Whether a person is writing a cell. */
export function isWritten(cell: HTMLTableCellElement): boolean {
  return cell.firstElementChild instanceof HTMLInputElement;
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
