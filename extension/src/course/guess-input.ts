import type { Guess } from "factorlab/view";

/** Where a person gives a guess. */
export interface GuessInput {
  readonly node: HTMLElement;
  /** The guess as it is now; null where there is none yet. */
  value(): Guess | null;
  /** Shows a guess that was made before. */
  show(guess: Guess): void;
}
