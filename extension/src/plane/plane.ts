import { changePlane, planeArrows, sampleNote } from "factorlab/view";
import type { Frame, MatrixPayload, PlaneArrow, PlanePoint } from "factorlab/view";
import { element, setText } from "../dom";
import { preferences } from "../preferences";
import { t } from "../words";
import { boundedFrames, factorsOf, lossOf } from "../workbench/subject";
import type { Subject } from "../workbench/subject";
import { PlaneControls } from "./controls";
import { isUnchanged, PlaneEdits } from "./edits";
import type { PlaneHost, PlaneSample } from "./host";
import { PlanePair } from "./pair";
import { PlanePicture } from "./picture";
import { axesText, shadowSentence, stageLabel } from "./words";

/** The most states of a training that are asked for the space that their arrows need. */
const MOST_MEASURED = 40;

/** The plane of two features beside its controls, with what a person changes in it. */
export class FeaturePlaneView {
  readonly node = element("div", {
    class: "factorlab-plane",
    attributes: { "data-lm-suppress-shortcuts": "true" },
  });
  private readonly picture: PlanePicture;
  private readonly controls: PlaneControls;
  private readonly axes = element("p", { class: "factorlab-note" });
  private readonly sentence = element("p", { class: "factorlab-plane-sentence" });
  /** Says what was chosen or moved, not each frame of a training that is played. */
  private readonly spoken = element("span", { class: "factorlab-spoken", attributes: { role: "status" } });
  private readonly pair = new PlanePair();
  private edits: PlaneEdits | null = null;
  private subject: Subject | null = null;
  private dragging = false;
  private measured: { key: readonly unknown[]; around: PlanePoint[] } | null = null;

  /** @param features those to begin with. */
  constructor(
    private readonly host: PlaneHost,
    private features: readonly number[],
    private readonly sample: PlaneSample | undefined,
  ) {
    this.picture = new PlanePicture({
      onResize: () => this.show(),
      onPoint: (index) => this.point(this.picture.arrows[index]),
      onKey: (event) => this.onKey(event),
      onDrag: (index, place, done) => this.drag(this.picture.arrows[index], this.picture.point(place), done),
    });
    this.controls = new PlaneControls({
      onFeatures: (chosen) => this.edit((edits) => edits.choose(chosen)),
      onChange: (change) => this.edit((edits) => edits.change(change)),
      onPenalty: (penalty) => this.edit((edits) => this.trained && edits.pull(this.trained, penalty)),
      onSettled: () => this.edits?.seal(),
      onUndo: () => this.edit((edits) => edits.undo()),
      onRedo: () => this.edit((edits) => edits.redo()),
      onReset: () => this.edit((edits) => edits.reset()),
      onTrain: () => this.train(),
    });
    const main = element("div", {
      class: "factorlab-plane-main",
      children: [this.picture.stage.node, this.axes],
    });
    const body = element("div", { class: "factorlab-plane-body", children: [main, this.controls.node] });
    this.node.append(body, this.sentence, this.spoken);
    this.node.addEventListener("keydown", (event) => this.travel(event));
  }

  /** The features that are shown. */
  get shownFeatures(): readonly number[] {
    return this.edits?.current.features ?? this.features;
  }

  /** A state of the training with what a person has changed of it. */
  alter(frame: Frame): Frame {
    const { subject } = this.host.timeline;
    const edits = subject && this.editsOf(subject);
    return edits ? edits.alter(frame, (factors) => lossOfSubject(subject, factors)) : frame;
  }

  /** Draws the state that the workbench shows. */
  show(): void {
    const { subject, frame } = this.host.timeline;
    const { trained } = this;
    if (!subject || !frame || !trained) return;
    const edits = this.editsOf(subject);
    const factors = factorsOf(subject, frame);
    const { features } = edits.current;
    const parts = { ...factors, labels: subject.labels };
    this.picture.show(parts, features, this.dragging ? null : this.around(subject, edits));
    this.node.toggleAttribute("data-high-contrast", preferences().highContrast);
    this.pair.within(subject.data);
    this.picture.stage.node.setAttribute("aria-label", stageLabel(subject.data.rows, subject.data.columns));
    const note = this.sample ? ` · ${sampleNote(subject.data, this.sample, t)}` : "";
    setText(this.axes, `${axesText(features, subject.labels)}${note}`);
    this.controls.show({
      ...{ features, count: subject.features, labels: subject.labels, change: edits.current.change },
      ...{ penalty: edits.penaltyOf(trained), mostPenalty: rootMeanSquare(subject.data.values) },
      ...{ loss: frame.loss, trainedLoss: trained.loss, canUndo: edits.canUndo, canRedo: edits.canRedo },
      canReset: frame !== trained || !isUnchanged(edits.current.change),
      canTrain: subject.start !== null && this.sample === undefined,
    });
    this.mark(factors);
  }

  /** Lights what belongs to a cell, a row or a column of the matrices. */
  select(row: number | null, column: number | null): void {
    this.pair.select(row, column);
    const { subject, frame } = this.host.timeline;
    if (subject && frame && this.edits) this.mark(factorsOf(subject, frame));
  }

  dispose(): void {
    this.picture.stage.dispose();
  }

  /** The state as it was trained. */
  private get trained(): Frame | null {
    return this.host.timeline.trained;
  }

  /** The edits of a factorization; another one has none yet. */
  private editsOf(subject: Subject): PlaneEdits {
    if (this.edits && this.subject === subject) return this.edits;
    const shown = this.shownFeatures.filter((feature) => feature < subject.features);
    const features = shown.length > 0 ? shown : [0];
    const other = [0, 1].find((feature) => feature < subject.features && !features.includes(feature));
    const isWhole = features.length === 2 || this.features.length === 1;
    this.subject = subject;
    this.edits = new PlaneEdits(subject, isWhole || other === undefined ? features : [...features, other]);
    return this.edits;
  }

  private mark(factors: { L: MatrixPayload; U: MatrixPayload }): void {
    const [row, column] = [
      this.picture.find("row", this.pair.row),
      this.picture.find("column", this.pair.column),
    ];
    this.picture.light(row, column);
    const { subject } = this.host.timeline;
    if (!row || !column || !subject) return;
    const cell = {
      row: row.index,
      column: column.index,
      names: [row.name, column.name],
      tips: [row.tip, column.tip],
    } as const;
    setText(
      this.sentence,
      shadowSentence(cell, { ...factors, data: subject.data, features: this.shownFeatures }),
    );
  }

  private point(arrow: PlaneArrow | undefined, by: "pointer" | "keyboard" = "pointer"): void {
    if (!arrow) return this.host.onPoint(null, by);
    this.pair.choose(arrow.kind, arrow.index);
    this.host.onPoint({ row: this.pair.row, column: this.pair.column }, by);
    this.show();
  }

  private drag(arrow: PlaneArrow | undefined, point: PlanePoint, done: boolean): void {
    const { trained } = this;
    if (!arrow || !trained) return;
    this.dragging = !done;
    const features = this.shownFeatures;
    const tip: PlanePoint = features.length > 1 ? point : [point[0], 0];
    this.edit((edits) => edits.drag(trained, arrow.kind, arrow.index, tip));
    if (!done) return;
    this.edits?.seal();
    this.say();
  }

  private edit(action: (edits: PlaneEdits) => void): void {
    const { subject } = this.host.timeline;
    if (!subject) return;
    action(this.editsOf(subject));
    this.host.draw();
  }

  private train(): void {
    const { frame } = this.host.timeline;
    if (!frame) return;
    this.host.timeline.trainFrom(frame);
    this.host.draw();
  }

  private say(): void {
    setText(this.spoken, this.sentence.textContent ?? "");
  }

  private onKey(event: KeyboardEvent): boolean {
    const { subject } = this.host.timeline;
    if (!subject || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Escape") this.host.onPoint(null, "keyboard");
    else if (!this.arrowKey(event.key, event.shiftKey, subject)) return false;
    return true;
  }

  private arrowKey(key: string, moves: boolean, { data }: Subject): boolean {
    const way = WAYS[key];
    if (!way) return false;
    if (!moves) this.pair.step(way, data);
    const arrow = this.picture.find(this.pair.last, this.pair[this.pair.last]);
    if (!arrow) return true;
    if (!moves) this.point(arrow, "keyboard");
    else {
      const { step } = this.picture;
      this.drag(arrow, [arrow.tip[0] + step * way[0], arrow.tip[1] + step * way[1]], true);
    }
    this.say();
    return true;
  }

  /** Undo and redo by their usual keys. */
  private travel(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (!(ctrlKey || metaKey) || altKey) return;
    const letter = key.toLowerCase();
    if (letter !== "z" && letter !== "y") return;
    this.edit((edits) => (letter === "y" || shiftKey ? edits.redo() : edits.undo()));
    event.preventDefault();
    event.stopPropagation();
  }

  /** The arrows of the whole training, so that the scale stays while it is played. */
  private around(subject: Subject, edits: PlaneEdits): PlanePoint[] {
    const { frames } = this.host.timeline;
    const { features, change } = edits.current;
    const key = [frames, features, change];
    if (this.measured?.key.every((part, k) => part === key[k])) return this.measured.around;
    const bounded = boundedFrames(frames);
    const every = Math.max(1, Math.ceil(bounded.length / MOST_MEASURED));
    const sizes = { rows: subject.data.rows, columns: subject.data.columns, features: subject.features };
    const around = bounded
      .filter((_, k) => k % every === 0)
      .flatMap((frame) => {
        const changed = isUnchanged(change) ? frame : changePlane(frame, sizes, features, change);
        return planeArrows(factorsOf(subject, { ...frame, ...changed }), features).map(({ tip }) => tip);
      });
    this.measured = { key, around };
    return around;
  }
}

const WAYS: Readonly<Record<string, readonly [across: number, up: number] | undefined>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

function lossOfSubject({ data, features }: Subject, factors: Pick<Frame, "L" | "U">): number {
  return lossOf({ data, rows: data.rows, features, columns: data.columns }, factors);
}

/** The size of the known cells: a penalty as large pulls all arrows to nothing. */
function rootMeanSquare(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  const largest = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(known.reduce((sum, value) => sum + (value / largest) ** 2, 0) / known.length);
}
