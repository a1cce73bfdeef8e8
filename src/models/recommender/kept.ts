import type { FittedParameters } from "./parameters";

interface Kept {
  readonly epoch: number;
  readonly values: Map<string, unknown>;
}

const kept = new WeakMap<FittedParameters, Kept>();

/**
 * What is computed from parameters once, and kept until they are trained on.
 * @param epoch the number of the epoch that the parameters are of.
 * @param name what it is called among all that is kept of these parameters.
 */
export function keptOf<T>(fitted: FittedParameters, epoch: number, name: string, make: () => T): T {
  let own = kept.get(fitted);
  if (own?.epoch !== epoch) {
    own = { epoch, values: new Map() };
    kept.set(fitted, own);
  }
  if (!own.values.has(name)) own.values.set(name, make());
  return own.values.get(name) as T;
}
