// Our side of a row, in a process of its own: `node ours.mjs JSON` prints its seconds and memory as JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/paths.mjs";
import { csvFolder, ratingsFolder, readColumns } from "./data.mjs";
import { table } from "./made-up.mjs";
import { runTask } from "./measure.mjs";

const factorlab = createRequire(import.meta.url)(root);
const { MatrixFactorization, NMF, Ratings, TruncatedSVD, readRatings } = factorlab;

const columnsOf = (data) => {
  const { userColumn: users, itemColumn: items, values: ratings } = readColumns(ratingsFolder(data));
  return { users, items, ratings };
};
const ratingsOf = (data) => Ratings.fromColumns(columnsOf(data));

/** A model of ratings with its options, and how many threads it may take. */
const fitted = (model, options, ratings, threads) => new factorlab[model](options).fit(ratings, { threads });

/** The digits, as scikit-learn's side has written them. */
const digits = ({ file }) => JSON.parse(readFileSync(file, "utf8"));

await runTask({
  fit({ model, options, data, threads }) {
    const ratings = ratingsOf(data);
    return () => fitted(model, options, ratings, threads);
  },

  recommendAll({ options, data, threads, count }) {
    const model = fitted("ImplicitALS", options, ratingsOf(data), threads);
    return () => model.recommendAll({ count });
  },

  evaluate({ options, data, threads }) {
    const { train, test } = factorlab.randomSplit(ratingsOf(data), { test: 0.1, seed: 1 });
    const model = fitted("ImplicitALS", options, train, threads);
    return () => factorlab.evaluate(model, test, { k: 10 });
  },

  similarItems({ options, data, threads }) {
    const model = fitted("ImplicitALS", options, ratingsOf(data), threads);
    return () => model.similarItems(0, { count: 10 });
  },

  explain({ rows, columns, options }) {
    const model = new NMF(options).fit(table(rows, columns));
    return () => model.explain(0, 0);
  },

  matrixFactorization({ rows, columns, features, iterations }) {
    const data = factorlab.Matrix.from(table(rows, columns));
    const { L, U } = new MatrixFactorization(data, features, { seed: 1 });
    const training = { learningRate: 0.05, iterations };
    return () => new MatrixFactorization(data, features, { init: { L, U } }).trainModel(training);
  },

  nmf({ options, ...given }) {
    const data = factorlab.Matrix.from(digits(given));
    return () => new NMF(options).fit(data);
  },

  truncatedSvd({ rows, columns, options }) {
    const data = factorlab.Matrix.from(table(rows, columns));
    return () => new TruncatedSVD(options).fit(data);
  },

  readCsv({ data }) {
    const file = join(csvFolder(data), "ratings.csv");
    return () => readRatings(file);
  },

  fromColumns({ data }) {
    const columns = columnsOf(data);
    return () => Ratings.fromColumns(columns);
  },

  /** A table as the npm package wants it, all of whose cells are known. */
  smallTable({ rows, columns, features, epochs }) {
    const cells = table(rows, columns);
    return () => new factorlab.BiasedMF({ features, epochs, seed: 1 }).fit(Ratings.fromMatrix(cells));
  },
});
