/** Everything that comes from a seed, on small data, as hashes: each engine has to find the same ones. */
import * as library from "factorlab";
import type { Matrix, Ratings, Recommender, TableModel } from "factorlab";

const SEEDS = [1, 300];

/** 32 bits of a text, by FNV-1a over its UTF-16 units, twice with other beginnings. */
function hashOf(text: string): string {
  return [0x811c9dc5, 0x01234567]
    .map((start) => {
      let hash = start;
      for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, "0");
    })
    .join("");
}

/** Ratings of 40 users for 25 items, of which each user leaves some out. */
function someRatings(): Ratings {
  const rated = Array.from({ length: 40 }, (_, u) =>
    Array.from({ length: 25 }, (_, i) => [u, i] as const).filter(([, i]) => (u * 7 + i * 5) % 11 > 4),
  ).flat();
  return library.Ratings.from(
    rated.map(([u, i]) => [`u${u}`, i, 1 + ((u * i + 3 * u + i) % 9) / 2, 1000 * u + i] as const),
    { scale: [1, 5] },
  );
}

/** A table of numbers ≥ 0, 12 × 9; some cells unknown. */
function someCells(unknown: boolean): (number | null)[][] {
  return Array.from({ length: 12 }, (_, i) =>
    Array.from({ length: 9 }, (_, j) =>
      unknown && (i * 4 + j) % 7 === 0 ? null : ((i * 5 + j * 3) % 13) / 7,
    ),
  );
}

type Row = readonly [name: string, value: () => unknown];

function recommenders(seed: number, stars: Ratings, likes: Ratings): [string, () => Recommender][] {
  const few = { features: 5, epochs: 4, seed };
  return [
    ["ALS", () => new library.ALS(few).fit(stars)],
    ["ALS by conjugate gradients", () => new library.ALS({ ...few, solver: "cg" }).fit(stars)],
    ["BayesianMF", () => new library.BayesianMF({ features: 4, epochs: 8, burnIn: 3, seed }).fit(stars)],
    ["BiasedMF", () => new library.BiasedMF(few).fit(stars)],
    [
      "BiasedMF on a cosine",
      () => new library.BiasedMF(few).fit(stars, { schedule: library.schedules.cosine(0.1) }),
    ],
    ["BiasOnly", () => new library.BiasOnly({ seed }).fit(stars)],
    ["BPR", () => new library.BPR(few).fit(likes)],
    ["EASE", () => new library.EASE({ seed }).fit(likes)],
    ["GlobalMean", () => new library.GlobalMean({ seed }).fit(stars)],
    [
      "HybridMF with features",
      () =>
        new library.HybridMF(few).fit(likes, {
          itemFeatures: { 1: ["short"], 2: { short: 1, new: 0.3 }, unheard: ["new"] },
        }),
    ],
    ["HybridMF of ratings", () => new library.HybridMF({ ...few, loss: "squared" }).fit(stars)],
    ["ImplicitALS", () => new library.ImplicitALS(few).fit(likes)],
    [
      "LogisticMF",
      () => new library.LogisticMF(few).fit(likes, { schedule: library.schedules.exponential(0.9) }),
    ],
    ["MostPopular", () => new library.MostPopular({ seed }).fit(likes)],
    ["NonnegativeMF", () => new library.NonnegativeMF(few).fit(stars)],
    ["SVDPlusPlus", () => new library.SVDPlusPlus(few).fit(stars)],
  ];
}

function tables(seed: number): [string, () => TableModel][] {
  const [whole, blanks] = [someCells(false), someCells(true)];
  const { MatrixFactorization, NMF, TruncatedSVD } = library;
  const factorization = (options: object) => () =>
    new MatrixFactorization(blanks, 3, { seed }).trainModel({
      iterations: 30,
      learningRate: 0.01,
      ...options,
    });
  return [
    ["MatrixFactorization", factorization({})],
    ["MatrixFactorization in batches", factorization({ method: "batch", regularization: 0.05 })],
    ["MatrixFactorization by single cells", factorization({ method: "stochastic" })],
    ["NMF", () => new NMF({ features: 3, seed, init: "random" }).fit(whole)],
    ["NMF by nndsvd", () => new NMF({ features: 3, seed, init: "nndsvda" }).fit(whole)],
    ["NMF by Kullback–Leibler", () => new NMF({ features: 3, seed, loss: "kullback-leibler" }).fit(blanks)],
    ["TruncatedSVD", () => new TruncatedSVD({ features: 3, seed }).fit(whole as number[][])],
  ];
}

/** What is asked of a model: everything that it writes down, and what it says of a user, old and new. */
function answersOf(model: Recommender): unknown {
  const given = [[3, 4] as const, [7, 2] as const, [11, 5] as const];
  const counted = model.predictsRatings ? given : given.map(([item]) => [item, 1] as const);
  const user = model.transform(counted);
  return [
    model,
    model.recommend("u1", { count: 5, reasons: true }),
    model.explain("u2", 4),
    [...model.scores(user)],
    library.evaluate(
      model,
      model.ratings.select((k) => k % 3 === 0),
      { k: 5 },
    ),
  ];
}

function draws(seed: number, stars: Ratings): Row[] {
  const { kFolds, leaveOneOut, randomSplit, randomTrials, sample, threeWaySplit, userSplit } = library;
  const partsOf = (split: { train: Ratings; test: Ratings }): unknown => [[...split.train], [...split.test]];
  return [
    ["randomSplit", () => partsOf(randomSplit(stars, { seed }))],
    ["userSplit", () => partsOf(userSplit(stars, { seed }))],
    ["leaveOneOut", () => partsOf(leaveOneOut(stars, { seed }))],
    ["threeWaySplit", () => Object.values(threeWaySplit(stars, { seed })).map((part) => [...part])],
    ["kFolds", () => Array.from(kFolds(stars, { seed, folds: 3 }), partsOf)],
    [
      "options that a search draws",
      () => {
        const space = { learningRate: sample.logUniform(1e-4, 0.1), regularization: sample.uniform(0, 1) };
        const make = (options: object): Recommender =>
          new library.BiasedMF({ ...options, epochs: 1, features: 1, seed });
        const events = randomTrials(make, space, stars, { seed, trials: 4, validation: 0.3 });
        return Array.from(events, ({ trial }) => trial);
      },
    ],
  ];
}

const numbersOf = ({ values }: Matrix): number[] => [...values];

/** A model as a file's bytes, and what is read from them. */
async function fileOf(model: Recommender): Promise<unknown> {
  const bytes = await model.toSafetensors();
  return [[...bytes], await library.SVDPlusPlus.fromSafetensors(bytes)];
}

/** A hash for each row: what was made, and the seed. */
export async function engineTable(): Promise<Record<string, string>> {
  const stars = someRatings();
  const likes = stars.atLeast(3);
  const rows = SEEDS.flatMap((seed): Row[] => {
    const models = recommenders(seed, stars, likes).map(([name, make]): Row => [
      name,
      () => answersOf(make()),
    ]);
    const factorizations = tables(seed).map(([name, make]): Row => [
      name,
      () => {
        const model = make();
        return [model, numbersOf(model.reconstruct()), model.recommend(1), model.explain(2, 3)];
      },
    ]);
    const small = { features: 2, epochs: 1, seed };
    const file: Row = ["a file", () => fileOf(new library.SVDPlusPlus(small).fit(stars))];
    return [...models, ...factorizations, ...draws(seed, stars), file].map(([name, value]) => [
      `${name}, ${seed}`,
      value,
    ]);
  });
  const table: Record<string, string> = {};
  for (const [name, value] of rows) table[name] = hashOf(JSON.stringify(await value()));
  return table;
}
