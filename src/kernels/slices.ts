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
    const slice = work.next();
    if (slice.done === true) return slice.value;
  }
}

/** Work that can be done at one go and, where it may take long, in slices. */
export interface Sliced<How, Result> {
  (how: How): Result;
  /** The same in slices: each ends where `isOver` of `how` says so. @default all at one go */
  readonly inSlices?: (how: How) => Slices<Result>;
}

/** Work that is done in these slices, or all of them at one go. */
export function sliced<How, Result>(inSlices: (how: How) => Slices<Result>): Sliced<How, Result> {
  return Object.assign((how: How) => atOneGo(inSlices(how)), { inSlices });
}

/** The same work, with what `then` makes of its result. */
export function mapped<How, Result, Made>(
  work: Sliced<How, Result>,
  then: (result: Result) => Made,
): Sliced<How, Made> {
  const { inSlices } = work;
  const slices = function* (how: How): Slices<Made> {
    return then(yield* inSlices!(how));
  };
  return Object.assign((how: How) => then(work(how)), inSlices && { inSlices: slices });
}

/** Does work in its slices, or at one go where it has none. */
export function* slicesOf<How, Result>(work: Sliced<How, Result>, how: How): Slices<Result> {
  return work.inSlices ? yield* work.inSlices(how) : work(how);
}
