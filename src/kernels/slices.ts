/** Work that can be done in slices: it yields where anything else may run for a while, and returns its result. */
export type Slices<Result> = Generator<void, Result, void>;

/** Work that is done at once. */
// eslint-disable-next-line require-yield -- it never waits
export function* inOneSlice<Result>(work: () => Result): Slices<Result> {
  return work();
}

/** Does all slices one after the other. */
export function atOneGo<Result>(work: Slices<Result>): Result {
  for (;;) {
    const slice = work.next();
    if (slice.done === true) return slice.value;
  }
}
