// Made-up ratings with the sizes of MovieLens and a power law of users and items, and tables; seeded.

/** Nobody in MovieLens has rated more than two thirds of all films. */
export const MOST_OF_ITEMS = 0.65;

/** How much a user rates, beside others, by a number from 0 to 1: a power law. */
export const wishOf = (place) => (place + 0.02) ** -0.8;

/** How popular an item is, beside others, by its rank from 0. */
export const popularityOf = (rank, items) => (rank + items / 50) ** -0.9;

/**
 * A seeded generator of numbers from 0 to 1: Marsaglia's xorshift of 32 bits.
 * @param {number} seed
 */
export function randomFrom(seed) {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** How many items each user rates: a power law, at least one each and the given sum. */
function activity({ users, items, ratings }, random) {
  const most = Math.floor(items * MOST_OF_ITEMS);
  const wish = Float64Array.from({ length: users }, () => wishOf(random()));
  const counts = new Int32Array(users);
  let left = ratings;
  for (let round = 0; left > 0; round++) {
    const open = wish.reduce((sum, w, u) => sum + (counts[u] < most ? w : 0), 0);
    if (open === 0) throw new Error(`${users} × ${items} has no room for ${ratings} ratings`);
    const share = left / open;
    for (let u = 0; u < users && left > 0; u++) {
      const more = Math.min(most - counts[u], Math.max(1, Math.floor(share * wish[u])), left);
      counts[u] += more;
      left -= more;
    }
  }
  return counts;
}

/** Where each item's share of the popularity ends, which falls by a power of its rank; ranks are shuffled. */
function popularity(items, random) {
  const ranks = Int32Array.from({ length: items }, (_, i) => i);
  for (let i = items - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [ranks[i], ranks[j]] = [ranks[j], ranks[i]];
  }
  const ends = new Float64Array(items);
  let sum = 0;
  for (let i = 0; i < items; i++) ends[i] = sum += popularityOf(ranks[i], items);
  return ends;
}

/** The first place whose end lies beyond x. */
function placeOf(ends, x) {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] > x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Ratings of 1 to 5 stars, which depend on the user, the item and two tastes; no pair twice.
 * @param {{ users: number, items: number, ratings: number }} shape
 */
export function makeRatings(shape) {
  const random = randomFrom(shape.ratings + shape.users);
  const counts = activity(shape, random);
  const ends = popularity(shape.items, random);
  const total = ends[ends.length - 1];
  const trait = (n) => Float64Array.from({ length: 3 * n }, () => random() + random() + random() - 1.5);
  const [userTraits, itemTraits] = [trait(shape.users), trait(shape.items)];
  const seen = new Int32Array(shape.items).fill(-1);
  const columns = {
    users: new Int32Array(shape.ratings),
    items: new Int32Array(shape.ratings),
    values: new Float32Array(shape.ratings),
  };
  let n = 0;
  for (let u = 0; u < shape.users; u++) {
    for (let k = 0; k < counts[u]; k++, n++) {
      let i = placeOf(ends, random() * total);
      // The next unseen one: rejection alone would take long for whoever has rated most.
      while (seen[i] === u) i = i + 1 === shape.items ? 0 : i + 1;
      seen[i] = u;
      const [a, b] = [3 * u, 3 * i];
      const taste = userTraits[a + 1] * itemTraits[b + 1] + userTraits[a + 2] * itemTraits[b + 2];
      const stars = 3.6 + 0.7 * userTraits[a] + 0.8 * itemTraits[b] + 1.2 * taste + 1.5 * (random() - 0.5);
      columns.users[n] = u;
      columns.items[n] = i;
      columns.values[n] = Math.min(5, Math.max(1, Math.round(stars)));
    }
  }
  return columns;
}

/** A table for models of tables, whose cells need more than a few features: a smooth part, and chance. */
export function table(rows, columns) {
  const random = randomFrom(rows + columns);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => 3 + Math.sin(i / 9 + 2 * j) + 0.5 * random()),
  );
}
