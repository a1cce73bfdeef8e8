import { createRandom } from "../../src/matrix/random";
import { Ratings } from "../../src/ratings/ratings";

/** Ratings from 1 to 5 of which some users and items have none, one user has one, and one user has rated all the others. */
export function someRatings(users: number, items: number, share: number, seed: number = 1): Ratings {
  const random = createRandom(seed);
  const given: [number, number, number][] = [];
  for (let u = 0; u < users; u++) {
    if (u % 7 === 3) continue;
    for (let i = 0; i < items; i++) {
      if (i % 9 === 4) continue;
      const isRated = u === 0 || (u === 1 ? i === 2 : random() < share);
      if (isRated) given.push([u, i, 1 + Math.floor(5 * random())]);
    }
  }
  const ids = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
  return Ratings.from(given, { users: ids(users), items: ids(items) });
}

/** How far numbers are from others, as a share of these. */
export function distance(numbers: Float64Array, from: Float64Array): number {
  const length = (all: Float64Array): number => Math.sqrt(all.reduce((sum, x) => sum + x * x, 0));
  return length(numbers.map((x, n) => x - from[n])) / length(from);
}

/** Throws at its n-th call, as a signal to stop does between tasks. */
export function stopAt(n: number): () => void {
  let calls = 0;
  return () => {
    if (++calls === n) throw new Error("stopped");
  };
}
