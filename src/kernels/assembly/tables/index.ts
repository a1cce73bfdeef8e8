// The kernels of models of tables, in 64-bit floats. Each is called once for each task, with its number and that of the
// thread last.
export { dot } from "./vector";
