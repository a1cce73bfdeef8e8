import { bytes } from "./bytes/singular";
import { KernelModule } from "./modules";

/** The kernels of TruncatedSVD, in 64-bit floats. */
export const singularKernels: KernelModule = new KernelModule(bytes);
