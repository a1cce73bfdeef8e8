import { bytes } from "./bytes/nonnegative";
import { forKernels } from "./math";
import { KernelModule } from "./modules";

/** The kernels of NMF, in 64-bit floats. */
export const nonnegativeKernels: KernelModule = new KernelModule(bytes, forKernels);
