// The kernels of MatrixFactorization, in 64-bit floats. Each is called once for each task, with its number and that of the
// thread last.
export { gradientDescent } from "./gradient";
export { squaredError } from "../panels/squared-error";
export { addPair, addTriple } from "../panels/product";
export { fillPanels, fillTransposed } from "../panels/fill";
export { placeFactors } from "../panels/factors";
