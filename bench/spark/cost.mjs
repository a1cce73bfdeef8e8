// What an iteration of Spark's ALS sends over the cluster. A user's factors go to each block of items in which the user has
// a rating, once, whatever the number of ratings there; an item's factors to blocks of users alike.

/**
 * Bytes beside the numbers of a vector. Java writes 10 before each, the same for all; of these Spark's compression (LZ4)
 * leaves 4: how many numbers follow, and where the 10 stood before. The numbers, 32-bit floats, do not get smaller.
 */
const HEADER = 4;
/** Bytes beside the vectors for each pair of a block of users and a block of items, as 100,000 ratings have shown them. */
const PAIR = 185;
/** Bytes of an array in Java beside its numbers, with the reference to it. */
const ARRAY = 24;

/** @param {number} features */
const vectorBytes = (features) => 4 * features + HEADER;

/**
 * How many of so many blocks some ratings lie in, where each may be in any: B·(1 − (1 − 1/B)ⁿ).
 * @param {number} ratings
 * @param {number} blocks
 */
export const blocksReached = (ratings, blocks) => -blocks * Math.expm1(ratings * Math.log1p(-1 / blocks));

/**
 * @typedef {{ counts: ArrayLike<number>, each?: number }} Side the ratings of users, or of items; each count stands for so
 * many of them, by default one
 * @typedef {{ features: number, userBlocks: number, itemBlocks: number }} Layout
 */

/** Vectors that one side sends. @param {Side} side */
function vectorsSent({ counts, each = 1 }, blocks) {
  let sum = 0;
  for (let n = 0; n < counts.length; n++)
    sum += blocks === 1 ? Math.min(1, counts[n]) : blocksReached(counts[n], blocks);
  return each * sum;
}

/**
 * Bytes shuffled in an iteration.
 * @param {Side} users
 * @param {Side} items
 * @param {Layout} layout
 */
export function iterationBytes(users, items, { features, userBlocks, itemBlocks }) {
  const vectors = vectorsSent(users, itemBlocks) + vectorsSent(items, userBlocks);
  return vectors * vectorBytes(features) + 2 * userBlocks * itemBlocks * PAIR;
}

/**
 * Bytes that the largest tasks hold at once: the vectors that one block receives, each in an array of its own.
 * @param {Side} users
 * @param {Side} items
 * @param {Layout} layout
 */
export function taskBytes(users, items, { features, userBlocks, itemBlocks }) {
  const most = Math.max(
    vectorsSent(users, itemBlocks) / itemBlocks,
    vectorsSent(items, userBlocks) / userBlocks,
  );
  return most * (4 * features + ARRAY);
}

/** Bytes of the ratings in the workers' memory, dealt by user and by item: each time a place and a value of 4 bytes. */
export const ratingBytes = (ratings) => 16 * ratings;

/** Bytes of a trained model as the Connect server counts them. */
export const modelBytes = (users, items, features) => (users + items) * (features + 1) * 4;
