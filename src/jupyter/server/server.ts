import { answersOf, type RequestHandler } from "./answers";
import { currentCell, type Cell } from "../running/cell";
import { CellRun } from "../cells/cell-run";
import { Comms } from "../messages/comms";
import type { Connection } from "../protocol/connection";
import { ControlThread } from "../threads/control";
import { errorMessage } from "../errors/error-message";
import type { Evaluator } from "../cells/evaluator";
import { Executions } from "../cells/executions";
import { History } from "../cells/history";
import { interruptFlag } from "../running/interrupt";
import { syncChildFlags } from "../running/sync-child";
import { heapLimit } from "../threads/memory-limit";
import { onProcessEvent } from "../realm/process-events";
import { announceExit, exitProcess } from "../cells/process-exit";
import { Publisher } from "../messages/publisher";
import type { ProcessOutput } from "../threads/process-output";
import { newRunFlags, RunState } from "../../session/running/run-state";
import { SendQueue } from "../messages/send-queue";
import { lingerTime } from "../protocol/sockets";
import { requestInput } from "../messages/stdin";
import { captureOutput, publishProcessOutput } from "../cells/stdio";
import { logToTerminal } from "../terminal";
import { onTslabDisplay } from "../tslab";
import { writeMessage, type Message, type Outgoing } from "../protocol/wire";

type Channel = "shell" | "control";

/**
 * The kernel's server. This thread, which runs the cells, answers requests; the control thread owns the sockets, and
 * hands requests and messages over.
 */
export class KernelServer {
  readonly publisher: Publisher;
  readonly executions: Executions;
  readonly comms: Comms;
  /** The answers by type of request; more may be added. */
  readonly answers: Record<string, RequestHandler>;
  private readonly runner: CellRun;
  private readonly control: ControlThread;
  private readonly queue: SendQueue;

  constructor(
    evaluator: Evaluator,
    connection: Connection,
    private readonly output: ProcessOutput,
  ) {
    const flags = newRunFlags(interruptFlag, syncChildFlags);
    this.control = new ControlThread(connection, flags, heapLimit(), output);
    this.queue = new SendQueue((message) => this.transmit(message));
    this.publisher = new Publisher(this.queue);
    this.comms = new Comms(this.publisher);
    const history = new History();
    this.runner = new CellRun(evaluator, new RunState(flags));
    this.executions = new Executions(this.runner, this.publisher, history, output, (request, content) =>
      this.queue.send({ channel: "shell", type: "execute_reply", parent: request, content }),
    );
    this.answers = answersOf(evaluator, this.comms, history);
  }

  /** Starts the control thread, and redirects the process's output to them. */
  async start(): Promise<void> {
    await this.control.start({
      request: (channel, request) => void this.handle(channel, request),
      answered: (request) => this.publishStatusOf(request),
      interrupt: (run, interrupt) => this.runner.interrupt(run, interrupt),
    });
    this.publisher.status(undefined, "starting");
    captureOutput(this.publisher);
    publishProcessOutput(this.output, this.publisher);
    announceExit((error) => this.executions.endRunning(error));
    onProcessEvent("exit", () => this.flush()); // The process may end for reasons other than a cell.
    onTslabDisplay((content, update) => {
      const cell = currentCell();
      if (cell !== undefined) this.publisher.displayContent(cell, content, update);
    });
  }

  /**
   * Asks the user for a line of text, and waits for it.
   * @param password Whether to hide what is typed.
   * @throws StdinNotImplementedError when the cell's front end cannot ask.
   * @throws KeyboardInterrupt when the cell is interrupted meanwhile.
   */
  requestInput(cell: Cell, prompt: string, password: boolean): string {
    return requestInput(cell, { prompt, password }, this.control, (message) => this.queue.send(message));
  }

  /** Sends what is held back, and waits a moment until the sockets have it. */
  private flush(): void {
    this.queue.flush();
    this.control.drain(lingerTime);
  }

  /** Handles a message; a broken one is logged and ignored. */
  private async handle(channel: Channel, message: Message): Promise<void> {
    try {
      if (message.header.msg_type === "execute_request") this.executions.add(message);
      else await this.answer(channel, message);
    } catch (error) {
      logToTerminal(`a message was ignored: ${String(error)}`);
    }
  }

  private async answer(channel: Channel, request: Message): Promise<void> {
    const type = request.header.msg_type;
    this.publisher.status(request, "busy");
    if (Object.hasOwn(this.answers, type)) this.reply(channel, request, this.answers[type]);
    else logToTerminal(`no answer to messages of type ${JSON.stringify(type)}`);
    this.endStatus(request);
    if (type === "shutdown_request") await this.shutdown();
  }

  private endStatus(request: Message): void {
    this.publisher.status(request, "idle");
    const { running } = this.runner;
    // Front ends show the latest status, while a cell still runs.
    if (running !== undefined) this.publisher.status(running.request, "busy");
  }

  private publishStatusOf(request: Message): void {
    this.publisher.status(request, "busy");
    this.endStatus(request);
  }

  private reply(channel: Channel, parent: Message, answer: RequestHandler): void {
    const requested = parent.header.msg_type;
    let content: object;
    try {
      const answered = answer(parent.content, parent);
      if (answered === undefined) return;
      content = { status: "ok", ...answered };
    } catch (error) {
      content = { status: "error", ...errorMessage(error) };
      if (!requested.endsWith("_request")) {
        logToTerminal(`a message of type ${requested} has failed: ${String(error)}`);
        return;
      }
    }
    this.queue.send({ channel, type: requested.replace(/_request$/, "_reply"), parent, content });
  }

  private async shutdown(): Promise<void> {
    this.queue.flush();
    await this.control.close();
    // Timers or servers that a cell left running must not keep the process alive.
    await new Promise((resolve) => setTimeout(resolve, lingerTime / 5));
    exitProcess(0);
  }

  private transmit(message: Outgoing): void {
    try {
      this.control.send(writeMessage(message));
    } catch (error) {
      logToTerminal(`a message of type ${message.type} could not be sent: ${String(error)}`);
    }
  }
}
