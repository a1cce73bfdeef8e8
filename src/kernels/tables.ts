import { bytes } from "./bytes/tables";
import { KernelModule } from "./modules";

/** The kernels of MatrixFactorization, in 64-bit floats. */
export const tableKernels: KernelModule = new KernelModule(bytes);
