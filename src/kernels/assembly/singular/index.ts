// The kernels of TruncatedSVD, in 64-bit floats. Each is called once for each task, with its number and that of the thread
// last.
export { gram, multiply, solveUpper } from "./subspace";
export { addPair, addTriple } from "../panels/product";
export { fillPanels, fillTransposed } from "../panels/fill";
