// Models of tables.
import { ONE, python, TWO } from "./terms.mjs";

/** @param {boolean} quick */
function tables(quick) {
  const shape = { rows: 1000, columns: 800, features: 20, iterations: quick ? 20 : 50 };
  const common = {
    work: `MatrixFactorization 1000 × 800, 20 features, ${shape.iterations} iterations`,
    ours: { task: "matrixFactorization", ...shape, warm: true },
    ...{ threads: { ours: TWO, theirs: TWO }, rounds: 3, goal: 0.6 },
  };
  const tiny = { rows: 6, columns: 3, features: 13, iterations: 700 };
  const svd = { rows: 5000, columns: 2000 };
  const digits = (solver, name, init) => ({
    work: `NMF on digits, 16 features, ${name}`,
    ...{ peer: "scikit-learn", goal: 1, threads: { ours: TWO, theirs: TWO }, rounds: 3 },
    ours: {
      ...{ task: "nmf", digits: true, warm: true },
      options: { features: 16, solver, init, iterations: 200, tolerance: 0, seed: 1 },
    },
    theirs: python("nmf", {
      ...{ digits: true, warm: true },
      options: { n_components: 16, solver, init, max_iter: 200, tol: 0 },
    }),
    fixes: "200 iterations, no earlier end, 64-bit, the same kind of start",
  });
  return [
    ...["float64", "float32"].map((dtype) => ({
      ...common,
      peer: `NumPy, Gram form, ${dtype === "float64" ? "64" : "32"}-bit`,
      theirs: python("gram_form", { ...shape, dtype, warm: true }),
      fixes: "the same sweeps and the loss of each iteration, of a table in memory; ours is 64-bit; warm",
    })),
    {
      work: "MatrixFactorization 6 × 3, 13 features, 700 iterations, warm",
      ...{ peer: "the original's Python", goal: 500, threads: { ours: ONE, theirs: ONE }, rounds: 3 },
      ours: { task: "matrixFactorization", ...tiny, warm: true },
      theirs: python("original", tiny),
      fixes: "the same steps; ours also keeps the loss of each iteration",
    },
    digits("cd", "coordinate descent", "nndsvd"),
    digits("mu", "multiplication", "nndsvda"),
    {
      work: "TruncatedSVD 5000 × 2000, 50 features",
      ...{ peer: "scikit-learn", goal: 0.5, threads: { ours: TWO, theirs: TWO }, rounds: quick ? 1 : 3 },
      ours: { task: "truncatedSvd", ...svd, options: { features: 50, powerIterations: 7, seed: 1 } },
      theirs: python("truncated_svd", { ...svd, options: { n_components: 50, n_iter: 7 } }),
      fixes: "10 more columns, 7 power iterations, 64-bit",
    },
  ];
}

/** The rows of this file. @param {boolean} quick */
export const rows = (quick) => [tables].flatMap((group) => group(quick));
