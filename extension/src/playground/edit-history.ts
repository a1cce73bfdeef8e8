/** More changes than anybody wants to undo one by one. */
const MOST_EDITS = 200;

/** The states of an experiment, for undo and redo. */
export class EditHistory<State> {
  private states: State[];
  private index = 0;
  private lastKey: string | null = null;

  constructor(first: State) {
    this.states = [first];
  }

  get current(): State {
    return this.states[this.index];
  }

  get canUndo(): boolean {
    return this.index > 0;
  }

  get canRedo(): boolean {
    return this.index < this.states.length - 1;
  }

  /** @param key consecutive changes with the same key, such as those of a dragged slider, count as one. */
  push(state: State, key: string | null = null): void {
    const continues = key !== null && key === this.lastKey && this.index > 0;
    const kept = this.states.slice(
      Math.max(0, this.index + 1 - MOST_EDITS),
      continues ? this.index : this.index + 1,
    );
    this.states = [...kept, state];
    this.index = this.states.length - 1;
    this.lastKey = key;
  }

  /** Replaces the present state by one that differs in nothing a person would undo. */
  amend(state: State): void {
    this.states = this.states.map((each, k) => (k === this.index ? state : each));
  }

  /** Ends a change, so that the next one with the same key counts as another. */
  seal(): void {
    this.lastKey = null;
  }

  undo(): State {
    if (this.canUndo) this.index--;
    this.seal();
    return this.current;
  }

  redo(): State {
    if (this.canRedo) this.index++;
    this.seal();
    return this.current;
  }
}
