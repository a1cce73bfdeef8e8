/** Knows to which context running code belongs, also code that runs later: timers, and what follows an `await`. */
export interface Contexts {
  /** Runs a function in a context; what it begins belongs to the context as well. */
  run<T>(context: object, run: () => T): T;
  /** Makes the rest of the running code, and what it begins, part of another context. */
  enter(context: object): void;
  /** The context of the running code; undefined where there is none. Throws where a cell has broken what it needs. */
  current(): object | undefined;
  /**
   * Whether the platform knows by itself what follows an `await`. Where it does not, compiled code enters the context in
   * which its function began.
   */
  readonly followsAwait: boolean;
  /** A number that tells pieces of asynchronous code apart; undefined where they have none. */
  codeNumber(): number | undefined;
}
