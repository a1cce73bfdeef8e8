import { element, replaceChildren, setText } from "../../dom";
import { localNumber, t } from "../../words";
import type { UpdateRows } from "./update-rows";

/** The numbers of an update as a table, which scrolls if it is too wide. */
export class UpdateTable {
  readonly node: HTMLElement;
  private readonly caption = element("caption", { class: "factorlab-spoken" });
  private readonly head = element("tr");
  private readonly body = element("tbody");
  private readonly table: HTMLTableElement;
  private cells: HTMLTableCellElement[][] = [];

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
