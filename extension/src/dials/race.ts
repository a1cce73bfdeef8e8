import type { LossPayload, MachineRun, RaceUnit, RunStart } from "factorlab/view";
import { EngineChannel } from "../engine/client";

/** How fast the machine goes: so many updates or iterations a second, or one for each turn of a person. */
export type Pace = number | "turn";

/** The machine's run, and how much of it is shown. */
export class Race {
  run: MachineRun | null = null;
  /** Why there is no run; null where there is one, or it is still being made. */
  problem: string | null = null;
  /** Whether it was begun. */
  begun = false;
  running = false;
  /** The update or iteration that the machine has reached. */
  reached = 0;
  pace: Pace = 4;
  private asked: RunStart | null = null;
  private last = 0;
  private frame = 0;
  private readonly channel = new EngineChannel();

  /** @param changed is called when the machine has gone on, or its run has come. */
  constructor(private readonly changed: () => void) {}

  /** Takes a run that is known. */
  take(loss: LossPayload, unit: RaceUnit): void {
    this.run = { loss, unit, divergedAt: null };
  }

  /** Goes on, at rest, from where another race on the same start has come. */
  takeOver({ run, asked, begun, reached, pace }: Race): void {
    this.pace = pace;
    // A run that is still being made is asked for anew.
    if (run) Object.assign(this, { run, asked, begun, reached });
  }

  /** Asks the worker for the run from a start, once. */
  ask(start: RunStart): void {
    if (this.asked === start) return;
    this.stop();
    this.asked = start;
    this.run = this.problem = null;
    this.begun = false;
    this.reached = 0;
    this.channel.ask({ kind: "race", start }, (answer) => {
      if (answer.kind === "race") this.run = answer.run;
      if (answer.kind === "error") this.problem = answer.message;
      this.changed();
    });
  }

  /** The update or iteration with which the machine ends. */
  get end(): number {
    return this.run?.loss.iterations.at(-1) ?? 0;
  }

  get isAtEnd(): boolean {
    return this.run !== null && this.reached >= this.end;
  }

  /** The machine's losses as far as it has come. */
  get shown(): LossPayload {
    const { iterations, values } = this.run?.loss ?? { iterations: [], values: [] };
    const after = iterations.findIndex((each) => each > this.reached);
    const count = after < 0 ? iterations.length : after;
    return { iterations: iterations.slice(0, count), values: values.slice(0, count) };
  }

  begin(): void {
    this.begun = true;
    this.reached = 0;
    this.go();
  }

  /** Goes on, or pauses. */
  toggle(): void {
    if (this.running) this.stop();
    else this.go();
  }

  /** A person has made a turn. */
  onTurn(): void {
    if (this.running && this.pace === "turn") this.advance(1);
  }

  toEnd(): void {
    this.begun = true;
    this.reached = this.end;
    this.stop();
  }

  stop(): void {
    this.running = false;
    cancelAnimationFrame(this.frame);
  }

  dispose(): void {
    this.stop();
    this.channel.dispose();
  }

  private go(): void {
    if (!this.run || this.isAtEnd) return;
    this.running = true;
    this.last = performance.now();
    this.next();
  }

  private next(): void {
    this.frame = requestAnimationFrame((now) => {
      if (!this.running) return;
      const { pace } = this;
      const due = pace === "turn" ? 0 : Math.floor(((now - this.last) * pace) / 1000);
      if (due > 0) {
        this.last = now;
        this.advance(due);
      }
      if (this.running) this.next();
    });
  }

  private advance(by: number): void {
    this.reached = Math.min(this.end, this.reached + by);
    if (this.isAtEnd) this.stop();
    this.changed();
  }
}

/** What the race shows. */
export interface RaceState {
  readonly race: Race;
  /** The losses of a person's turns, that of the start first. */
  readonly turns: readonly number[];
  /** The learning rate of the machine; null where that is not known. */
  readonly rate: number | null;
}
