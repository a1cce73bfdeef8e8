/** What factors start with: random numbers, which a kernel draws for all users or items at once. */
import { float64 } from "../../kernels/heap";
import { despiteLostThreads, wholeEpoch } from "../../kernels/in-slices";
import { ratingKernels } from "../../kernels/ratings";
import type { RunOptions } from "../../kernels/run";
import { Workspace } from "../../kernels/workspace";
import { normal } from "../../matrix/random";
import type { Random } from "../../matrix/random";

/** A distribution that a kernel draws from, with what it takes of it. */
export interface Distribution {
  readonly kernel: "drawNormal" | "drawEven";
  readonly numbers: readonly number[];
}

/** What draws numbers one by one, and says from what, so that many can be drawn at once. */
interface Draw extends Random {
  readonly distribution: Distribution;
}

/** What these numbers are drawn from, where that is known. */
export function distributionOf(draw: Random): Distribution | undefined {
  return (draw as Partial<Draw>).distribution;
}

/** A block of numbers is a task, and has a generator of its own: a multiple of eight. */
const BLOCK = 2 ** 14;
/** So many blocks are drawn at a time, which take 8 MiB. */
const BLOCKS_AT_ONCE = 64;
/** About how many operations a number takes. */
const OPERATIONS = 16;

/** Draws from N(0, deviation²). */
export function normalOf(deviation: number, random: Random): Draw {
  const draw = normal(random);
  const distribution = { kernel: "drawNormal", numbers: [deviation] } as const;
  return Object.assign(() => deviation * draw(), { distribution });
}

/** Draws evenly from the numbers between `low` and `low + width`. */
export function evenOf(low: number, width: number, random: Random): Draw {
  const distribution = { kernel: "drawEven", numbers: [low, width] } as const;
  return Object.assign(() => low + width * random(), { distribution });
}

/** Fills `values` with numbers of a distribution; they depend on the next number of `random`, and on no thread. */
export function drawInto(
  values: Float64Array,
  { kernel, numbers }: Distribution,
  random: Random,
  options: RunOptions,
): void {
  const seed = Math.floor(random() * 2 ** 32);
  const blocks = Math.ceil(values.length / BLOCK);
  const room = Math.min(blocks, BLOCKS_AT_ONCE);
  const workspace = new Workspace(ratingKernels, () => ({ drawn: float64(room * BLOCK) }));
  for (let first = 0; first < blocks; first += room) {
    const tasks = Math.min(room, blocks - first);
    const work = { kernel, tasks, operations: OPERATIONS * tasks * BLOCK };
    const left = values.subarray(first * BLOCK, (first + tasks) * BLOCK);
    despiteLostThreads(() =>
      wholeEpoch(workspace, options, ({ views, at }, run) => {
        run({ ...work, numbers: [at.drawn, BLOCK, first, ...numbers, seed] });
        left.set(views.drawn.subarray(0, left.length));
      }),
    );
  }
}
