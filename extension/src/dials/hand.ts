import { lossOf } from "factorlab/view";
import type { FactorEntry, Frame } from "factorlab/view";
import { EditHistory } from "../playground/edit-history";
import type { Subject } from "../workbench/subject";

/** The numbers as a person has turned them. */
export interface HandState {
  /** rows × features. */
  readonly L: ArrayLike<number>;
  /** features × columns. */
  readonly U: ArrayLike<number>;
  /** The loss before the first turn, and that after each. */
  readonly turns: readonly number[];
}

/** Factors without their losses. */
export type HandFactors = Pick<HandState, "L" | "U">;

/** What a person has turned, to undo and redo. It is kept while the table and the start stay those that it began with. */
export class Hand {
  /** The lowest loss of any turn; null before the first. */
  best: number | null = null;
  private subject: Subject | null = null;
  private history = new EditHistory<HandState | null>(null);
  private lastKey: string | null = null;
  private shown: { state: HandState; iteration: number; frame: Frame } | null = null;

  get current(): HandState | null {
    return this.history.current;
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  /** Follows to another factorization: what was turned stays if it is one of the same shape and start. */
  follow(subject: Subject): void {
    const { subject: before, current } = this;
    if (subject === before) return;
    this.subject = subject;
    this.history = new EditHistory<HandState | null>(null);
    this.best = null;
    this.seal();
    if (before && current && sameStart(before, subject)) this.begin(current);
  }

  /** Begins with numbers, and counts turns from there. @param turns those that led there, where they are known */
  begin({ L, U }: HandFactors, turns?: readonly number[]): void {
    const now = this.loss({ L, U });
    this.history.push({ L, U, turns: turns && turns.length > 0 ? turns : [now] });
    this.best = (turns ?? []).reduce((least, loss) => Math.min(least, loss), now);
    this.seal();
  }

  /** Turns a number. @param base the factors that are shown now */
  turn({ factor, row, column }: FactorEntry, value: number, base: HandFactors): void {
    if (!this.subject) return;
    const { data, features } = this.subject;
    const [L, U] = [Float64Array.from(base.L), Float64Array.from(base.U)];
    if (factor === "L") L[row * features + column] = value;
    else U[row * data.columns + column] = value;
    const key = `${factor} ${row} ${column}`;
    const before = this.current?.turns ?? [this.loss(base)];
    const continues = key === this.lastKey && before.length > 1;
    const loss = this.loss({ L, U });
    this.history.push({ L, U, turns: [...(continues ? before.slice(0, -1) : before), loss] }, key);
    this.lastKey = key;
    this.best = Math.min(this.best ?? before[0], loss);
  }

  /** Ends a turn, so that the next one counts by itself. */
  seal(): void {
    this.lastKey = null;
    this.history.seal();
  }

  /** Shows again what was trained. */
  leave(): void {
    if (this.current) this.history.push(null);
    this.seal();
  }

  undo(): void {
    this.history.undo();
    this.lastKey = null;
  }

  redo(): void {
    this.history.redo();
    this.lastKey = null;
  }

  /** A state of the training with the numbers as they were turned. */
  turned(frame: Frame): Frame {
    const state = this.current;
    if (!state) return frame;
    const { iteration } = frame;
    if (this.shown?.state !== state || this.shown.iteration !== iteration) {
      const { L, U } = state;
      this.shown = { state, iteration, frame: { iteration, loss: this.loss(state), L, U } };
    }
    return this.shown.frame;
  }

  private loss(factors: HandFactors): number {
    return this.subject ? lossOf(this.subject.data, factors) : NaN;
  }
}

function sameStart(a: Subject, b: Subject): boolean {
  const shape = ({ data, features }: Subject): string => [data.rows, data.columns, features].join(" ");
  if (shape(a) !== shape(b) || !a.start || !b.start) return false;
  const [first, second] = [a.start, b.start];
  return (
    first.L.every((value, k) => value === second.L[k]) && first.U.every((value, k) => value === second.U[k])
  );
}
