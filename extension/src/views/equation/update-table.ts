import { largest } from "factorlab/view";
import { element, replaceChildren, setText } from "../../dom";
import { localNumber, t } from "../../words";
import type { UpdateRows } from "./update-rows";

/** The width of a letter and of a digit, and the room before a column, in pixels, as the stylesheet has them. */
const LETTER = 6.2;
const DIGIT = 7.3;
const BEFORE = 20;
/** The most pixels of the name of a column. */
const MOST_NAME = 90;

/** The numbers of an update as a table: a column for each cell or, where these are too many for the width, a line. */
export class UpdateTable {
  readonly node: HTMLElement;
  private readonly caption = element("caption", { class: "factorlab-spoken" });
  private readonly head = element("tr");
  private readonly body = element("tbody");
  private readonly table: HTMLTableElement;
  private cells: HTMLTableCellElement[][] = [];
  private needed = 0;
  private width = 0;

  constructor() {
    const top = element("thead", { children: [this.head] });
    this.table = element("table", { class: "factorlab-update", children: [this.caption, top, this.body] });
    // Only an element with the focus can be scrolled with the keys.
    const attributes = { tabindex: "0", role: "group" };
    this.node = element("div", { class: "factorlab-update-scroll", attributes, children: [this.table] });
  }

  show(caption: string, { columns, rows }: UpdateRows): void {
    setText(this.caption, caption);
    this.node.setAttribute("aria-label", caption);
    if (this.cells.length !== rows.length + 1 || this.cells[0].length !== columns.length + 1) {
      this.build(rows.length, columns.length);
    }
    const [head, ...body] = this.cells;
    columns.forEach((name, k) => setText(head[k], name));
    setText(head[columns.length], t("mean"));
    rows.forEach(({ name, numbers, mean = "" }, i) => {
      setText(this.body.rows[i].cells[0], name);
      [...numbers, mean].forEach((text, k) => setText(body[i][k], localNumber(text)));
    });
    this.needed = widthOf({ columns, rows });
    this.turn();
  }

  /** Has a line for each cell where columns need more than this width, in pixels. */
  fit(width: number): void {
    this.width = width;
    this.turn();
  }

  private turn(): void {
    this.node.toggleAttribute("data-upright", this.width > 0 && this.needed > this.width);
  }

  private build(rows: number, columns: number): void {
    const header = (scope: string): HTMLTableCellElement => element("th", { attributes: { scope } });
    const names = Array.from({ length: columns + 1 }, () => header("col"));
    replaceChildren(this.head, [element("td"), ...names]);
    const lines = Array.from({ length: rows }, () =>
      Array.from({ length: columns + 1 }, () => element("td")),
    );
    replaceChildren(
      this.body,
      lines.map((cells) => element("tr", { children: [header("row"), ...cells] })),
    );
    this.cells = [names, ...lines];
  }
}

/** The pixels of a table with a column for each cell, and the mean. */
function widthOf({ columns, rows }: UpdateRows): number {
  const names = largest(rows.map(({ name }) => LETTER * name.length));
  const means = largest(rows.map(({ mean = "" }) => mean.length));
  const cells = columns.map((column, k) => {
    const digits = largest(rows.map(({ numbers }) => numbers[k].length));
    return Math.max(Math.min(MOST_NAME, LETTER * column.length), DIGIT * digits) + BEFORE;
  });
  return cells.reduce((sum, cell) => sum + cell, names + DIGIT * means + BEFORE);
}
