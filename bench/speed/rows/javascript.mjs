// Other packages of JavaScript.
import { npm, ONE, TWO } from "./terms.mjs";

/** @param {boolean} quick */
function javascript(quick) {
  const shape = { rows: 1000, columns: 800, features: 20, iterations: quick ? 5 : 20 };
  const small = { rows: 300, columns: 200, features: 20, epochs: quick ? 5 : 20 };
  const svd = { rows: 600, columns: 300 };
  const common = { goal: 10, rounds: quick ? 1 : 3 };
  const factorization = {
    ...common,
    work: `MatrixFactorization 1000 × 800, 20 features, ${shape.iterations} iterations`,
    ours: { task: "matrixFactorization", ...shape, warm: true },
  };
  return [
    {
      ...factorization,
      ...{ peer: "TensorFlow.js, WebAssembly", threads: { ours: TWO, theirs: TWO } },
      theirs: npm("tensorflow", { ...shape, warm: true }),
      fixes: "the same sweeps of a table in memory; TensorFlow.js 32-bit, ours 64-bit with losses; warm",
    },
    {
      ...factorization,
      ...{ peer: "ml-matrix", threads: { ours: TWO, theirs: ONE } },
      theirs: npm("mlMatrix", { ...shape, warm: true }),
      fixes: "the same sweeps of a table in memory, 64-bit; ours with losses; warm",
    },
    {
      ...common,
      work: `TruncatedSVD ${svd.rows} × ${svd.columns}, 20 features`,
      ...{ peer: "ml-matrix SVD", threads: { ours: TWO, theirs: ONE } },
      ours: { task: "truncatedSvd", ...svd, options: { features: 20, seed: 1 }, warm: true },
      theirs: npm("mlMatrixSvd", { ...svd, warm: true }),
      fixes: "ml-matrix has no truncated form and finds all",
    },
    {
      ...common,
      work: `BiasedMF, 20 features, a table of 300 × 200, ${small.epochs} epochs`,
      ...{ peer: "npm matrix-factorization", threads: { ours: TWO, theirs: ONE } },
      ours: { task: "smallTable", ...small },
      theirs: npm("matrixFactorization", small),
      fixes: "60,000 known cells, features and epochs; the package has no biases",
    },
  ];
}

/** The rows of this file. @param {boolean} quick */
export const rows = (quick) => javascript(quick);
