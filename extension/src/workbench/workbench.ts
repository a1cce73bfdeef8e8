import "../../style/views.css";
import type { DialsViewPayload, Experiment, Payload, Sweeps } from "factorlab/view";
import { element } from "../dom";
import { GuessFold } from "../guess/fold";
import { Hiding, withHidden } from "../guess/hiding";
import { host, openExportMenu } from "../host/host";
import type { Preferences } from "../preferences";
import type { PickedEntry } from "../views/equation/equation";
import { Scrubber } from "../views/curve/scrubber";
import { DialsFold } from "../dials/fold";
import type { DialsBegin } from "../dials/host";
import { PlaneFold } from "../plane/fold";
import type { PlaneSample } from "../plane/host";
import { curveOf } from "./curve-of";
import { WorkbenchHeader } from "./header";
import { Inputs } from "./inputs";
import { canBeEdited, experimentOf, OwnExperiment, payloadOf } from "./snapshot";
import { StateView } from "./state-view";
import { StayInPlace } from "./stay-in-place";
import { nearestFrame, Timeline } from "./timeline";
import type { WorkbenchPayload } from "./subject";

/** Hears of the experiment in the form, and can ask for the state that is shown. */
export type ExperimentListener = (experiment: Experiment, payload: () => WorkbenchPayload | null) => void;

/**
 * A factorization to look at and to try out: the equation, the loss curve that leads through the training, one update
 * under the microscope, and a form for a person's own inputs. It shows an output or an experiment.
 */
export class Workbench {
  readonly node = element("div", {
    class: "factorlab-view factorlab-workbench",
    attributes: { role: "group" },
  });
  private readonly timeline = new Timeline(() => this.draw());
  private readonly header = new WorkbenchHeader({
    onPlayground: () => this.toggleInputs(),
    onPresent: (on) => this.node.toggleAttribute("data-presentation", on),
    onExport: (button) => openExportMenu(() => this.exported(), button),
  });
  private readonly hiding = new Hiding();
  private readonly state = new StateView(this.timeline, this.hiding, {
    onPick: (entry) => this.pick(entry),
    onSelect: (row, column) => this.plane.select(row, column),
    onEdit: (row, column, value) => this.inputs.edit(row, column, value),
    onHide: (row, column, hide) =>
      this.inputs.changeBy((experiment) => withHidden(experiment, { row, column }, hide), "hide"),
    onHidden: () => this.inputs.seal(),
  });
  private readonly scrubber = new Scrubber({
    onMove: (position) => this.moveTo(position),
    onWake: () => this.wake(),
  });
  private readonly plane = new PlaneFold({
    timeline: this.timeline,
    draw: () => this.draw(),
    onPoint: (cell, by) => this.state.equation.point(cell && { term: "L·U", ...cell }, by),
  });
  private readonly guess = new GuessFold({
    timeline: this.timeline,
    hiding: this.hiding,
    experiment: () => this.experiment ?? this.own.experiment,
    change: (change, key) => {
      this.openInputs();
      this.inputs.changeBy(change, key);
    },
    onHiding: (on) => this.hide(on),
    goTo: (iteration) => this.moveTo(nearestFrame(this.timeline.frames, iteration)),
    draw: () => this.draw(),
  });
  private readonly dials = new DialsFold({
    timeline: this.timeline,
    draw: () => this.draw(),
    onChoose: ({ factor, row, column }) =>
      this.state.equation.point({ term: factor, row, column }, "keyboard"),
    onTurn: () => this.plane.reset(),
  });
  private readonly inputs: Inputs;
  private readonly stay: StayInPlace;
  private readonly own = new OwnExperiment(this.timeline);
  /** Whether its output is one to turn by hand, which holds a start and nothing of a training. */
  private isByHand = false;
  private look: Preferences | null = null;
  private output: WorkbenchPayload | null = null;

  /** @param onExperiment is called after each change of the experiment in the form, or of the state shown of it. */
  constructor(private readonly onExperiment: ExperimentListener = () => undefined) {
    this.inputs = new Inputs(this.timeline, this.hiding, {
      draw: () => this.draw(),
      play: () => this.play(),
      isPlaying: () => this.scrubber.playing,
      reset: () => this.reset(),
      onHiding: (on) => this.hide(on),
    });
    const main = element("div", {
      class: "factorlab-workbench-main",
      children: [
        ...[this.state.equation.node, this.guess.node, this.dials.node, this.plane.node],
        ...[this.scrubber.node, this.state.microscope.node],
      ],
    });
    const body = element("div", { class: "factorlab-workbench-body", children: [main, this.inputs.node] });
    this.node.append(this.header.node, body);
    this.stay = new StayInPlace(this.node, [this.inputs.node, this.guess.node], this.state.equation.node);
  }

  /** What its menu exports: a view may show more of it than the workbench knows. */
  exported: () => Payload | null = () => this.payload;

  /** The shown state as the payload of an output; null if nothing is shown yet. */
  get payload(): WorkbenchPayload | null {
    const payload = payloadOf(this.timeline) ?? this.output;
    const { sweeps } = this.guess;
    return payload?.kind === "guess" && sweeps ? { ...payload, sweeps } : payload;
  }

  /** The experiment in the form; null if the form was not opened yet. */
  get experiment(): Experiment | null {
    return this.inputs.experiment;
  }

  /** Shows an output, or the same one again with other preferences. */
  showOutput(output: WorkbenchPayload, look: Preferences): void {
    this.look = look;
    if (output !== this.output) {
      this.output = output;
      this.inputs.forget();
      this.hiding.on = false;
      this.timeline.showPayload(output);
    }
    this.draw();
  }

  /** Opens what was hidden and guessed, with the sweeps of an output. */
  showGuess(sweeps: Sweeps | undefined): void {
    this.guess.use(sweeps);
  }

  /** Opens the plane of features, above the equation. */
  showPlane(features: readonly number[], sample: PlaneSample | undefined): void {
    this.state.equation.node.before(this.plane.node);
    this.plane.open(features, sample);
    this.plane.show();
  }

  /** Opens the dials, above the equation. */
  showDials(begin: DialsBegin): void {
    this.isByHand = true;
    this.state.equation.node.before(this.dials.node);
    this.dials.open(begin);
    this.dials.show();
  }

  /** The dials as they are shown; null where they are not open. */
  get dialsPayload(): DialsViewPayload | null {
    return this.dials.payload;
  }

  /** The features across and up in the plane. */
  get planeFeatures(): readonly number[] {
    return this.plane.shownFeatures;
  }

  /** Trains an experiment and shows it, with the form open. @throws if the experiment cannot be trained. */
  showExperiment(experiment: Experiment, look: Preferences): void {
    this.look = look;
    if (experiment.plane) this.plane.open(experiment.plane, undefined);
    if (experiment.hand) this.dials.open(experiment.hand);
    this.inputs.start(experiment);
    this.draw();
  }

  /** Goes on with what a person has begun in another workbench on the same output. */
  takeOver(other: Workbench): void {
    this.timeline.takeOver(other.timeline);
    this.hiding.takeOver(other.hiding);
    this.state.picked = other.state.picked;
    this.plane.takeOver(other.plane);
    this.dials.takeOver(other.dials);
    this.guess.takeOver(other.guess);
    this.inputs.takeOver(other.inputs);
    if (other.header.isLarge) this.header.enlarge(true);
    this.scrubber.takeOver(other.scrubber);
    this.draw();
  }

  /** Draws again with other preferences. */
  restyle(look: Preferences): void {
    this.look = look;
    this.draw();
  }

  dispose(): void {
    this.stay.dispose();
    this.inputs.dispose();
    this.plane.dispose();
    this.guess.dispose();
    this.dials.dispose();
    this.timeline.dispose();
    this.scrubber.dispose();
    this.state.dispose();
  }

  private draw(): void {
    const { look } = this;
    if (!look || !this.timeline.subject) return;
    this.stay.draw(() => {
      this.drawFrame(look);
      this.drawCurve(look);
      this.inputs.show(look);
    });
  }

  /** Draws everything that belongs to one state of the training. */
  private drawFrame(look: Preferences): void {
    const { subject, frame } = this.timeline;
    if (!subject || !frame) return;
    const can = {
      playground: this.output !== null && canBeEdited(subject),
      opened: this.inputs.isOpen,
      export: host().exportMenu !== undefined,
      training: !this.isTurned,
    };
    this.node.toggleAttribute("data-high-contrast", look.highContrast);
    const { isOpen: editable, change } = this.inputs;
    this.state.showEquation(subject, frame, { editable, change, turned: this.isTurned }, look);
    this.header.show(this.timeline, can);
    this.node.setAttribute("aria-label", this.header.facts);
    this.inputs.notePlane(this.plane.openFeatures);
    if (this.inputs.isOpen) this.inputs.noteHand(this.dials.turnedByHand);
    if (this.experiment) this.onExperiment(this.experiment, () => this.payload);
    this.state.showUpdate(subject, frame, look);
    this.plane.show();
    this.dials.show();
    this.guess.show();
  }

  private drawCurve(look: Preferences): void {
    const curve = curveOf(this.timeline);
    if (!curve) return;
    this.scrubber.node.hidden = this.isTurned;
    if (!this.isTurned) this.scrubber.show(curve, look);
  }

  /** Whether what is turned by hand is shown, not yet an experiment of the form. */
  private get isTurned(): boolean {
    return this.isByHand && !this.timeline.isExperiment;
  }

  /** Plays or pauses; where there is nothing to play, as before any training, it trains what the form holds first. */
  private play(): void {
    const { experiment } = this;
    const { replayState, frames } = this.timeline;
    if (experiment && frames.length < 2 && replayState === "unknown") {
      this.timeline.train(experiment);
      this.draw();
    }
    this.scrubber.toggle();
  }

  private moveTo(position: number): void {
    this.timeline.moveTo(position);
    if (this.look) this.drawFrame(this.look);
  }

  private wake(): void {
    this.timeline.wake();
    this.draw();
  }

  private pick(entry: PickedEntry): void {
    this.state.picked = entry;
    this.dials.choose(entry);
    if (this.look) this.drawFrame(this.look);
  }

  private toggleInputs(): void {
    if (this.inputs.isOpen) this.inputs.close();
    else this.openInputs();
    this.draw();
  }

  private openInputs(): void {
    if (!this.inputs.isOpen) this.inputs.open(this.experiment ?? this.own.experiment);
  }

  /** Switches between hiding cells by a click and not. */
  private hide(on: boolean): void {
    this.hiding.on = on;
    if (on) this.openInputs();
    this.draw();
  }

  private reset(): void {
    if (!this.output) return;
    this.timeline.showPayload(this.output);
    const { subject } = this.timeline;
    if (subject) this.inputs.open(experimentOf(subject));
    this.draw();
  }
}
