import { sampleNote } from "factorlab/view";
import type { Frame, MatrixPayload, PlaneArrow, PlanePoint } from "factorlab/view";
import { element, setText } from "../dom";
import { undoOrRedo } from "../keys";
import { t } from "../words";
import { factorsOf } from "../workbench/subject";
import type { Subject } from "../workbench/subject";
import { PlaneControls } from "./controls";
import { PlaneEditing } from "./editing";
import { isUnchanged } from "./edits";
import type { PlaneEdits } from "./edits";
import type { PlaneHost, PlaneSample } from "./host";
import { WAYS } from "./keys";
import { PlaneMeasure } from "./measure";
import { PlanePair } from "./pair";
import { PlanePicture } from "./picture";
import { axesText, legend, shadowSentence, stageLabel } from "./words";

/** The plane of two features beside its controls, with what a person changes in it. */
export class FeaturePlaneView {
  readonly node = element("div", {
    class: "factorlab-plane",
    attributes: { "data-lm-suppress-shortcuts": "true" },
  });
  private readonly picture: PlanePicture;
  private readonly controls: PlaneControls;
  private readonly directions = element("span");
  private readonly sentence = element("p", { class: "factorlab-plane-sentence" });
  /** Says what was chosen or moved, not each frame of a training that is played. */
  private readonly spoken = element("span", { class: "factorlab-spoken", attributes: { role: "status" } });
  private readonly pair = new PlanePair();
  private readonly measure = new PlaneMeasure();
  private readonly editing: PlaneEditing;
  private dragging = false;

  /**
   * @param features those to begin with.
   * @param before what was changed on the same factorization until now.
   */
  constructor(
    private readonly host: PlaneHost,
    features: readonly number[],
    private readonly sample: PlaneSample | undefined,
    before: FeaturePlaneView | null = null,
  ) {
    this.editing = new PlaneEditing(host.timeline, features, before?.editing);
    this.picture = new PlanePicture({
      onResize: () => this.show(),
      onPoint: (index) => this.point(this.picture.arrows[index], "pointer"),
      onKey: (event) => this.onKey(event),
      onDrag: (index, place, done) => this.drag(this.picture.arrows[index], this.picture.point(place), done),
    });
    this.controls = new PlaneControls({
      onFeatures: (chosen) => this.edit((edits) => edits.choose(chosen)),
      onChange: (change) => this.edit((edits) => edits.change(change)),
      onPenalty: (penalty) => this.edit((edits, trained) => edits.pull(trained, penalty)),
      onSettled: () => this.editing.edits?.seal(),
      onUndo: () => this.undo(),
      onRedo: () => this.edit((edits) => edits.redo()),
      onReset: () => this.edit((edits) => edits.reset()),
      onTrain: () => this.train(),
    });
    this.node.append(this.body(), this.sentence, this.spoken);
    this.node.addEventListener("keydown", (event) => this.travel(event));
  }

  /** The features that are shown. */
  get shownFeatures(): readonly number[] {
    return this.editing.features;
  }

  /** A state of the training with what a person has changed of it. */
  alter(frame: Frame): Frame {
    return this.editing.alter(frame);
  }

  /** Takes back all that was changed. */
  reset(): void {
    this.editing.edits?.reset();
  }

  /** Draws the state that the workbench shows. */
  show(): void {
    const { subject, frame, turned, frames } = this.host.timeline;
    const { edits } = this.editing;
    if (!subject || !frame || !turned || !edits) return;
    const { data, labels } = subject;
    const factors = factorsOf(subject, frame);
    const { features } = edits.current;
    // While an arrow is dragged, the scale stays.
    const around = this.dragging ? null : this.measure.tips(subject, frames, edits.current);
    this.picture.show({ ...factors, labels }, features, around);
    this.pair.within(data);
    this.picture.stage.node.setAttribute("aria-label", stageLabel(data.rows, data.columns));
    const note = this.sample ? ` · ${sampleNote(data, this.sample, t)}` : "";
    setText(this.directions, `${axesText(features, labels)}${note}`);
    this.showControls(subject, frame, turned, edits);
    this.mark(factors);
  }

  /** Lights what belongs to a cell, a row or a column of the matrices. */
  select(row: number | null, column: number | null): void {
    this.pair.select(row, column);
    const { subject, frame } = this.host.timeline;
    if (subject && frame) this.mark(factorsOf(subject, frame));
  }

  dispose(): void {
    this.picture.stage.dispose();
  }

  private body(): HTMLElement {
    const key = element("p", {
      class: "factorlab-note factorlab-plane-key",
      children: [...legend(), this.directions],
    });
    const main = element("div", {
      class: "factorlab-plane-main",
      children: [this.picture.stage.node, key],
    });
    return element("div", { class: "factorlab-plane-body", children: [main, this.controls.node] });
  }

  private showControls(subject: Subject, frame: Frame, trained: Frame, edits: PlaneEdits): void {
    const { features, change } = edits.current;
    this.controls.show({
      ...{ features, count: subject.features, labels: subject.labels, change },
      ...{ penalty: edits.penaltyOf(trained), mostPenalty: rootMeanSquare(subject.data.values) },
      ...{ loss: frame.loss, trainedLoss: trained.loss },
      ...{ canUndo: this.editing.canUndo, canRedo: edits.canRedo },
      canReset: frame !== trained || !isUnchanged(change),
      canTrain: subject.start !== null && this.sample === undefined,
    });
  }

  private mark(factors: { L: MatrixPayload; U: MatrixPayload }): void {
    const row = this.picture.find("row", this.pair.row);
    const column = this.picture.find("column", this.pair.column);
    this.picture.light(row, column);
    const { subject } = this.host.timeline;
    if (!row || !column || !subject) return;
    const state = { ...factors, data: subject.data, features: this.shownFeatures };
    setText(this.sentence, shadowSentence(row, column, state));
  }

  private point(arrow: PlaneArrow | undefined, by: "pointer" | "keyboard"): void {
    if (arrow) this.pair.choose(arrow.kind, arrow.index);
    // The matrices light the cell, and so the arrows.
    this.host.onPoint(arrow ? { row: this.pair.row, column: this.pair.column } : null, by);
  }

  private drag(arrow: PlaneArrow | undefined, [x, y]: PlanePoint, done: boolean): void {
    if (!arrow) return;
    this.dragging = !done;
    const tip: PlanePoint = [x, this.shownFeatures.length > 1 ? y : 0];
    this.edit((edits, trained) => edits.drag(trained, arrow.kind, arrow.index, tip));
    if (!done) return;
    this.editing.edits?.seal();
    this.say();
  }

  private edit(action: (edits: PlaneEdits, trained: Frame) => void): void {
    const { turned } = this.host.timeline;
    const { edits } = this.editing;
    if (!edits || !turned) return;
    action(edits, turned);
    this.host.draw();
  }

  private undo(): void {
    this.editing.undo();
    this.host.draw();
  }

  private train(): void {
    const { frame } = this.host.timeline;
    if (frame) this.host.timeline.trainFrom(frame);
    this.host.draw();
  }

  private say(): void {
    setText(this.spoken, this.sentence.textContent ?? "");
  }

  private onKey(event: KeyboardEvent): boolean {
    const { subject } = this.host.timeline;
    const way = WAYS[event.key];
    if (!subject || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "Escape") this.host.onPoint(null, "keyboard");
    else if (way) this.go(way, event.shiftKey, subject);
    else return false;
    return true;
  }

  /** Goes on to the next row or column, or moves the arrow that was chosen last. */
  private go(way: PlanePoint, moves: boolean, { data }: Subject): void {
    if (!moves) this.pair.step(way, data);
    const { last } = this.pair;
    const arrow = this.picture.find(last, this.pair[last]);
    const { step } = this.picture;
    if (!moves) this.point(arrow, "keyboard");
    else if (arrow) this.drag(arrow, [arrow.tip[0] + step * way[0], arrow.tip[1] + step * way[1]], true);
    this.say();
  }

  private travel(event: KeyboardEvent): void {
    undoOrRedo(event, (where) => {
      if (where === "undo") this.undo();
      else this.edit((edits) => edits.redo());
    });
  }
}

/** The size of the known cells: a penalty as large pulls all arrows to nothing. */
function rootMeanSquare(values: readonly (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  const largest = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(known.reduce((sum, value) => sum + (value / largest) ** 2, 0) / known.length);
}
