import type { RunStart, TrainingStage } from "factorlab/view";
import { preferences } from "../preferences";
import type { DialsBegin } from "./host";
import { Race } from "./race";
import { RaceView } from "./race-view";

/** What the dials tell of a person's side of the race. */
export interface RaceStart {
  /** Where a person and the machine begin; null where that is not known. */
  readonly start: RunStart | null;
  /** How the machine trains. */
  readonly stages: readonly TrainingStage[];
  /** The losses of a person, one a turn. */
  readonly turns: readonly number[];
}

/** Receives what the race changes in the dials. */
export interface RaceSideHost {
  /** The machine has gone on. */
  onDraw(): void;
  /** The race begins: a person's numbers go back to the start. */
  onBegin(): void;
  /** Says how the race stands. */
  say(words: string): void;
}

/** The race with the machine: its run, what is seen of it, and how many turns it has counted. */
export class RaceSide {
  readonly race = new Race(() => this.draw());
  private readonly view: RaceView;
  /** What the machine's run was asked for, and for which start. */
  private asked: { from: RunStart; run: RunStart } | null = null;
  private state: RaceStart | null = null;
  /** How many turns it has counted. */
  private counted = 0;

  constructor(private readonly host: RaceSideHost) {
    this.view = new RaceView({
      onRace: () => this.begin(),
      onPause: () => this.alter(() => this.race.toggle()),
      onPace: (pace) => (this.race.pace = pace),
      onEnd: () => this.alter(() => this.race.toEnd()),
    });
  }

  get node(): HTMLElement {
    return this.view.node;
  }

  /** How low the machine gets; null until the race is over: before, it would spoil what a learner may be asked to guess. */
  get machineLoss(): number | null {
    const { race } = this;
    const ended = race.begun && race.isAtEnd && race.run?.divergedAt === null;
    return ended ? (race.run?.loss.values.at(-1) ?? null) : null;
  }

  /** Takes a run of the machine that an output holds, where there is none yet. */
  give({ loss, unit }: NonNullable<DialsBegin["machine"]>): void {
    if (!this.race.run) this.race.take(loss, unit);
  }

  /** Goes on with the race of other dials. */
  takeOver({ race, asked, counted }: RaceSide): void {
    this.race.takeOver(race);
    if (race.run) this.asked = asked;
    this.counted = counted;
  }

  show(state: RaceStart): void {
    this.state = state;
    const { start, stages } = state;
    if (start && stages.length > 0) {
      if (this.asked?.from !== start || this.asked.run.stages !== stages)
        this.asked = { from: start, run: { ...start, stages: stages as TrainingStage[] } };
      this.race.ask(this.asked.run);
    }
    this.draw();
  }

  /** Counts a person's turns, each of which the machine may answer. */
  count(turns: number): void {
    if (turns > this.counted) this.race.onTurn();
    this.counted = turns;
  }

  /** Counts on from so many turns, as a person has gone back or forth. */
  countFrom(turns: number): void {
    this.counted = turns;
  }

  dispose(): void {
    this.race.dispose();
    this.view.dispose();
  }

  private begin(): void {
    if (this.state?.start) this.host.onBegin();
    this.alter(() => this.race.begin());
  }

  /** Changes the race, and says how it stands. */
  private alter(change: () => void): void {
    change();
    this.draw();
    this.host.say(this.view.words);
  }

  private draw(): void {
    this.host.onDraw();
    if (!this.state) return;
    const { stages, turns } = this.state;
    const rate = stages.at(-1)?.learningRate ?? null;
    this.view.show({ race: this.race, turns, rate }, preferences());
  }
}
