/** Answers execute requests one after another, in their order of arrival. */
import { Cell } from "../running/cell";
import type { CellRun } from "./cell-run";
import { errorMessage, type ErrorMessage } from "../errors/error-message";
import { readExecuteRequest, type ExecuteRequest } from "./execute-request";
import type { History } from "./history";
import type { Publisher } from "../messages/publisher";
import type { ShownResult } from "../display/result";
import { platform } from "../platform/platform";
import type { JsonObject, Message } from "../message";

/** The content of an `execute_reply`. */
export type ExecuteReply =
  | { status: "ok"; execution_count: number; payload: []; user_expressions: JsonObject }
  | ({ status: "error"; execution_count: number } & ErrorMessage)
  | { status: "aborted"; execution_count: number };

/** What cells write past the session, as to the streams of a process. */
export interface CellOutput {
  /** Publishes what is still on its way, before a cell ends. */
  finish(cell: Cell): void;
}

/** Milliseconds to wait after a failure for requests that were sent before it. */
const arrivalTime = 10;

export class Executions {
  private count = 0;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = new Set<Message>();
  private readonly aborted = new WeakSet<Message>();

  constructor(
    private readonly runner: CellRun,
    private readonly publisher: Publisher,
    private readonly history: History,
    private readonly output: CellOutput,
    private readonly reply: (request: Message, content: ExecuteReply) => void,
  ) {}

  /** The cell that runs now. */
  get running(): Cell | undefined {
    return this.runner.running;
  }

  /** Queues a request; it runs when the ones before it have ended, between two status messages. */
  add(request: Message): void {
    this.waiting.add(request);
    this.last = this.last
      .then(() => this.process(request))
      .catch((error: unknown) => {
        platform.log(`a request failed: ${String(error)}`);
      });
  }

  /** Reports the end of the running cell to the front end, when the process is about to end with it. */
  endRunning(error: ErrorMessage): void {
    const { running } = this.runner;
    if (running === undefined) return;
    this.output.finish(running);
    this.publisher.error(running, error);
    this.reply(running.request, { status: "error", execution_count: running.count, ...error });
    this.publisher.status(running.request, "idle");
  }

  private async process(request: Message): Promise<void> {
    this.waiting.delete(request);
    this.runner.announce();
    this.publisher.status(request, "busy");
    try {
      this.reply(request, await this.execute(request));
    } finally {
      this.runner.withdraw();
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
    if (request.storeHistory) {
      this.publisher.input(cell, request.code);
      this.history.add(cell, request.code);
    }
    const error = await this.runCell(cell, request.code);
    if (error !== undefined) {
      if (request.stopOnError) await this.abortWaiting();
      return { status: "error", execution_count: cell.count, ...error };
    }
    const userExpressions = await this.evaluateAll(request.userExpressions, cell);
    return { status: "ok", execution_count: cell.count, payload: [], user_expressions: userExpressions };
  }

  private async runCell(cell: Cell, code: string): Promise<ErrorMessage | undefined> {
    const { error, shown } = await this.runner.run(cell, code);
    this.output.finish(cell);
    if (shown !== undefined && !cell.silent) this.showResult(cell, shown);
    if (error !== undefined) this.publisher.error(cell, error);
    return error;
  }

  private showResult(cell: Cell, shown: ShownResult): void {
    this.publisher.result(cell, shown.data);
    this.history.setOutput(cell, shown.data["text/plain"]);
    if (shown.error !== undefined) this.publisher.error(cell, shown.error);
  }

  /** Evaluates the expressions that a front end sends with a cell; each reply is a displayed value or an error. */
  private async evaluateAll(expressions: JsonObject, { request, count }: Cell): Promise<JsonObject> {
    const values: [string, object][] = [];
    for (const [name, expression] of Object.entries(expressions)) {
      const { error, shown } = await this.runner.run(new Cell(request, count, true), String(expression));
      if (error !== undefined) values.push([name, { status: "error", ...error }]);
      else values.push([name, { status: "ok", data: shown?.data ?? {}, metadata: {} }]);
    }
    return Object.fromEntries(values);
  }

  /** Aborts the waiting requests: in a notebook that is run as a whole, each cell builds on the one before. */
  private async abortWaiting(): Promise<void> {
    await new Promise<void>((resolve) => void platform.clock.after(arrivalTime, resolve));
    for (const request of this.waiting) this.aborted.add(request);
  }
}
