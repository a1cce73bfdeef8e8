// The kernels of models of ratings. Each is called once for each task, with its number and that of the thread last.
export { biasedSgd } from "./biased-sgd";
export { implicitParts, svdPlusPlus } from "./svd-plus-plus";
