/** Runs the code of one cell after another, each until it ends or is stopped. */
import { setTimeout } from "node:timers";
import { runInCell, type Cell } from "../running/cell";
import { errorMessage, interruptMessage, type ErrorMessage } from "../errors/error-message";
import type { Evaluator } from "./evaluator";
import { MemoryError, onAttention, setExhaustion, stopError } from "../running/interrupt";
import { MemoryGuard } from "../threads/memory-guard";
import { isOutput } from "../display/output-calls";
import { showResult, type ShownResult } from "../display/result";
import type { RunState } from "../threads/run-state";
import { stopReasons } from "../running/stop-reasons";

/** How a cell ended: with an error, or with or without a value to show. */
export interface Ending {
  error?: ErrorMessage;
  shown?: ShownResult;
}

/** Milliseconds that a stopped cell has to end by itself, so that its `finally` blocks run. */
const END_PATIENCE = 400;

export class CellRun {
  /** The cell that runs now. */
  running: Cell | undefined;
  private runs = 0;
  private readonly memory = new MemoryGuard();
  private abandon: ((error: ErrorMessage) => void) | undefined;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly state: RunState,
  ) {
    onAttention(() => this.checkMemory());
  }

  /**
   * Handles an interrupt of the running cell. The cell has a moment to end by itself; then it is abandoned, and the rest
   * of its code ends when it resumes.
   * @param run The number of the interrupted cell; 0 when none ran.
   * @param interrupt The number of the interrupt.
   */
  interrupt(run: number, interrupt: number): void {
    this.state.acknowledge(interrupt);
    const { running } = this;
    if (running === undefined) this.state.end();
    else if (this.state.running === run) this.expectEnd(running, stopMessage());
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
    this.memory.begin();
    this.state.begin(++this.runs);
    const ending = await Promise.race([runInCell(cell, () => this.evaluate(cell, code)), abandoned]);
    this.state.end();
    this.running = undefined;
    cell.hasEnded = true;
    // On a signal, V8 may have ended the cell itself before this thread received the interrupt.
    if (ending.error?.ename === "KeyboardInterrupt") cell.interrupt();
    return ending;
  }

  private checkMemory(): void {
    const exhaustion = this.memory.check();
    if (exhaustion === undefined) return;
    setExhaustion(exhaustion);
    this.state.stop(this.state.running, stopReasons.memory);
    if (this.running !== undefined) this.expectEnd(this.running, stopMessage());
  }

  private expectEnd(cell: Cell, error: ErrorMessage): void {
    cell.interrupt();
    setTimeout(() => {
      if (this.running === cell) this.abandon?.(error);
    }, END_PATIENCE);
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
    await output;
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
