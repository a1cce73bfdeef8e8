import { cellColours, formatNumber, UNKNOWN } from "factorlab/view";
import type { Beyond, CellColours, Panel } from "factorlab/view";
import type { Preferences } from "../../preferences";
import { localNumber, t } from "../../words";
import { hiddenLabel } from "../../guess/hiding";
import type { Region } from "./matrix-cell";

/** The cells of a table. It knows what they show, to change only what differs. */
export class TableCells {
  private readonly shown: ShownCell[];
  private panel: Panel | null = null;
  private look: Preferences | null = null;
  private readonly stale = new Set<number>();

  /** @param nodes row by row. */
  constructor(readonly nodes: HTMLTableCellElement[] = []) {
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
    for (let k = 0; k < this.nodes.length; k++) this.stale.add(k);
  }

  /** Updates the cells of a part of the table. */
  fill({ row, column, rows, columns }: Region): void {
    const width = this.panel?.matrix.columns ?? 0;
    for (let i = row; i < row + rows; i++) {
      for (let k = i * width + column; k < i * width + column + columns; k++) {
        if (this.stale.delete(k)) this.update(k);
      }
    }
  }

  /** Shows a cell's number again in place of what it was written in. */
  restore(k: number): void {
    this.nodes[k].textContent = this.shown[k].text;
  }

  /** Updates all cells. */
  fillAll(): void {
    for (const k of this.stale) this.update(k);
    this.stale.clear();
  }

  /** Whether some cells are still out of date. */
  get isStale(): boolean {
    return this.stale.size > 0;
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
    if (shown.text !== text && cell.childElementCount === 0) cell.textContent = text;
    shown.text = text;
    const hidden = typeof panel.hidden?.[k] === "string";
    if (
      shown.value !== value ||
      shown.hidden !== hidden ||
      (hidden && cell.ariaLabel !== hiddenLabel(text))
    ) {
      cell.dataset.value = String(value);
      cell.classList.toggle("factorlab-unknown", value === null && !hidden);
      cell.classList.toggle("factorlab-hidden", hidden);
      cell.ariaLabel = hidden ? hiddenLabel(text) : value === null ? t("unknown") : null;
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
      cell.style.color = colours?.text ?? "";
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

/** The length of a panel's longest number in characters, including the ends of its scale. */
export function longestNumber(panel: Panel): number {
  let longest = 0;
  panel.matrix.values.forEach((value, k) => (longest = Math.max(longest, cellText(value, panel, k).length)));
  for (const end of panel.extent ?? []) longest = Math.max(longest, formatNumber(end, panel.decimals).length);
  return longest;
}

function cellText(value: number | null, panel: Panel, k: number): string {
  return value === null ? (panel.hidden?.[k] ?? UNKNOWN) : localNumber(formatNumber(value, panel.decimals));
}
