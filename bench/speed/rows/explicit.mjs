// Models of ratings.
import { fit, million, ONE, python, SGD, surpriseOf, TWO } from "./terms.mjs";

/** @param {boolean} quick */
function biasedMF(quick) {
  const sizes = quick ? [1e5, 1e6] : [1e5, 1e6, 1e7];
  const goals = { 1e5: 4, 1e6: 6, 1e7: 8 };
  return sizes.flatMap((data) => {
    const epochs = data > 1e6 || (quick && data > 1e5) ? 5 : 20;
    const common = {
      work: `BiasedMF, 100 features, ${million(data)}`,
      ours: fit("BiasedMF", data, { ...SGD, epochs }),
      rounds: data > 1e6 ? 1 : 3,
    };
    const same = `${epochs} epochs, rate and λ; both with biases`;
    const libmf = {
      ...{ k: SGD.features, nr_iters: epochs, eta: SGD.learningRate },
      ...{ lambda_p2: SGD.regularization, lambda_q2: SGD.regularization, lambda_p1: 0, lambda_q1: 0 },
    };
    return [
      {
        ...common,
        ...{ peer: "Surprise SVD", goal: goals[data], threads: { ours: TWO, theirs: ONE } },
        theirs: python("surprise", { data, ...surpriseOf("SVD", SGD, epochs) }),
        fixes: `${same}. Surprise: 64-bit, one thread, as it has no more, in the order of the data`,
      },
      {
        ...common,
        ...{ peer: "LIBMF", goal: 1, threads: { ours: TWO, theirs: TWO } },
        theirs: python("libmf", { data, options: libmf }),
        fixes: `features, epochs and λ; both 32-bit. LIBMF: no biases, its own adaptive rate, as pip builds it`,
      },
    ];
  });
}

/** @param {boolean} quick */
function svdPlusPlus(quick) {
  const data = quick ? 1e5 : 8e5;
  const epochs = quick ? 3 : 2;
  const options = { features: 20, learningRate: 0.007, regularization: 0.02 };
  return [
    {
      work: `SVDPlusPlus, 20 features, ${million(data)}`,
      ...{ peer: "Surprise SVDpp", goal: 5, threads: { ours: TWO, theirs: ONE } },
      ours: fit("SVDPlusPlus", data, { ...options, epochs }),
      theirs: python("surprise", { data, ...surpriseOf("SVDpp", options, epochs) }),
      rounds: quick ? 3 : 1,
      fixes: `${epochs} epochs, rate and λ. Surprise: 64-bit, with its cache of ratings`,
    },
  ];
}

/** The rows of this file. @param {boolean} quick */
export const rows = (quick) => [biasedMF, svdPlusPlus].flatMap((group) => group(quick));
