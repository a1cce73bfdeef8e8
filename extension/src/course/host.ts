import type { Guess } from "factorlab/view";

/** What the notebook around an output does for the course; pages and widgets have no notebook. */
export interface CourseHost {
  /** The guess that the notebook keeps; undefined where there is none, or no notebook. It may hold anything. */
  guess(node: Node, id: string): unknown;
  /** Keeps a guess in the notebook, and opens the outputs that wait for it. */
  keepGuess(node: Node, id: string, guess: Guess): void;
  /** Calls a listener after each guess, until the function that it returns is called. */
  onGuess(listener: () => void): () => void;
  /** A hint was read in the output of an exercise. @param step how many by now */
  hintRead(node: Node, hint: { id: string; learner: string; step: number }): void;
}
