// Least squares, and models of what was liked.
import { fit, million, python, TWO } from "./terms.mjs";

/** @param {boolean} quick */
function implicitALS(quick) {
  const data = 8e5;
  return ["cg", "cholesky"].map((solver) => {
    const epochs = quick ? 2 : 5;
    const options = { features: 64, regularization: 0.01, epochs };
    const theirs = {
      ...{ factors: 64, regularization: 0.01, iterations: epochs },
      ...{ alpha: 1, use_cg: solver === "cg" },
    };
    return {
      work: `ImplicitALS, 64 features, ${solver === "cg" ? "conjugate gradients" : "Cholesky"}, ${million(data)}`,
      ...{ peer: "implicit", goal: solver === "cg" ? 2 : 3, threads: { ours: TWO, theirs: TWO } },
      ours: fit("ImplicitALS", data, { ...options, solver }),
      theirs: python("implicit", { data, model: "AlternatingLeastSquares", options: theirs }),
      rounds: 3,
      fixes: `${epochs} epochs, λ, α; 3 steps where conjugate. Ours also has the loss of each epoch`,
    };
  });
}

/** @param {boolean} quick */
function als(quick) {
  const data = 8e5;
  const epochs = quick ? 3 : 10;
  const theirs = {
    ...{ k: 64, lambda_: 12, niter: epochs, use_cg: true, max_cg_steps: 3, finalize_chol: false },
    ...{ user_bias: true, item_bias: true, center: true, use_float: true },
    ...{ precompute_for_predictions: false },
  };
  return [
    {
      work: `ALS, 64 features, conjugate gradients, ${million(data)}`,
      ...{ peer: "cmfrec", goal: 1.2, threads: { ours: TWO, theirs: TWO } },
      ours: fit("ALS", data, { features: 64, solver: "cg", steps: 3, regularization: 12, epochs }),
      theirs: python("cmfrec", { data, options: theirs }),
      rounds: 3,
      fixes: `${epochs} epochs, λ, biases, 3 steps, none to end with. Ours also has the loss of each epoch`,
    },
  ];
}

/** @param {boolean} quick */
function sampled(quick) {
  const data = 8e5;
  const epochs = quick ? 3 : 10;
  const common = {
    threads: { ours: TWO, theirs: TWO },
    ...{ peer: "implicit", goal: 1.2, rounds: 3 },
  };
  const bpr = { factors: 64, learning_rate: 0.01, regularization: 0.01, iterations: epochs };
  const logistic = {
    factors: 64,
    learning_rate: 0.05,
    regularization: 0.02,
    iterations: epochs,
    neg_prop: 5,
  };
  return [
    {
      ...common,
      work: `BPR, 64 features, ${million(data)}`,
      ours: fit("BPR", data, { features: 64, learningRate: 0.01, regularization: 0.01, epochs }),
      theirs: python("implicit", { data, model: "BayesianPersonalizedRanking", options: bpr }),
      fixes: `${epochs} epochs of a step a rating; both check that what they draw is not liked`,
    },
    {
      ...common,
      work: `LogisticMF, 64 features, ${million(data)}`,
      ours: fit("LogisticMF", data, {
        ...{ features: 64, learningRate: 0.05, regularization: 0.02, negatives: 5, epochs },
      }),
      theirs: python("implicit", { data, model: "LogisticMatrixFactorization", options: logistic }),
      fixes: `${epochs} epochs, 5 others drawn for each rating. implicit: in two halves, by AdaGrad`,
    },
  ];
}

/** @param {boolean} quick */
function ease(quick) {
  // A fifth of the users has as large an inverse; what is quick is the number of items.
  const data = quick ? { users: 2000, items: 1500, ratings: 2e5 } : 8e5;
  return [
    {
      work: `EASE, ${quick ? "1,500" : "3,706"} items`,
      ...{ peer: "NumPy inverse", goal: 0.3, threads: { ours: TWO, theirs: TWO }, rounds: quick ? 1 : 2 },
      ours: fit("EASE", data, { regularization: 300 }),
      theirs: python("ease", { data, options: { regularization: 300 } }),
      fixes: "the whole fit: products of items, inverse, weights; both 64-bit",
    },
  ];
}

/** The rows of this file. @param {boolean} quick */
export const rows = (quick) => [implicitALS, als, sampled, ease].flatMap((group) => group(quick));
