/** The most rounds whose tasks are counted one by one. */
export const MOST_ROUNDS = 8;

/** The tasks of a kernel. */
export interface Tasks {
  /** The kernel's name in its module. */
  readonly kernel: string;
  /** What it is called with, before the numbers of the task and of the thread. */
  readonly numbers: readonly number[];
  /** How many tasks there are. Fixed by the data, never by the threads, so that results do not depend on these. */
  readonly tasks: number;
  /** Tasks of a round begin when all of the round before have ended. @default all are one round */
  readonly perRound?: number;
  /** The same, of rounds that differ: how many tasks each has, at most {@link MOST_ROUNDS} of them. */
  readonly rounds?: readonly number[];
  /** About how many multiplications all of them take; where they are few, waking a thread costs more than it saves. */
  readonly operations: number;
}

/** How to run tasks. */
export interface RunOptions {
  /** How many threads may work, including the caller's. */
  readonly threads: number;
  /** Called between tasks: throws where they are to stop. */
  readonly check: () => void;
  /** Asked between tasks: whether the others are to wait for a while, so that something else runs. @default never */
  readonly isOver?: () => boolean;
  /** What this thread does first, once others are at work: it is not called where there are none. */
  readonly meanwhile?: () => void;
}

/** How many tasks stand before the end of each round that is counted. */
export function roundEnds({ rounds = [] }: Tasks): number[] {
  let end = 0;
  return rounds.map((count) => (end += count));
}
