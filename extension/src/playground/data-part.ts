import { EXPERIMENT_LIMITS, presets } from "factorlab/view";
import type { Experiment } from "factorlab/view";
import { element, setText } from "../dom";
import { t } from "../words";
import type { Hiding } from "../guess/hiding";
import { HideTools } from "../guess/tools";
import { nameButton, signButton } from "./buttons";
import { resized, withoutLine } from "./edits";
import { MatrixGrid } from "./matrix-grid";
import type { MatrixGridHost } from "./matrix-grid";
import { presetWords } from "./preset-words";

export interface DataPartHost extends MatrixGridHost {
  /** The whole matrix was replaced, or rows or columns were added or removed. */
  onExperiment(experiment: Experiment): void;
  /** Switches between hiding cells by a click and not. */
  onHiding(on: boolean): void;
  /** Hides a random fifth of the known cells. */
  onHideSome(): void;
  /** Shows all hidden cells again. */
  onHideNone(): void;
}

type TableSide = "rows" | "columns";

/** The option for data that are no preset's. */
const OWN = "own";

/** The upper part of the form: the choice of examples, and the matrix with buttons that add and remove lines. */
export class DataPart {
  readonly node = element("div", { class: "factorlab-data" });
  private readonly select = element("select", { class: "factorlab-input" });
  private readonly sentence = element("p", { class: "factorlab-note" });
  private readonly grid: MatrixGrid;
  private readonly edges: Record<TableSide, [more: HTMLButtonElement, fewer: HTMLButtonElement]>;
  private readonly tools: HideTools;
  private experiment: Experiment = presets[0].experiment;

  constructor(private readonly host: DataPartHost) {
    this.grid = new MatrixGrid(host, () => this.nameEdges());
    const edges = (side: TableSide, more: string): [HTMLButtonElement, HTMLButtonElement] => [
      signButton("+", more, () => this.add(side)),
      signButton("−", "", () => this.remove(side)),
    ];
    this.edges = { rows: edges("rows", t("Add a row")), columns: edges("columns", t("Add a column")) };
    const right = element("div", { class: "factorlab-edge", children: this.edges.columns });
    const below = element("div", { class: "factorlab-edge", children: this.edges.rows });
    const frame = element("div", { class: "factorlab-frame", children: [this.grid.node, right, below] });
    const hint = t("Type in a cell, Delete for unknown, Alt+↑↓ to nudge. A table can be pasted.");
    this.tools = new HideTools({
      onHiding: (on) => host.onHiding(on),
      onRandom: () => host.onHideSome(),
      onNone: () => host.onHideNone(),
    });
    this.node.append(this.chooser(), this.sentence, this.tools.node, frame, this.grid.message);
    this.node.append(element("p", { class: "factorlab-note factorlab-hint", text: hint }));
  }

  show(experiment: Experiment, hiding: Hiding): void {
    this.experiment = experiment;
    this.grid.show(experiment, hiding);
    this.tools.show(hiding.on, experiment.heldOut?.length ?? 0);
    const preset = presets.find((each) => sameData(each.experiment.data, experiment.data));
    this.select.value = preset?.id ?? OWN;
    setText(this.sentence, preset ? presetWords(preset.id).sentence : "");
    this.sentence.hidden = !preset;
    for (const side of ["rows", "columns"] as const) {
      const [more, fewer] = this.edges[side];
      more.disabled = this.count(side) >= EXPERIMENT_LIMITS.side;
      fewer.disabled = this.count(side) <= 1;
    }
    this.nameEdges();
  }

  dispose(): void {
    this.grid.dispose();
  }

  complain(problem: string | null): void {
    this.grid.complain(problem);
  }

  private chooser(): HTMLElement {
    const own = element("option", { text: t("Your own numbers"), attributes: { value: OWN, disabled: "" } });
    const options = presets.map(({ id }) =>
      element("option", { text: presetWords(id).title, attributes: { value: id } }),
    );
    for (const option of [own, ...options]) this.select.append(option);
    this.select.setAttribute("aria-label", t("Example"));
    this.select.addEventListener("change", () => {
      const preset = presets.find(({ id }) => id === this.select.value);
      this.grid.chosen = null;
      if (preset) this.host.onExperiment(preset.experiment);
    });
    return this.select;
  }

  private count(side: TableSide): number {
    const { data } = this.experiment;
    return side === "rows" ? data.length : data[0].length;
  }

  private add(side: TableSide): void {
    const { data } = this.experiment;
    const more = { rows: 0, columns: 0, [side]: 1 };
    this.host.onExperiment(resized(this.experiment, data.length + more.rows, data[0].length + more.columns));
  }

  private remove(side: TableSide): void {
    this.host.onExperiment(withoutLine(this.experiment, side, this.removable(side)));
  }

  /** The row or column to remove next: that of the chosen cell, or else the last. */
  private removable(side: TableSide): number {
    const { chosen } = this.grid;
    const last = this.count(side) - 1;
    return chosen ? Math.min(last, side === "rows" ? chosen.row : chosen.column) : last;
  }

  private nameEdges(): void {
    const name = (side: TableSide): string | number => {
      const index = this.removable(side);
      return this.experiment.labels?.[side]?.[index] ?? index;
    };
    nameButton(this.edges.rows[1], t("Remove row {name}", { name: name("rows") }));
    nameButton(this.edges.columns[1], t("Remove column {name}", { name: name("columns") }));
  }
}

function sameData(a: Experiment["data"], b: Experiment["data"]): boolean {
  if (a === b) return true;
  if (a.length !== b.length || a[0].length !== b[0].length) return false;
  return a.every((row, i) => row.every((value, j) => value === b[i][j]));
}
