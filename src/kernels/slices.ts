/** Work that can be done in slices: it yields where anything else may run for a while, and returns its result. */
export type Slices<Result> = Generator<void, Result, void>;

/** Work that is done at once. */
// eslint-disable-next-line require-yield -- it never waits
export function* inOneSlice<Result>(work: () => Result): Generator<never, Result, void> {
  return work();
}

/** Does all slices one after the other. */
export function atOneGo<Result>(work: Slices<Result>): Result {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
