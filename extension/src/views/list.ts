import { describe, listColumns, said } from "factorlab/view";
import type { CellValue, ListColumn, TableViewPayload } from "factorlab/view";
import { element } from "../dom";
import { showNotes } from "./notes";
import { localNumber, t } from "../words";

/** A table of results, with its best numbers marked, with bars, and sortable by any column. */
export class ListView {
  readonly node = element("div", { class: "factorlab-view", attributes: { role: "group" } });
  private readonly title = element("strong");
  private readonly table = element("table", { class: "factorlab-list" });
  private readonly notes = element("div", { class: "factorlab-notes" });
  private shown: TableViewPayload | null = null;
  private columns: Column[] = [];
  /** The column by which the rows are sorted, and whether it rises; null for the order of the payload. */
  private order: { column: number; rising: boolean } | null = null;

  constructor() {
    const scroll = element("div", { class: "factorlab-list-scroll", children: [this.table] });
    this.node.append(
      element("div", { class: "factorlab-header", children: [this.title] }),
      scroll,
      this.notes,
    );
  }

  show(payload: TableViewPayload): void {
    this.shown = payload;
    this.columns = listColumns(payload, t).map((column) => ({ ...column, kind: kindOf(column) }));
    if (this.order && this.order.column >= this.columns.length) this.order = null;
    this.title.textContent = said(payload.title, t);
    this.node.setAttribute("aria-label", describe(payload, t));
    showNotes(this.notes, payload);
    this.draw();
  }

  /** Goes on with the order of another view of the same table. */
  takeOver({ order }: ListView): void {
    this.order = order;
    this.draw();
  }

  dispose(): void {
    this.shown = null;
  }

  private draw(): void {
    if (!this.shown) return;
    const { rows } = this.shown;
    const head = element("tr", { children: this.columns.map((column, k) => this.header(column, k)) });
    const lines = ordered(rows, this.columns, this.order).map((row) =>
      element("tr", { children: this.cells(row) }),
    );
    this.table.replaceChildren(element("thead", { children: [head] }), element("tbody", { children: lines }));
  }

  /** Long texts stand in columns of their own, and on a phone below what the row is about. */
  private cells(row: number): HTMLElement[] {
    const cells = this.columns.map((column) => tableCell(column, row));
    const subject = this.columns.findIndex(({ numeric }) => !numeric);
    for (const { texts } of this.columns.slice(subject + 1).filter(({ kind }) => kind === LONG))
      cells[subject].append(element("span", { class: "factorlab-list-below", text: texts[row] }));
    return cells;
  }

  /** A head of a column: a click sorts by it, best or largest first; the next one reverses, a third one restores. */
  private header(listed: Column, index: number): HTMLElement {
    const name = listed.name || "#";
    const header = element("th", { class: listed.kind, attributes: { scope: "col" } });
    if (this.order?.column === index)
      header.setAttribute("aria-sort", this.order.rising ? "ascending" : "descending");
    // One row is in order.
    if ((this.shown?.rows.length ?? 0) > 1) header.append(this.sorter(name, listed, index));
    else header.textContent = name;
    return header;
  }

  private sorter(name: string, { column, numeric }: ListColumn, index: number): HTMLElement {
    const button = element("button", { text: name, attributes: { type: "button" } });
    button.title = t("Sort by {column}", { column: name });
    button.addEventListener("click", () => {
      this.order = nextOrder(this.order, index, !numeric || column.better === "low");
      this.draw();
      this.table.querySelectorAll<HTMLElement>("thead button")[index].focus();
    });
    return button;
  }
}

type SortOrder = { column: number; rising: boolean } | null;

function nextOrder(now: SortOrder, column: number, rising: boolean): SortOrder {
  if (now?.column !== column) return { column, rising };
  return now.rising === rising ? { column, rising: !rising } : null;
}

/** The indices of the rows in an order; rows without a value come last in both directions. */
function ordered(
  rows: readonly (readonly CellValue[])[],
  columns: readonly ListColumn[],
  order: SortOrder,
): number[] {
  const indices = rows.map((_, row) => row);
  if (!order) return indices;
  const { column, rising } = order;
  const { texts } = columns[column];
  return indices.sort((a, b) => {
    const [x, y] = [rows[a][column], rows[b][column]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const difference =
      typeof x === "number" && typeof y === "number" ? x - y : texts[a].localeCompare(texts[b]);
    return rising ? difference : -difference;
  });
}

/** A column with the class of its cells. */
interface Column extends ListColumn {
  readonly kind: string;
}

const LONG = "factorlab-list-long";
/** Longer texts may wrap. */
const MOST_IN_LINE = 40;

function kindOf({ numeric, texts }: ListColumn): string {
  if (numeric) return "factorlab-list-number";
  return texts.some(({ length }) => length > MOST_IN_LINE) ? LONG : "";
}

function tableCell({ kind, column, numeric, texts, errors, best, share }: Column, row: number): HTMLElement {
  const text = element(best.has(row) ? "strong" : "span", {
    text: numeric ? localNumber(texts[row]) : texts[row],
  });
  const children: HTMLElement[] = [share ? withBar(text, share(row)) : text];
  if (errors?.[row])
    children.push(element("span", { class: "factorlab-list-error", text: `± ${localNumber(errors[row])}` }));
  const node = element("td", { class: kind, children });
  if (best.has(row))
    node.title = column.marked ? t("the best of its column, or as good") : t("the best of its column");
  return node;
}

/** A number behind its bar. @param share from −1 to 1. */
function withBar(text: HTMLElement, share: number): HTMLElement {
  const bar = element("span", { class: "factorlab-list-bar" });
  bar.style.width = `${(100 * Math.abs(share)).toFixed(1)}%`;
  bar.toggleAttribute("data-below", share < 0);
  const track = element("span", { class: "factorlab-list-track", children: [bar] });
  return element("span", { class: "factorlab-list-measured", children: [track, text] });
}
