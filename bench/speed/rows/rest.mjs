// Draws, lists, reading, memory.
import { fit, million, ONE, python, SGD, surpriseOf, TWO } from "./terms.mjs";

/** @param {boolean} quick */
function bayesian(quick) {
  const epochs = quick ? 30 : 300;
  const kept = epochs / 2;
  return [
    {
      work: `BayesianMF, 10 features, 100,000 ratings of 943 × 1,682`,
      ...{ peer: "myFM", goal: 2, threads: { ours: TWO, theirs: ONE }, rounds: 3 },
      ours: fit("BayesianMF", 1e5, { features: 10, epochs, burnIn: epochs - kept, thinning: 1 }),
      theirs: python("myfm", { data: 1e5, features: 10, epochs, kept }),
      fixes: `${epochs} draws, ${kept} of them kept, 64-bit; myFM has one thread`,
    },
  ];
}

/** @param {boolean} quick */
function lists(quick) {
  const theirs = { factors: 64, regularization: 0.01, iterations: 2 };
  return [
    {
      work: "recommendAll: 10 items for each of 6,040 users of 3,706",
      ...{
        peer: "implicit recommend",
        goal: 1.5,
        threads: { ours: TWO, theirs: TWO },
        rounds: quick ? 1 : 3,
      },
      ours: {
        ...{ task: "recommendAll", data: 8e5, count: 10, warm: true },
        options: { features: 64, regularization: 0.01, epochs: 2, seed: 1 },
      },
      theirs: python("implicit_recommend", { data: 8e5, count: 10, options: theirs, warm: true }),
      fixes: "64 features, 32-bit, without what a user has rated; indices and scores",
    },
  ];
}

/** @param {boolean} quick */
function reading(quick) {
  const data = quick ? 1e6 : 8.8e6;
  const common = { threads: { ours: TWO, theirs: TWO }, rounds: quick ? 1 : 2 };
  const csv = { ...common, work: `reading a CSV file of ${million(data)}`, ours: { task: "readCsv", data } };
  return [
    {
      ...csv,
      ...{ peer: "pandas", goal: 2, theirs: python("pandas_csv", { data, csv: true }) },
      fixes: "pandas: three columns. Ours: also ids, checks, and the order by user and by item",
    },
    {
      ...csv,
      ...{ peer: "polars", goal: 0.6, theirs: python("polars_csv", { data, csv: true }) },
      fixes: "polars: three columns. Ours: also ids, checks, and the order by user and by item",
    },
    {
      ...csv,
      ...{ peer: "pandas and SciPy", goal: null, theirs: python("pandas_csr", { data, csv: true }) },
      fixes: "both: ids, and the ratings by user and by item",
    },
    {
      ...common,
      work: `Ratings.fromColumns, ${million(data)}`,
      ...{ peer: "Surprise's trainset", goal: null, most: data / 8.8e6, threads: { ours: TWO, theirs: ONE } },
      ours: { task: "fromColumns", data },
      theirs: python("surprise_trainset", { data }),
      fixes: "from columns in memory to what a fit takes",
    },
  ];
}

/** @param {boolean} quick */
function memory(quick) {
  const data = quick ? 1e6 : 1e7;
  const common = { rounds: 1, compare: "memory", goal: 1 };
  return [
    {
      ...common,
      work: `peak memory of a fit of ImplicitALS, 64 features, ${million(data)}`,
      ...{ peer: "implicit", threads: { ours: TWO, theirs: TWO } },
      ours: fit("ImplicitALS", data, { features: 64, epochs: 1 }),
      theirs: python("implicit", {
        data,
        model: "AlternatingLeastSquares",
        options: { factors: 64, iterations: 1 },
      }),
      fixes: "the whole process, with runtime, data and model",
    },
    {
      ...common,
      work: `peak memory of a fit of BiasedMF, 100 features, ${million(data)}`,
      ...{ peer: "Surprise SVD", threads: { ours: TWO, theirs: ONE } },
      ours: fit("BiasedMF", data, { ...SGD, epochs: 1 }),
      theirs: python("surprise", { data, ...surpriseOf("SVD", SGD, 1) }),
      fixes: "the whole process, with runtime, data and model",
    },
  ];
}

/** The rows of this file. @param {boolean} quick */
export const rows = (quick) => [bayesian, lists, reading, memory].flatMap((group) => group(quick));
