import { wrongArgument } from "../../errors";
import { LARGEST_HEAP } from "../../kernels/heap";
import { gigabytes } from "../../matrix/memory";
import type { MemoryDemand } from "./parameters";

/** @throws ValueError where the memory that kernels work on would be larger than their addresses reach. */
export function checkHeap({ heap = 0, argument, actual, is, advice }: MemoryDemand): void {
  if (heap <= LARGEST_HEAP) return;
  const reach = `what fits into the ${gigabytes(LARGEST_HEAP)} that a training on one machine reaches`;
  const help = advice ?? "Spark's ALS trains on more of them, on many machines";
  throw wrongArgument(argument, actual, `${reach}: ${help}`, `${is}, which takes ${gigabytes(heap)}`);
}
