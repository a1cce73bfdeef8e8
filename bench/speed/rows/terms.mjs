// What rows are written with.

export const TWO = 2;
export const ONE = 1;

/** A Python peer's task in theirs.py. */
export const python = (task, given) => ({ side: "python", task, ...given });

/** An npm peer's task in npm-peers.mjs. */
export const npm = (task, given) => ({ side: "npm", task, ...given });

export const million = (ratings) => `${ratings / 1e6} million ratings`;

/** A fit of ours. */
export const fit = (model, data, options) => ({ task: "fit", model, data, options: { seed: 1, ...options } });

/** Stochastic descent: the same features, epochs, rate and λ. */
export const SGD = { features: 100, learningRate: 0.005, regularization: 0.02 };

/** The same settings in Surprise's names. */
export const surpriseOf = (model, options, epochs) => ({
  model,
  options: {
    ...{ n_factors: options.features, n_epochs: epochs },
    ...{ lr_all: options.learningRate, reg_all: options.regularization },
  },
});
