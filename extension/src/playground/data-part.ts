import { EXPERIMENT_LIMITS, presets } from "factorlab";
import type { Experiment } from "factorlab";
import { element, setText } from "../dom";
import { t } from "../words";
import { signButton } from "./buttons";
import { resized } from "./edits";
import { MatrixGrid } from "./matrix-grid";
import type { MatrixGridHost } from "./matrix-grid";
import { presetWords } from "./preset-words";

export interface DataPartHost extends MatrixGridHost {
  /** Another matrix altogether, or one with more or fewer rows or columns. */
  onExperiment(experiment: Experiment): void;
}

/** No preset: what a person wrote. */
const OWN = "own";

/** The upper part of the form: examples to begin with, and the matrix with what adds and removes at its edges. */
export class DataPart {
  readonly node = element("div", { class: "factorlab-data" });
  private readonly select = element("select", { class: "factorlab-input" });
  private readonly sentence = element("p", { class: "factorlab-note" });
  private readonly grid: MatrixGrid;
  private readonly edges: Record<"rows" | "columns", [more: HTMLButtonElement, fewer: HTMLButtonElement]>;
  private experiment: Experiment = presets[0].experiment;

  constructor(private readonly host: DataPartHost) {
    this.grid = new MatrixGrid(host);
    this.edges = {
      rows: [this.edge("+", t("Add a row"), 1, 0), this.edge("−", t("Remove the last row"), -1, 0)],
      columns: [this.edge("+", t("Add a column"), 0, 1), this.edge("−", t("Remove the last column"), 0, -1)],
    };
    const right = element("div", { class: "factorlab-edge", children: this.edges.columns });
    const below = element("div", { class: "factorlab-edge", children: this.edges.rows });
    const frame = element("div", { class: "factorlab-frame", children: [this.grid.node, right, below] });
    const hint = t(
      "Type in a cell, Delete for unknown, Alt+↑↓ or the wheel to nudge. A table can be pasted.",
    );
    this.node.append(this.chooser(), this.sentence, frame, this.grid.message);
    this.node.append(element("p", { class: "factorlab-note factorlab-hint", text: hint }));
  }

  show(experiment: Experiment): void {
    this.experiment = experiment;
    this.grid.show(experiment);
    const preset = presets.find((each) => sameData(each.experiment.data, experiment.data));
    this.select.value = preset?.id ?? OWN;
    setText(this.sentence, preset ? presetWords(preset.id).sentence : "");
    this.sentence.hidden = !preset;
    const sides = { rows: experiment.data.length, columns: experiment.data[0].length };
    for (const side of ["rows", "columns"] as const) {
      const [more, fewer] = this.edges[side];
      more.disabled = sides[side] >= EXPERIMENT_LIMITS.side;
      fewer.disabled = sides[side] <= 1;
    }
  }

  complain(problem: string | null): void {
    this.grid.complain(problem);
  }

  private chooser(): HTMLElement {
    const own = element("option", { text: t("Your own numbers"), attributes: { value: OWN, disabled: "" } });
    const options = presets.map(({ id }) =>
      element("option", { text: presetWords(id).title, attributes: { value: id } }),
    );
    this.select.append(own, ...options);
    this.select.setAttribute("aria-label", t("Example"));
    this.select.addEventListener("change", () => {
      const preset = presets.find(({ id }) => id === this.select.value);
      if (preset) this.host.onExperiment(preset.experiment);
    });
    return this.select;
  }

  private edge(sign: string, name: string, rows: number, columns: number): HTMLButtonElement {
    return signButton(sign, name, () => {
      const { data } = this.experiment;
      this.host.onExperiment(resized(this.experiment, data.length + rows, data[0].length + columns));
    });
  }
}

function sameData(a: Experiment["data"], b: Experiment["data"]): boolean {
  if (a === b) return true;
  if (a.length !== b.length || a[0].length !== b[0].length) return false;
  return a.every((row, i) => row.every((value, j) => value === b[i][j]));
}
