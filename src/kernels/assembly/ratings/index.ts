// The kernels of models of ratings. Each is called once for each task, with its number and that of the thread last.
export { permutation } from "./random";
export { biasedSgd } from "./biased-sgd";
