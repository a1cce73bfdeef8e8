/** Runs execute requests one after another, as they come. */
import { Cell, runInCell } from "./cell";
import { errorMessage, interruptMessage, type ErrorMessage } from "./error-message";
import type { Evaluator, Outcome } from "./evaluator";
import type { Publisher } from "./publisher";
import { readExecuteRequest, type ExecuteRequest } from "./execute-request";
import { showResult } from "./result";
import { finishOutput, logToTerminal } from "./stdio";
import type { Message } from "./wire";

/** The content of an `execute_reply`. */
export type ExecuteReply =
  | { status: "ok"; execution_count: number; payload: []; user_expressions: object }
  | ({ status: "error"; execution_count: number } & ErrorMessage)
  | { status: "aborted"; execution_count: number };

/** Milliseconds to let requests come in that were sent before the failure. */
const arrivalTime = 10;

export class Executions {
  /** The cell that runs now. */
  running: Cell | undefined;
  private count = 0;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = new Set<Message>();
  private readonly aborted = new WeakSet<Message>();
  private onInterrupt: (() => void) | undefined;

  constructor(
    private readonly evaluator: Evaluator,
    private readonly publisher: Publisher,
    private readonly reply: (request: Message, content: ExecuteReply) => void,
  ) {}

  /** Takes a request; it runs when those before it have ended. Status messages are sent around it. */
  add(request: Message): void {
    this.waiting.add(request);
    this.last = this.last
      .then(() => this.process(request))
      .catch((error: unknown) => {
        logToTerminal(`a request failed: ${String(error)}`);
      });
  }

  /** Stops the running cell as far as Node allows. */
  interrupt(): void {
    this.evaluator.interrupt();
    this.onInterrupt?.();
  }

  private async process(request: Message): Promise<void> {
    this.waiting.delete(request);
    this.publisher.status(request, "busy");
    try {
      this.reply(request, await this.execute(request));
    } finally {
      this.publisher.status(request, "idle");
    }
  }

  private async execute(message: Message): Promise<ExecuteReply> {
    if (this.aborted.has(message)) return { status: "aborted", execution_count: this.count };
    let request: ExecuteRequest;
    try {
      request = readExecuteRequest(message.content);
    } catch (error) {
      return { status: "error", execution_count: this.count, ...errorMessage(error) };
    }
    if (request.storeHistory) this.count++;
    const cell = new Cell(message, this.count, request.silent);
    if (request.storeHistory) this.publisher.input(cell, request.code);
    const error = await this.runCell(cell, request.code);
    if (error === undefined) {
      return { status: "ok", execution_count: cell.count, payload: [], user_expressions: {} };
    }
    if (request.stopOnError) await this.abortWaiting();
    return { status: "error", execution_count: cell.count, ...error };
  }

  private async runCell(cell: Cell, code: string): Promise<ErrorMessage | undefined> {
    this.running = cell;
    const interrupted = new Promise<ErrorMessage>((resolve) => {
      this.onInterrupt = () => resolve(interruptMessage());
    });
    const outcome = await runInCell(cell, () => this.evaluator.evaluate(code, cell.count));
    // The display of a value may wait for something that never comes.
    const shown = runInCell(cell, () => this.show(cell, outcome));
    const error = await Promise.race([shown, interrupted.then((message) => outcome.error ?? message)]);
    finishOutput(cell, this.publisher);
    this.running = undefined;
    if (error !== undefined) this.publisher.error(cell, error);
    return error;
  }

  /** Publishes what a cell ended with, but for its error, which it returns. */
  private async show(cell: Cell, { error, warning, result }: Outcome): Promise<ErrorMessage | undefined> {
    if (warning !== undefined) this.publisher.stream(cell, "stderr", warning.traceback.join("\n") + "\n");
    if (error === undefined && result !== undefined && !cell.silent) {
      const shown = await showResult(result.value);
      if (this.running !== cell) return undefined; // The cell was interrupted while its value made up its display.
      this.publisher.result(cell, shown.data);
      if (shown.error !== undefined) this.publisher.error(cell, shown.error);
    }
    return error;
  }

  /** A front end that has sent a whole notebook means each cell to build on the one before. */
  private async abortWaiting(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, arrivalTime));
    for (const request of this.waiting) this.aborted.add(request);
  }
}
