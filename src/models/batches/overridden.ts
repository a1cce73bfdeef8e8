import { smallest } from "../../lists";

/** How far up a chain of prototypes what defines a member is: 0 for the object itself. */
function distance(object: object, member: string): number {
  let steps = 0;
  for (let each: object | null = object; each !== null; each = Object.getPrototypeOf(each) as object | null) {
    if (Object.hasOwn(each, member)) return steps;
    steps++;
  }
  return Infinity;
}

/**
 * Whether a class says how something is done at once, by one of the members `atOnce`, and none that extends it says anew how
 * it is done one by one.
 */
export function saysAtOnce(model: object, atOnce: readonly string[], oneByOne: readonly string[]): boolean {
  const nearest = smallest(atOnce.map((member) => distance(model, member)));
  return oneByOne.every((member) => nearest <= distance(model, member));
}

/**
 * Whether a class says how scores are computed at once, and none that extends it says anew how they are computed one by one:
 * a model that overrides `score` is scored by that.
 */
export function scoresAsItsKernel(model: object): boolean {
  return saysAtOnce(model, ["scoring", "linearScores"], ["score", "scoreAll", "scores", "itemRow"]);
}
