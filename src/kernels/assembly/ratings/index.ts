// The kernels of models of ratings. Each is called once for each task, with its number and that of the thread last.
export { alikeness } from "./alike";
export { permutation } from "./random";
export { biasedSgd } from "./biased-sgd";
export { drawnScores, linearScores, weightedScores } from "./scores";
export { roundedScores, topOfRounded } from "./rounded";
export { topOfScores } from "./top";
