import { entryName, formatLoss } from "factorlab/view";
import type { DialsViewPayload, FactorEntry, Frame, TrainingStage } from "factorlab/view";
import { element, setText } from "../dom";
import { openExportMenu } from "../host/host";
import { undoOrRedo } from "../keys";
import { preferences } from "../preferences";
import type { Subject } from "../workbench/subject";
import { hasRate, stageAfter } from "../workbench/subject";
import { t } from "../words";
import { DialButtons } from "./buttons";
import { Hand } from "./hand";
import type { HandFactors } from "./hand";
import type { DialsBegin, DialsHost } from "./host";
import { LossLine } from "./loss-line";
import { dialsPayloadOf } from "./payload";
import { RaceSide } from "./race-side";
import { DialScheme } from "./scheme";
import { ValleyView } from "./valley";

/** How the machine trains what was not trained before. */
const AGAIN: TrainingStage = { learningRate: 0.1, iterations: 700 };

/** L and U as dials: a person takes the place of the gradient, and may race the machine. */
export class DialsView {
  readonly node = element("div", {
    class: "factorlab-dials",
    attributes: { "data-lm-suppress-shortcuts": "true" },
  });
  readonly hand: Hand;
  private readonly scheme: DialScheme;
  private readonly valley: ValleyView;
  private readonly line = new LossLine();
  private readonly buttons: DialButtons;
  private readonly race: RaceSide;
  private readonly note = element("p", { class: "factorlab-note" });
  private readonly problem = element("p", {
    class: "factorlab-field-message",
    attributes: { role: "alert" },
  });
  private readonly spoken = element("span", { class: "factorlab-spoken", attributes: { role: "status" } });
  private entry: FactorEntry = { factor: "L", row: 0, column: 0 };
  private rate: number | null = null;
  private given: DialsBegin | undefined;
  /** Whether it has the numbers of another view, not those that it was given. */
  private readonly goesOn: boolean;
  private losses: { subject: Subject; loss: number } | null = null;

  /** @param before what was turned on the same factorization until now. */
  constructor(
    private readonly host: DialsHost,
    begin: DialsBegin | undefined,
    before: DialsView | null = null,
  ) {
    this.given = begin;
    this.goesOn = before !== null;
    this.hand = before?.hand ?? new Hand();
    this.entry = before?.entry ?? begin?.entry ?? this.entry;
    this.rate = before?.rate ?? begin?.learningRate ?? null;
    this.race = new RaceSide({
      onDraw: () => this.showState(),
      onBegin: () => this.restart(),
      say: (words) => setText(this.spoken, words),
    });
    if (before) this.race.takeOver(before.race);
    this.scheme = new DialScheme({
      onChoose: (entry) => this.choose(entry, true),
      onTurn: (entry, value) => this.turn(entry, value),
      onSettled: () => this.settle(),
      onProblem: (problem) => this.complain(problem),
    });
    this.valley = new ValleyView({
      onRate: (rate) => {
        this.rate = rate;
        this.host.draw();
      },
      onMove: (value) => this.move(value),
    });
    this.buttons = new DialButtons({
      onUndo: () => this.travel(() => this.hand.undo()),
      onRedo: () => this.travel(() => this.hand.redo()),
      onRestart: () => this.restart(),
      onLeave: () => this.travel(() => this.hand.leave()),
      onExport: (button) => openExportMenu(() => this.payload, button),
    });
    this.problem.hidden = true;
    this.node.append(this.body(), this.race.node, this.spoken);
    this.node.addEventListener("keydown", (event) =>
      undoOrRedo(event, (where) => this.travel(() => this.hand[where]())),
    );
  }

  /** A state of the training with the numbers as they were turned. */
  turned(frame: Frame): Frame {
    const { subject } = this.host.timeline;
    if (subject) this.follow(subject);
    return this.hand.turned(frame);
  }

  /** The dials as they are now. */
  get payload(): DialsViewPayload | null {
    const { subject } = this.host.timeline;
    const stages = this.stagesOf(subject);
    const turns = this.hand.current?.turns ?? [];
    const shown = { start: this.startOf(subject), stages, entry: this.entry, turns, race: this.race.race };
    return dialsPayloadOf(this.host.timeline, { ...shown, learningRate: this.learningRate });
  }

  show(): void {
    const { subject, frame } = this.host.timeline;
    if (!subject || !frame) return;
    this.follow(subject);
    const look = preferences();
    const { data, features, labels, nonnegative = false } = subject;
    this.entry = within(this.entry, subject);
    const factors = { data, L: frame.L, U: frame.U, labels, entry: this.entry, nonnegative };
    this.node.toggleAttribute("data-high-contrast", look.highContrast);
    const loss = Number.isFinite(frame.loss) ? t("loss {loss}", { loss: formatLoss(frame.loss) }) : "";
    this.scheme.show({ ...factors, features, loss }, look);
    const penalty = this.stagesOf(subject).at(-1)?.regularization ?? 0;
    this.valley.show({ ...factors, penalty, rate: this.learningRate });
    setText(this.note, noteText(nonnegative, data.values.includes(null)));
    const stages = this.stagesOf(subject);
    this.race.show({ start: subject.start, stages, turns: this.hand.current?.turns ?? [frame.loss] });
  }

  /** Chooses the number whose valley is drawn. @param here whether it was chosen in the dials */
  choose(entry: FactorEntry, here: boolean = false): void {
    this.entry = entry;
    if (here) this.host.onChoose(entry);
    this.host.draw();
  }

  dispose(): void {
    this.scheme.dispose();
    this.valley.dispose();
    this.race.dispose();
  }

  private body(): HTMLElement {
    const left = element("div", {
      class: "factorlab-dials-main",
      children: [this.line.node, this.scheme.node, this.problem, this.note, this.buttons.node],
    });
    return element("div", { class: "factorlab-dials-body", children: [left, this.valley.node] });
  }

  private follow(subject: Subject): void {
    this.hand.follow(subject);
    const { given } = this;
    if (!given) return;
    this.given = undefined;
    if (given.machine) this.race.give(given.machine);
    this.stages = given.stages ?? null;
    const { start } = subject;
    const moved = !start || !same(given.L, start.L) || !same(given.U, start.U);
    if (!this.goesOn && (moved || given.turns)) this.hand.begin(given, given.turns);
  }

  /** The stages of the output that was shown first. */
  private stages: readonly TrainingStage[] | null = null;

  private stagesOf(subject: Subject | null): readonly TrainingStage[] {
    if (this.stages && !this.host.timeline.isExperiment) return this.stages;
    if (!subject || !hasRate(subject)) return [];
    return subject.stages.length > 0 ? subject.stages : [AGAIN];
  }

  private get learningRate(): number {
    const { subject, trained } = this.host.timeline;
    const stage = subject && trained && !this.stages ? stageAfter(subject, trained.iteration) : null;
    return (
      this.rate ?? stage?.learningRate ?? this.stagesOf(subject).at(-1)?.learningRate ?? AGAIN.learningRate
    );
  }

  /** Where a person and the machine begin; null where that is not known. */
  private startOf(subject: Subject | null): HandFactors | null {
    return subject?.start ?? null;
  }

  /** Shows the loss, and what can be done. */
  private showState(): void {
    const { subject, frame } = this.host.timeline;
    if (!subject || !frame) return;
    const { hand } = this;
    const start = this.startOf(subject);
    const turns = hand.current?.turns.length ?? 0;
    this.line.show({
      ...{ loss: frame.loss, start: start ? this.lossOfStart(subject) : null },
      best: turns > 1 ? hand.best : null,
      machine: this.race.machineLoss,
    });
    this.buttons.show({
      ...{ undo: hand.canUndo, redo: hand.canRedo },
      restart: start !== null && !(same(frame.L, start.L) && same(frame.U, start.U)),
      leave: hand.current !== null && !same(frame.L, this.host.timeline.trained?.L ?? []),
    });
  }

  private lossOfStart(subject: Subject): number {
    if (this.losses?.subject !== subject) {
      const [first] = subject.trace.frames;
      this.losses = { subject, loss: subject.trace.loss.values[0] ?? first.loss };
    }
    return this.losses.loss;
  }

  private turn(entry: FactorEntry, value: number): void {
    const { frame } = this.host.timeline;
    if (!frame) return;
    const base = { L: frame.L, U: frame.U };
    this.host.onTurn();
    this.hand.turn(entry, value, base);
    this.host.draw();
  }

  /** Ends a turn, which the race counts. */
  private settle(): void {
    this.hand.seal();
    this.race.count(this.hand.current?.turns.length ?? 0);
  }

  /** Moves the chosen number, as one turn. */
  private move(value: number): void {
    this.settle();
    this.turn(this.entry, value);
    this.settle();
    const loss = formatLoss(this.host.timeline.frame?.loss ?? NaN);
    const name = entryName(this.entry, this.host.timeline.subject?.labels);
    setText(this.spoken, t("{entry} was moved: loss {loss}", { entry: name, loss }));
  }

  private travel(way: () => void): void {
    way();
    this.race.countFrom(this.hand.current?.turns.length ?? 0);
    this.host.draw();
    setText(this.spoken, t("Loss {loss}", { loss: formatLoss(this.host.timeline.frame?.loss ?? NaN) }));
  }

  private restart(): void {
    const start = this.startOf(this.host.timeline.subject);
    if (!start) return;
    this.host.onTurn();
    this.travel(() => this.hand.begin(start));
  }

  private complain(problem: string | null): void {
    this.problem.hidden = problem === null;
    setText(this.problem, problem ?? "");
  }
}

function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

/** The number that was chosen, or the nearest one, as another table may be smaller. */
function within(entry: FactorEntry, { data, features }: Subject): FactorEntry {
  const [rows, columns] = entry.factor === "L" ? [data.rows, features] : [features, data.columns];
  if (entry.row < rows && entry.column < columns) return entry;
  return { ...entry, row: Math.min(entry.row, rows - 1), column: Math.min(entry.column, columns - 1) };
}

function noteText(nonnegative: boolean, blanks: boolean): string {
  return [
    t(
      "Drag a number of L or U up or down, or choose it and use the arrow keys. Cells show L·U, and data below it; their colour is the error.",
    ),
    ...(nonnegative ? [t("The dials stop at 0: in NMF no number is negative.")] : []),
    ...(blanks ? [t("Unknown cells have no error, and pull at nothing.")] : []),
  ].join(" ");
}
