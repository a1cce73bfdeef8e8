// The kernels of models of ratings. Each is called once for each task, with its number and that of the thread last.
export { biasedSgd } from "./biased-sgd";
export { bpr } from "./bpr";
export { logisticMF } from "./logistic-mf";
export { nonnegativeLines } from "./nonnegative";
export { permutation } from "./random";
export { cutRatings, groupItems } from "./sampling";
export { implicitParts, svdPlusPlus } from "./svd-plus-plus";
