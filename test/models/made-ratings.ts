import { createRandom, normal } from "../../src/matrix/random";
import { Ratings } from "../../src/ratings/ratings";

/**
 * Ratings made as μ + b_u + b_i + p_u·q_i + noise, with two features: 60 users, 40 items, three quarters of the cells
 * known. Users and items go by numbers.
 * @param noise its standard deviation.
 */
export function madeRatings({ noise = 0.5, seed = 6 } = {}): { train: Ratings; test: Ratings } {
  const random = createRandom(seed);
  const draw = normal(random);
  const rows = (count: number): number[][] =>
    Array.from({ length: count }, () => [0.4 * draw(), 0.7 * draw(), 0.7 * draw()]);
  const [users, items] = [rows(60), rows(40)];
  const known: [number, number, number][] = [];
  users.forEach((p, u) => {
    items.forEach((q, i) => {
      const rating = 3 + p[0] + q[0] + p[1] * q[1] + p[2] * q[2] + noise * draw();
      if (random() < 0.75) known.push([u, i, rating]);
    });
  });
  const all = Ratings.from(known);
  const heldOut = Array.from({ length: all.length }, () => random() < 0.25);
  return { train: all.select((k) => !heldOut[k]), test: all.select((k) => heldOut[k]) };
}
