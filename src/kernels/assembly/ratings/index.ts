// The kernels of models of ratings. Each is called once for each task, with its number and that of the thread last.
export { permutation } from "./random";
export { biasedSgd } from "./biased-sgd";
export { gramStrip, implicitCholesky } from "./implicit-cholesky";
export { implicitGradients } from "./implicit-cg";
export { biasedCholesky } from "./biased-cholesky";
export { biasedGradients } from "./biased-cg";
export { biasedLoss, implicitLoss } from "./entries-loss";
export { gibbsRows } from "./gibbs";
