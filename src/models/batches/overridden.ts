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
 * Whether a class says how scores are computed at once, and none that extends it says anew how they are computed one by one:
 * a model that overrides `score` is scored by that.
 */
export function scoresAsItsKernel(model: object): boolean {
  const atOnce = Math.min(distance(model, "scoring"), distance(model, "linearScores"));
  const oneByOne = ["score", "scoreAll", "scores", "itemRow"].map((member) => distance(model, member));
  return oneByOne.every((steps) => atOnce <= steps);
}
