import { lossOf } from "factorlab/view";
import type { Frame } from "factorlab/view";
import type { Subject } from "../workbench/subject";
import type { Timeline } from "../workbench/timeline";
import { PlaneEdits } from "./edits";

/** The edits of each factorization that was shown, of which a person may go back to one. */
export class PlaneEditing {
  private readonly known: WeakMap<Subject, PlaneEdits>;
  /** The features that were shown last; another factorization begins with them. */
  private last: readonly number[];

  /**
   * @param asked the features to begin with.
   * @param before what was edited until now.
   */
  constructor(
    private readonly timeline: Pick<Timeline, "subject" | "canGoBack" | "goBack">,
    asked: readonly number[],
    before?: PlaneEditing,
  ) {
    this.known = before?.known ?? new WeakMap<Subject, PlaneEdits>();
    this.last = asked;
  }

  /** The features across and up. */
  get features(): readonly number[] {
    return this.edits?.current.features ?? this.last;
  }

  /** The edits of what is shown; another factorization has none yet. */
  get edits(): PlaneEdits | null {
    const { subject } = this.timeline;
    return subject && this.of(subject);
  }

  get canUndo(): boolean {
    return this.edits?.canUndo === true || this.timeline.canGoBack;
  }

  /** Takes back the last change, or else the training that went on from the changes before. */
  undo(): void {
    if (this.edits?.canUndo) this.edits.undo();
    else this.timeline.goBack();
  }

  /** A state of the training with what a person has changed of it. */
  alter(frame: Frame): Frame {
    const { subject } = this.timeline;
    if (!subject) return frame;
    return this.of(subject).alter(frame, (factors) => lossOf(subject.data, factors));
  }

  private of(subject: Subject): PlaneEdits {
    const known = this.known.get(subject);
    if (known) {
      this.last = known.current.features;
      return known;
    }
    const edits = new PlaneEdits(subject, this.featuresOf(subject));
    this.known.set(subject, edits);
    return edits;
  }

  /** The features shown last, as far as there are as many, and the first ones: two where there are two. */
  private featuresOf({ features: count }: Subject): readonly number[] {
    const shown = this.last.filter((feature) => feature < count);
    const others = [0, 1].filter((feature) => feature < count && !shown.includes(feature));
    return [...shown, ...others].slice(0, 2);
  }
}
