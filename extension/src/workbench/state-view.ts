import { equationScales } from "factorlab/view";
import type { EquationScales, Frame, MatrixPayload } from "factorlab/view";
import { dialScale } from "../dials/scale";
import { hiddenText } from "../guess/hiding";
import type { Hiding } from "../guess/hiding";
import type { Preferences } from "../preferences";
import { EquationView } from "../views/equation/equation";
import type { EquationHost, EquationState, PickedEntry } from "../views/equation/equation";
import { Microscope } from "../views/equation/microscope";
import { boundedFrames, factorsOf, isOriginalMethod, stageAfter } from "./subject";
import type { Subject } from "./subject";
import type { Timeline } from "./timeline";

/** What the form has to say of the equation. */
export interface EquationUse {
  /** Whether the data can be written in their cells. */
  readonly editable: boolean;
  /** What the last nudge changed in each cell of L·U; null where that is not asked for. */
  readonly change: MatrixPayload | null;
  /** Whether dials stand above it: a number has the same colour in both. */
  readonly turned: boolean;
}

/** One state of a training: its equation, and one update of it under the microscope. */
export class StateView {
  readonly equation: EquationView;
  readonly microscope = new Microscope();
  /** The entry of L or U whose update is shown. */
  picked: PickedEntry | null = null;
  private scales: { frames: readonly Frame[]; scales: EquationScales } | null = null;

  constructor(
    private readonly timeline: Timeline,
    private readonly hiding: Hiding,
    host: EquationHost,
  ) {
    this.equation = new EquationView(host);
  }

  showEquation(subject: Subject, frame: Frame, use: EquationUse, look: Preferences): void {
    const { editable, change, turned } = use;
    const { data, labels } = subject;
    const picked = this.pickedWithin(subject);
    const updates = updateRate(subject, frame) !== null;
    const state = {
      ...{
        data,
        ...factorsOf(subject, frame),
        labels,
        picked,
        editable,
        updates,
        scales: turned ? dialScales(subject, frame) : this.steadyScales(),
      },
      ...{ ...this.hidden(subject), hiding: this.hiding.on && editable },
    };
    this.equation.show({ ...state, ...(change ? { change } : {}) }, look);
  }

  showUpdate(subject: Subject, frame: Frame, look: Preferences): void {
    const picked = this.pickedWithin(subject);
    const learningRate = updateRate(subject, frame);
    this.microscope.node.hidden = !picked || learningRate === null;
    if (!picked || learningRate === null) return;
    const { data, labels } = subject;
    const { iteration, L, U } = frame;
    this.microscope.show({ ...picked, data, labels, L, U, iteration, learningRate }, look);
  }

  dispose(): void {
    this.equation.dispose();
    this.microscope.dispose();
  }

  /** What stands in the place of held-out numbers. */
  private hidden(subject: Subject): Pick<EquationState, "hidden"> {
    const { heldOut, data } = subject;
    const cells = (heldOut?.places ?? []).map((place) => ({
      row: Math.floor(place / data.columns),
      column: place % data.columns,
    }));
    this.hiding.keep(cells);
    if (!heldOut) return {};
    const hidden = data.values.map((): string | null => null);
    heldOut.places.forEach((place, n) => (hidden[place] = hiddenText(this.hiding.guessOf(cells[n]))));
    return { hidden };
  }

  /** Makes scales by which colours mean the same in all states of a training; only new states need new ones. */
  private steadyScales(): EquationScales | undefined {
    const { subject, frames } = this.timeline;
    if (!subject || frames.length < 2) return undefined;
    if (this.scales?.frames !== frames) {
      this.scales = { frames, scales: equationScales(subject.data, boundedFrames(frames)) };
    }
    return this.scales.scales;
  }

  /** The picked entry, unless the factors do not have it any more, since another experiment may be smaller. */
  private pickedWithin({ data, features }: Subject): PickedEntry | null {
    const { picked } = this;
    if (!picked) return null;
    const [rows, columns] = picked.factor === "L" ? [data.rows, features] : [features, data.columns];
    return picked.row < rows && picked.column < columns ? picked : null;
  }
}

/** The scales of numbers that are turned: those of the dials. */
function dialScales({ data, features }: Subject, frame: Frame): EquationScales {
  const { reach } = dialScale(data, features);
  return { ...equationScales(data, [frame]), factors: [-reach, reach] };
}

/** The learning rate of the next update of an entry; null where none is known that could be written out. */
function updateRate(subject: Subject, { iteration }: Frame): number | null {
  const stage = stageAfter(subject, iteration);
  return stage && isOriginalMethod(stage) && subject.data.of === undefined ? stage.learningRate : null;
}
