/** Whether what an epoch has found is finite, before anything is changed by it. */
import { float64 } from "../../kernels/heap";
import type { Wanted } from "../../kernels/heap";
import type { Tasks } from "../../kernels/run";

/** So many numbers are looked at by a task: a multiple of eight. */
const PER_TASK = 2 ** 18;

/** What a layout needs as `checks`. @param longest the length of its longest array. */
export const checksFor = (longest: number): Wanted<"float64"> => float64(Math.ceil(longest / PER_TASK));

interface Checked<Name extends string> {
  readonly views: { readonly [N in Name]: Float32Array } & { readonly checks: Float64Array };
  readonly at: { readonly [N in Name]: number } & { readonly checks: number };
}

/** Whether all numbers of these arrays are finite. */
export function* areFiniteIn<Name extends string>(
  { views, at }: Checked<Name>,
  names: readonly Name[],
): Generator<Tasks, boolean, void> {
  for (const name of names) {
    const { length } = views[name];
    const tasks = Math.ceil(length / PER_TASK);
    const numbers = [at[name], length, PER_TASK, at.checks];
    yield { kernel: "finiteness", numbers, tasks, operations: length };
    if (!views.checks.subarray(0, tasks).every((sum) => sum === 0)) return false;
  }
  return true;
}
