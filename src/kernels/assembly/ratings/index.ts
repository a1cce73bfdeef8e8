// The kernels of models of ratings. Each is called once for each task, with its number and that of the thread last.
export { biasedSgd } from "./biased-sgd";
export { gramStrip, implicitCholesky } from "./implicit-cholesky";
export { implicitGradients } from "./implicit-cg";
export { biasedCholesky } from "./biased-cholesky";
export { biasedGradients } from "./biased-cg";
export { biasedLoss, implicitLoss } from "./entries-loss";
export { gibbsRows } from "./gibbs";
export { bpr } from "./bpr";
export { logisticMF } from "./logistic-mf";
export { nonnegativeLines } from "./nonnegative";
export { cutRatings, groupItems } from "./sampling";
export { implicitParts, svdPlusPlus } from "./svd-plus-plus";
export { countTogether, mirrorNegative, sweepPanels, sweepPivot, sweepRows } from "./inverse";
export { alikeness } from "./alike";
export { drawnScores, linearScores, weightedScores } from "./scores";
export { topOfScores } from "./top";
