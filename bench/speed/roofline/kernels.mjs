// What each kernel computes and moves, by formula: operations are additions and multiplications, bytes those that would
// come from memory if nothing stayed in a cache longer than one visit of a row. Where caches do better, the share of the
// roof may be above 1.

const SHAPE = { users: 6040, items: 3706, ratings: 8e5 };
const F32 = 4;
const F64 = 8;

const fit = (model, data, options) => (epochs) => ({
  task: "fit",
  model,
  data,
  options: { seed: 1, ...options, epochs },
});
const work = (operations, bytes) => ({ operations, bytes });

/** An epoch of stochastic descent: vectors of k numbers are read and written, each of their numbers in so many steps. */
function biasedMF(k, { ratings }) {
  // x·y: 2k. Both vectors: decay × one + step × the other, 3k each. Both are read and written.
  return work(8 * k * ratings, (4 * F32 * k + 8) * ratings);
}

/** Also one vector an item of the user: read to sum up, and moved along the gradient once a user. */
function svdPlusPlus(k, { ratings }) {
  return work((2 + 3 + 4 + 1 + 4) * k * ratings, (4 + 3) * F32 * k * ratings);
}

/** Both sides: the start and three steps go through a row's vectors with a dot product each; all but the last add them up. */
function conjugateGradients(k, { users, items, ratings }, gram) {
  const dense = gram ? (2 + 4 * 2) * k * k * (users + items) : 0;
  return work(2 * 7 * 2 * k * ratings + dense, 2 * (F32 * k + 8) * ratings + 2 * F32 * k * (users + items));
}

/** Both sides: a triangle of products for each rating, its right side and what is left; each row's factorization. */
function cholesky(k, { users, items, ratings }) {
  const rows = users + items;
  return work(
    2 * (k * (k + 1) + 6 * k) * ratings + (k ** 3 / 3 + 4 * k * k) * rows,
    2 * (F32 * k + 8) * ratings + 2 * F32 * k * rows,
  );
}

/** Three vectors for each pair: a difference, a product, three updates. */
const bpr = (k, { ratings }) => work(12 * k * ratings, 6 * F32 * k * ratings);

/** A step for each rating and each other item drawn: as BiasedMF's, where the user's vector stays. */
const logistic = (k, { ratings }, negatives) =>
  work(8 * k * (1 + negatives) * ratings, 2 * F32 * k * (1 + negatives) * ratings);

/** The inverse of a symmetric table: n³ ÷ 3 for the factors, 2n³ ÷ 3 for the rest, in blocks of 64. */
const inverse = (n) => work(n ** 3, (F64 * n ** 3) / 64);

/** Two products of the table with k vectors, and both sweeps; the table is read twice. */
const sweeps = (rows, columns, k) =>
  work(4 * rows * columns * k + 4 * k * k * (rows + columns), 2 * F64 * rows * columns);

/** A row of vectors is multiplied with itself, k² for each rating and side, and drawn from; 64-bit. */
function draws(k, { users, items, ratings }) {
  return work(2 * (k * k + 4 * k) * ratings + (users + items) * (k ** 3 + 8 * k * k), 2 * F64 * k * ratings);
}

/** Both sides: of each rating a row is gathered, and each of its numbers taken three times; what is left of it, once. 64-bit. */
const nonnegative = (k, { ratings }) => work(14 * k * ratings, 2 * (F64 * k + 20) * ratings);

/** Both sides: two products of the table with k vectors, one before and one behind a division by each cell. */
const divergence = (rows, columns, k) => work((8 * k + 2) * rows * columns, 2 * F64 * rows * columns);

/** Each user with each item: one product. */
const scores = (k, { users, items }) => work(2 * k * users * items, F32 * k * users * items);

const small = { users: 943, items: 1682, ratings: 1e5 };
const table = (iterations) => ({
  task: "matrixFactorization",
  rows: 1000,
  columns: 800,
  features: 20,
  iterations,
  warm: true,
});
const digits = (options) => (iterations) => ({
  ...{ task: "nmf", digits: true, warm: true },
  options: { features: 16, ...options, iterations, tolerance: 0, seed: 1 },
});
const svd = (powerIterations) => ({
  ...{ task: "truncatedSvd", rows: 5000, columns: 2000 },
  options: { features: 50, powerIterations, seed: 1 },
});

const ranking = { warm: true, options: { features: 64, epochs: 1, seed: 1 } };

/**
 * Each kernel: a task of so many epochs, operations and bytes of one, two numbers of epochs whose difference is timed,
 * and the width of its numbers.
 */
export const kernels = [
  {
    name: "BiasedMF, 100",
    ours: fit("BiasedMF", 8e5, { features: 100 }),
    epoch: biasedMF(100, SHAPE),
    epochs: [2, 10],
  },
  {
    name: "SVDPlusPlus, 20",
    ours: fit("SVDPlusPlus", 8e5, {}),
    epoch: svdPlusPlus(20, SHAPE),
    epochs: [1, 4],
  },
  {
    name: "ImplicitALS, 64, conjugate gradients",
    ours: fit("ImplicitALS", 8e5, { features: 64 }),
    ...{ epoch: conjugateGradients(64, SHAPE, true), epochs: [1, 5] },
  },
  {
    name: "ImplicitALS, 64, Cholesky",
    ours: fit("ImplicitALS", 8e5, { features: 64, solver: "cholesky" }),
    ...{ epoch: cholesky(64, SHAPE), epochs: [1, 3] },
  },
  {
    name: "ALS, 64, conjugate gradients",
    ours: fit("ALS", 8e5, { features: 64, solver: "cg" }),
    ...{ epoch: conjugateGradients(65, SHAPE, false), epochs: [1, 5] },
  },
  {
    name: "ALS, 64, Cholesky",
    ours: fit("ALS", 8e5, { features: 64, solver: "cholesky" }),
    ...{ epoch: cholesky(65, SHAPE), epochs: [1, 3] },
  },
  {
    name: "NonnegativeMF, 15",
    ours: fit("NonnegativeMF", 8e5, { features: 15 }),
    ...{ epoch: nonnegative(15, SHAPE), epochs: [1, 6], bits: 64 },
  },
  { name: "BPR, 64", ours: fit("BPR", 8e5, { features: 64 }), epoch: bpr(64, SHAPE), epochs: [1, 5] },
  {
    name: "LogisticMF, 64",
    ours: fit("LogisticMF", 8e5, { features: 64, negatives: 5 }),
    ...{ epoch: logistic(64, SHAPE, 5), epochs: [1, 3] },
  },
  {
    name: "EASE, 3,706 items",
    ours: () => fit("EASE", 8e5, {})(1),
    epoch: inverse(3706),
    epochs: [0, 1],
    bits: 64,
  },
  { name: "MatrixFactorization, 20", ours: table, epoch: sweeps(1000, 800, 20), epochs: [10, 40], bits: 64 },
  {
    name: "NMF, coordinate descent, 16",
    ours: digits({ solver: "cd", init: "nndsvd" }),
    epoch: sweeps(1797, 64, 16),
    epochs: [20, 120],
    bits: 64,
  },
  {
    name: "NMF, multiplication, 16",
    ours: digits({ solver: "mu", init: "nndsvda" }),
    epoch: sweeps(1797, 64, 16),
    epochs: [20, 120],
    bits: 64,
  },
  {
    name: "NMF, Kullback–Leibler, 16",
    ours: digits({ loss: "kullback-leibler", init: "nndsvda" }),
    epoch: divergence(1797, 64, 16),
    epochs: [20, 120],
    bits: 64,
  },
  { name: "TruncatedSVD, 50", ours: svd, epoch: sweeps(5000, 2000, 60), epochs: [1, 5], bits: 64 },
  {
    name: "BayesianMF, 10",
    ours: (epochs) => fit("BayesianMF", 1e5, { features: 10, burnIn: epochs - 1 })(epochs),
    ...{ epoch: draws(10, small), epochs: [10, 60], bits: 64 },
  },
  {
    name: "recommendAll, 64",
    ours: () => ({ ...ranking, task: "recommendAll", data: 8e5, count: 10 }),
    epoch: scores(64, SHAPE),
    epochs: [0, 1],
  },
  {
    name: "similarItems, 64, of 100,000",
    ours: () => ({
      ...{ ...ranking, task: "similarItems" },
      data: { users: 5000, items: 100_000, ratings: 5e5 },
    }),
    epoch: scores(64, { users: 1, items: 100_000 }),
    epochs: [0, 1],
  },
];
