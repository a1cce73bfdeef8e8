/** More changes than anybody wants to take back one by one. */
const MOST_EDITS = 200;

/** The states of an experiment that can be gone back to, and forward again. */
export class EditHistory<State> {
  private states: State[];
  private at = 0;
  private lastKey: string | null = null;

  constructor(first: State) {
    this.states = [first];
  }

  get current(): State {
    return this.states[this.at];
  }

  get canUndo(): boolean {
    return this.at > 0;
  }

  get canRedo(): boolean {
    return this.at < this.states.length - 1;
  }

  /** @param key changes one after the other under one key, such as those of a slider that is dragged, are one. */
  push(state: State, key: string | null = null): void {
    const goesOn = key !== null && key === this.lastKey && this.at > 0;
    const kept = this.states.slice(Math.max(0, this.at + 1 - MOST_EDITS), goesOn ? this.at : this.at + 1);
    this.states = [...kept, state];
    this.at = this.states.length - 1;
    this.lastKey = key;
  }

  /** Ends a change: the next one under the same key is one of its own. */
  seal(): void {
    this.lastKey = null;
  }

  undo(): State {
    if (this.canUndo) this.at--;
    this.seal();
    return this.current;
  }

  redo(): State {
    if (this.canRedo) this.at++;
    this.seal();
    return this.current;
  }
}
