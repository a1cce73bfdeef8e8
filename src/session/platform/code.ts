/** How compiled code is run among that of other cells. */
export interface CodeRunner {
  /** Whether a loop that reads an element of memory that threads share reads it at every turn; engines may do so once. */
  readonly looksAnew: boolean;
  /** The value of a script in the realm of the cells. @param name What stacks call it. @throws SyntaxError and its own errors. */
  evaluate(code: string, name: string): unknown;
  /** Runs a function that the platform may end from outside, where it can; `finally` blocks then do not run. @throws Error of `isBroken`. */
  breakable<T>(run: () => T): T;
  /** Whether an error says that a function was ended from outside. */
  isBroken(error: unknown): boolean;
}
