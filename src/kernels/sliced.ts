import type { inSlices } from "./in-slices";
import { atOneGo } from "./slices";
import type { Slices } from "./slices";

/** What drives an epoch of kernels in slices: `slicedEpoch` of in-slices.ts. */
export type Drive = typeof inSlices;

/** Work that can be done at one go and, where it may take long, in slices. */
export interface Sliced<How, Result> {
  (how: How): Result;
  /** The same in slices: each ends where `isOver` of `how` says so. @default all at one go */
  readonly inSlices?: (how: How, drive: Drive) => Slices<Result>;
}

/** Work that is done in these slices, or all of them at one go. */
export function sliced<How, Result>(
  inSlices: (how: How) => Slices<Result>,
): ((how: How) => Result) & { readonly inSlices: (how: How) => Slices<Result> } {
  return Object.assign((how: How) => atOneGo(inSlices(how)), { inSlices });
}

/** The same work, with what `then` makes of its result. @param first is called before. @default nothing */
export function mapped<How, Result, Made>(
  work: Sliced<How, Result>,
  then: (result: Result) => Made,
  first: () => void = () => undefined,
): Sliced<How, Made> {
  const { inSlices } = work;
  const slices = function* (how: How, drive: Drive): Slices<Made> {
    first();
    return then(yield* inSlices!(how, drive));
  };
  const atOnce = (how: How): Made => {
    first();
    return then(work(how));
  };
  return Object.assign(atOnce, inSlices && { inSlices: slices });
}
