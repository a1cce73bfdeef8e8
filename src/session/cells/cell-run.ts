/** Runs the code of one cell after another, each until it ends or is stopped. */
import { platform } from "../platform/platform";
import { runInCell, type Cell } from "../running/cell";
import { errorMessage, interruptMessage, type ErrorMessage } from "../errors/error-message";
import type { Evaluator } from "./evaluator";
import {
  MemoryError,
  onAttention,
  onBlocking,
  releaseHeld,
  setExhaustion,
  stopError,
} from "../running/interrupt";
import { LeftOvers } from "./left-overs";
import { isOutput } from "../display/output-calls";
import { showResult, type ShownResult } from "../display/result";
import { settled } from "../realm/promises";
import type { RunState } from "../running/run-state";
import { cleanUpTime, stopReasons } from "../running/stop-reasons";

/** How a cell ended: with an error, or with or without a value to show. */
export interface Ending {
  error?: ErrorMessage;
  shown?: ShownResult;
}

/** Milliseconds between two looks at whether a stopped cell has cleaned up. */
const cleanUpPoll = 10;

export class CellRun {
  /** The cell that runs now. */
  running: Cell | undefined;
  private runs = 0;
  private isAnnounced = false;
  private stopped: { cell: Cell; error: ErrorMessage } | undefined;
  private isReleasing = false;
  private readonly leftOvers = new LeftOvers();
  private abandon: ((error: ErrorMessage) => void) | undefined;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly state: RunState,
  ) {
    onAttention(() => this.checkMemory());
    onBlocking({
      stopping: () => this.handleStop(),
      goesOn: () => this.state.release(),
      cleansUp: () => this.state.resume(),
    });
  }

  /**
   * Handles an interrupt of the running cell: its code is stopped, except that `finally` blocks have a moment; then the
   * cell has ended, whatever it waits for.
   * @param run The number of the interrupted cell; 0 when none ran.
   * @param interrupt The number of the interrupt.
   */
  interrupt(run: number, interrupt: number): void {
    this.state.acknowledge(interrupt);
    const { running } = this;
    if (run !== this.state.running) return;
    this.release();
    if (running !== undefined) this.expectEnd(running, interruptMessage());
    else this.leftOvers.endIfBusy(() => this.running === undefined);
  }

  /** Lets interrupts reach the cell that is about to run; to be called before a front end is told that it does. */
  announce(): void {
    this.state.begin(++this.runs);
    this.isAnnounced = true;
  }

  /** Marks that no cell is about to run after all. */
  withdraw(): void {
    if (this.isAnnounced) this.state.end();
    this.isAnnounced = false;
  }

  /** Runs a cell; never rejects. */
  async run(cell: Cell, code: string): Promise<Ending> {
    this.running = cell;
    const abandoned = new Promise<Ending>((resolve) => {
      this.abandon = (error) => {
        this.evaluator.interrupt();
        resolve({ error });
      };
    });
    platform.memory.begin();
    if (!this.isAnnounced) this.announce();
    this.isAnnounced = false;
    const ending = await Promise.race([runInCell(cell, () => this.evaluate(cell, code)), abandoned]);
    const reason = this.state.end();
    this.running = undefined;
    // On a signal, V8 may have ended the cell itself before this thread received the interrupt.
    if (ending.error?.ename === "KeyboardInterrupt" || reason === stopReasons.interrupt) cell.interrupt();
    cell.hasEnded = true;
    this.leftOvers.add(cell);
    return this.endingOf(cell, ending);
  }

  /** Whatever a cell makes of an interrupt, it ends with it. */
  private endingOf(cell: Cell, ending: Ending): Ending {
    const name = ending.error?.ename;
    const { stopped } = this;
    this.stopped = undefined; // A cell that nothing refers to costs nothing any more.
    if (!cell.interrupted || name === "KeyboardInterrupt" || name === "MemoryError") return ending;
    return { error: stopped?.cell === cell ? stopped.error : interruptMessage() };
  }

  /** Handles that code is being stopped: what runs behind it is told by its cell from here on. */
  private handleStop(): void {
    if (this.running !== undefined) this.expectEnd(this.running, stopMessage());
    if (this.isReleasing) return;
    this.isReleasing = true;
    platform.clock.soon(() => {
      this.isReleasing = false;
      this.release();
    });
  }

  private release(): void {
    releaseHeld();
    this.state.release();
  }

  private checkMemory(): void {
    const exhaustion = platform.memory.check();
    if (exhaustion === undefined) return;
    setExhaustion(exhaustion);
    this.state.stop(this.state.running, stopReasons.memory);
    if (this.running !== undefined) this.expectEnd(this.running, stopMessage());
  }

  private expectEnd(cell: Cell, error: ErrorMessage): void {
    cell.interrupt();
    if (this.stopped?.cell === cell) return;
    this.stopped = { cell, error };
    const deadline = platform.clock.now() + cleanUpTime;
    const endCleaned = (): void => {
      if (this.running !== cell) return;
      if (cell.cleanUp.active > 0 && platform.clock.now() < deadline)
        platform.clock.after(cleanUpPoll, endCleaned);
      else this.abandon?.(error);
    };
    // By then, what the cell awaited is rejected, and its `finally` blocks have begun.
    platform.clock.after(2 * cleanUpPoll, endCleaned);
  }

  private async evaluate(cell: Cell, code: string): Promise<Ending> {
    const { error, result } = await this.evaluator.evaluate(code, cell);
    if (error !== undefined || result === undefined) return { error };
    if (isOutput(result.value)) return ended(result.value);
    // The display of a value may wait forever, so it is part of the run.
    return { shown: await showResult(result.value) };
  }
}

/** Waits for what a cell has begun to show. */
async function ended(output: unknown): Promise<Ending> {
  try {
    await settled(output);
    return {};
  } catch (error) {
    return { error: errorMessage(error) };
  }
}

/** The error message of a stopped cell that throws no error itself. */
function stopMessage(): ErrorMessage {
  const error = stopError();
  return error instanceof MemoryError ? errorMessage(error) : interruptMessage();
}
