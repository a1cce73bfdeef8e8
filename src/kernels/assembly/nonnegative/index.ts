// The kernels of NMF, in 64-bit floats. Each is called once for each task, with its number and that of the thread last.
export { nonnegativeSweep } from "./sweep";
export { divergence, divergenceSweep } from "./divergence";
export { divergenceSlopes } from "./slopes";
export { squaredError } from "../panels/squared-error";
export { addPair, addTriple } from "../panels/product";
export { fillPanels, fillTransposed } from "../panels/fill";
export { placeFactors } from "../panels/factors";
