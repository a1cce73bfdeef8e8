import { changePlane, planeArrows } from "factorlab/view";
import type { Frame, PlanePoint } from "factorlab/view";
import { boundedFrames, factorsOf } from "../workbench/subject";
import type { Subject } from "../workbench/subject";
import { isUnchanged } from "./edits";
import type { PlaneEdit } from "./edits";

/** The most states of a training that are asked for the space that their arrows need. */
const MOST_MEASURED = 40;

/** Finds the space of a whole training, so that the scale of the plane stays while it is played. */
export class PlaneMeasure {
  private known: { key: readonly unknown[]; tips: PlanePoint[] } | null = null;

  /** The tips of all arrows in states of the training. */
  tips(subject: Subject, frames: readonly Frame[], edit: PlaneEdit): PlanePoint[] {
    const key = [frames, edit.features, edit.change];
    if (this.known?.key.every((part, k) => part === key[k])) return this.known.tips;
    const bounded = boundedFrames(frames);
    const every = Math.max(1, Math.ceil(bounded.length / MOST_MEASURED));
    const some = bounded.filter((_, k) => k % every === 0);
    const tips = some.flatMap((frame) => tipsOf(subject, frame, edit));
    this.known = { key, tips };
    return tips;
  }
}

function tipsOf(subject: Subject, frame: Frame, { features, change }: PlaneEdit): PlanePoint[] {
  const { data } = subject;
  const sizes = { rows: data.rows, columns: data.columns, features: subject.features };
  const changed = isUnchanged(change) ? frame : changePlane(frame, sizes, features, change);
  return planeArrows(factorsOf(subject, { ...frame, ...changed }), features).map(({ tip }) => tip);
}
