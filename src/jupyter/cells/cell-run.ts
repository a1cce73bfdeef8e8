/** Runs the code of one cell after another, each to its end or until it is stopped. */
import { setTimeout } from "node:timers";
import { runInCell, type Cell } from "../running/cell";
import { errorMessage, interruptMessage, type ErrorMessage } from "../errors/error-message";
import type { Evaluator } from "./evaluator";
import { MemoryError, onAttention, setExhaustion, stopError } from "../running/interrupt";
import { MemoryGuard } from "../threads/memory-guard";
import { showResult, type ShownResult } from "../display/result";
import type { RunState } from "../threads/run-state";
import { stopReasons } from "../running/stop-reasons";

/** How a cell ended: with an error, or with or without a value to show. */
export interface Ending {
  error?: ErrorMessage;
  shown?: ShownResult;
}

/** Milliseconds for a stopped cell to end by itself, so that its `finally` blocks run. */
const END_PATIENCE = 400;

export class CellRunner {
  /** The cell that runs now. */
  running: Cell | undefined;
  private runs = 0;
  private readonly memory = new MemoryGuard();
  private abandon: ((error: ErrorMessage) => void) | undefined;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly state: RunState,
  ) {
    onAttention(() => this.lookAtMemory());
  }

  /**
   * The running cell was asked to end. It may need a moment for that; then it is abandoned, and what is left of it
   * ends when it comes back.
   * @param run The number of the cell that is meant; 0 when none ran.
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
    // V8 may have ended the cell itself, on a signal, before anybody else has heard of it.
    if (ending.error?.ename === "KeyboardInterrupt") cell.interrupt();
    return ending;
  }

  private lookAtMemory(): void {
    const exhaustion = this.memory.look();
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
    // The display of a value may wait for something that never comes.
    return { shown: await showResult(result.value) };
  }
}

/** The error of a cell that does not end with one of its own. */
function stopMessage(): ErrorMessage {
  const error = stopError();
  return error instanceof MemoryError ? errorMessage(error) : interruptMessage();
}
