import { MOST_NUMBERED } from "factorlab";
import type { Panel } from "factorlab";
import { element, setText } from "../dom";
import type { Preferences } from "../preferences";
import { MatrixHeatmap } from "./heatmap";
import { MatrixTable } from "./table";

/** One matrix under its name: a table of numbers, or a heatmap where the numbers would be too many. */
export class PanelFigure {
  readonly node: HTMLElement;
  private readonly name = element("strong");
  private readonly note = element("span", { class: "factorlab-note" });
  private body: MatrixTable | MatrixHeatmap | null = null;

  constructor() {
    const caption = element("figcaption", { children: [this.name, this.note] });
    this.node = element("figure", { class: "factorlab-panel", children: [caption] });
  }

  /** @param columns how many columns share the width of the page: many are drawn smaller. */
  show(panel: Panel, look: Preferences, columns: number): void {
    setText(this.name, panel.name);
    setText(this.note, panel.note);
    this.node.dataset.panel = panel.name;
    this.node.dataset.density = density(columns);
    const { rows, columns: own } = panel.matrix;
    if (Math.max(rows, own) > MOST_NUMBERED) this.heatmap().show(panel, look);
    else this.table().show(panel, look);
  }

  dispose(): void {
    this.body?.dispose();
  }

  private heatmap(): MatrixHeatmap {
    return this.body instanceof MatrixHeatmap ? this.body : this.replace(new MatrixHeatmap());
  }

  private table(): MatrixTable {
    return this.body instanceof MatrixTable ? this.body : this.replace(new MatrixTable());
  }

  private replace<Body extends MatrixTable | MatrixHeatmap>(body: Body): Body {
    this.body?.dispose();
    this.body?.node.remove();
    this.body = body;
    this.node.append(body.node);
    return body;
  }
}

function density(columns: number): "roomy" | "compact" | "dense" {
  if (columns <= 18) return "roomy";
  return columns <= 36 ? "compact" : "dense";
}
