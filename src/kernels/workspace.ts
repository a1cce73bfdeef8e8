import { checkHeap } from "./heap";
import type { Layout } from "./heap";
import type { KernelModule } from "./modules";
import { UncheckedWorkspace } from "./unchecked-workspace";
import type { Fill } from "./unchecked-workspace";

/** A workspace whose arrays may be larger than 32-bit addresses reach. */
export class Workspace<L extends Layout> extends UncheckedWorkspace<L> {
  /**
   * @param argument what the arrays' size comes from, for the error about too much.
   * @throws ValueError if that is more than 32-bit addresses reach.
   */
  constructor(
    module: KernelModule,
    layout: (threads: number) => L,
    fill?: Fill<L>,
    argument: string = "ratings",
  ) {
    checkHeap(layout(1), argument);
    super(module, layout, fill);
  }
}
