import type { Message } from "../message";
import { platform } from "../platform/platform";
import { cleanUpTime } from "./stop-reasons";

export type StreamName = "stdout" | "stderr";

/** One execution of a cell; all its output, also later, belongs to its request. */
export class Cell {
  /** Whether the cell was interrupted; the code that is left of it ends at its next check. */
  interrupted = false;
  /** Whether the kernel has gone on to the next cell. */
  hasEnded = false;
  /** Whether the cell ended before it was interrupted, if it was. */
  endedByItself = false;
  /** What the cell's `finally` blocks run in once the cell is interrupted. */
  readonly cleanUp: CleanUp = new CleanUp(this);
  private readonly interruptCallbacks = new Set<() => void>();

  /**
   * @param request The message that asked for the execution.
   * @param count The number in the cell's brackets.
   * @param silent Whether nothing is shown.
   */
  constructor(
    readonly request: Message,
    readonly count: number,
    readonly silent: boolean,
  ) {}

  /** Marks the cell as interrupted, and ends what it has left running. */
  interrupt(): void {
    if (!this.interrupted) {
      this.interrupted = true;
      this.endedByItself = this.hasEnded;
      this.cleanUp.begin();
      clearedId = noId;
      interruptListener(this);
    }
    const ends = [...this.interruptCallbacks];
    this.interruptCallbacks.clear();
    for (const end of ends) {
      try {
        end();
      } catch {
        // What cannot be ended must not keep the rest from ending.
      }
    }
  }

  /** Registers a function to call when the cell is interrupted; returns one that unregisters it. */
  onInterrupt(end: () => void): () => void {
    this.interruptCallbacks.add(end);
    return () => this.interruptCallbacks.delete(end);
  }
}

/** The `finally` blocks and disposers of an interrupted cell, the only code of it that still runs, for a time. */
export class CleanUp {
  /** How many blocks are being run. */
  active = 0;
  private deadline = Infinity;

  constructor(readonly cell: Cell) {}

  begin(): void {
    this.deadline = platform.clock.now() + cleanUpTime;
  }

  get isOver(): boolean {
    return platform.clock.now() > this.deadline;
  }
}

let latest: Cell | undefined;
let interruptListener: (cell: Cell) => void = () => undefined;

const noId = -1;
/** The number of the code that was found to belong to no interrupted cell. */
let clearedId = noId;

/** Sets the function to call with every cell that is interrupted. */
export function onCellInterrupt(listener: (cell: Cell) => void): void {
  interruptListener = listener;
}

/** Runs a cell's code; timers and promises created in it belong to the cell even after it has ended. */
export function runInCell<T>(cell: Cell, run: () => T): T {
  latest = cell;
  clearedId = noId;
  let hasBegun = false;
  const begin = (): T => {
    hasBegun = true;
    return run();
  };
  try {
    return platform.contexts.run(cell, begin);
  } catch (error) {
    if (hasBegun) throw error;
    return run(); // A cell has broken what the platform needs to keep track.
  } finally {
    clearedId = noId;
  }
}

/** The cell that the running code belongs to; the latest cell where the platform cannot tell. */
export function currentCell(): Cell | undefined {
  return owningCell() ?? latest;
}

/** The cell that the running code belongs to; undefined where the platform cannot tell. */
export function owningCell(): Cell | undefined {
  const context = currentContext();
  return context instanceof CleanUp ? context.cell : context;
}

/** The cell or the cleaning up that the running code belongs to; undefined where the platform cannot tell. */
export function currentContext(): Cell | CleanUp | undefined {
  try {
    return platform.contexts.current() as Cell | CleanUp | undefined;
  } catch {
    return undefined; // A cell has broken what the platform needs to keep track.
  }
}

/**
 * Runs code in the context in which the session began to wait for something, where the platform does not follow an
 * `await` by itself.
 */
export function runInContext<T>(context: Cell | CleanUp | undefined, run: () => T): T {
  const { contexts } = platform;
  return context === undefined || contexts.followsAwait ? run() : contexts.run(context, run);
}

/** Makes what follows part of another context: the rest of the running code, and what it begins. */
export function enterContext(context: Cell | CleanUp): void {
  clearedId = noId;
  try {
    platform.contexts.enter(context);
  } catch {
    // See above: what follows stays part of the context that it was.
  }
}

/** Whether the running code cleans up after its cell was interrupted, and may go on. */
export function isCleaningUp(): boolean {
  const context = currentContext();
  return context instanceof CleanUp && context.cell.interrupted && !context.isOver;
}

/** Whether the running code belongs to an interrupted cell, and so must end. */
export function isLeftOver(): boolean {
  const number = platform.contexts.codeNumber() ?? noId;
  if (number !== noId && number === clearedId) return false;
  const context = currentContext();
  if (context === undefined) return false;
  if (context instanceof CleanUp) return context.isOver;
  if (context.interrupted) return true;
  clearedId = number > 1 ? number : noId;
  return false;
}
