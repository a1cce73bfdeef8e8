import { sliced } from "../../kernels/sliced";
import type { Sliced } from "../../kernels/sliced";
import type { Part } from "../../numerics/known-cells";
import type { Iteration } from "./table-training";

/** What an iteration in plain loops consists of, one after the other, and what it has found then. */
interface Parts<Found> {
  readonly parts: readonly Part[];
  readonly found: () => Found;
}

/**
 * An iteration in plain loops that changes these factors. One that takes long works on copies, so that it can be stopped, and
 * anything else run, between two parts of it.
 */
export function inParts<Found>(
  factors: readonly Float64Array[],
  isLong: boolean,
  prepare: (factors: readonly Float64Array[]) => Parts<Found>,
): Sliced<Iteration, Found> {
  const own = isLong ? factors.map((values) => values.slice()) : factors;
  const { parts, found } = prepare(own);
  if (isLong)
    return sliced(function* ({ learningRate, check, isOver }) {
      copy(factors, own);
      for (const part of parts) {
        check();
        if (isOver?.()) yield;
        part(learningRate!);
      }
      copy(own, factors);
      return found();
    });
  return ({ learningRate }) => {
    parts.forEach((part) => {
      part(learningRate!);
    });
    return found();
  };
}

function copy(from: readonly Float64Array[], to: readonly Float64Array[]): void {
  from.forEach((values, f) => {
    to[f].set(values);
  });
}
