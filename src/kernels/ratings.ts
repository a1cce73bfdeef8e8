import { bytes } from "./bytes/ratings";
import { forKernels } from "./math";
import { KernelModule } from "./modules";

/** The kernels of models of ratings, in 32-bit floats. */
export const ratingKernels: KernelModule = new KernelModule(bytes, forKernels);
