import { bytes } from "./bytes/reading";
import { KernelModule } from "./modules";

/** The kernels that read ratings. */
export const readingKernels: KernelModule = new KernelModule(bytes);
