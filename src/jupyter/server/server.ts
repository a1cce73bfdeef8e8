import { Router } from "zeromq";
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
import { announceExit, exitProcess } from "../cells/process-exit";
import { makeIopub, welcome } from "../messages/iopub";
import { Publisher } from "../messages/publisher";
import { newRunFlags, RunState } from "../threads/run-state";
import { SendQueue } from "../messages/send-queue";
import { bindSocket, lingerTime } from "../protocol/sockets";
import { requestInput } from "../messages/stdin";
import { captureOutput } from "../cells/stdio";
import { logToTerminal } from "../terminal";
import { onTslabDisplay } from "../tslab";
import { parseMessage, serializeMessage, type Message, type Outgoing } from "../protocol/wire";

type Channel = "shell" | "control";

/**
 * The kernel's server. This thread, which runs the cells, owns the sockets for requests (shell) and for what all front
 * ends receive (iopub); the control thread owns those that must be answered while this one is busy.
 */
export class KernelServer {
  readonly publisher: Publisher;
  readonly executions: Executions;
  readonly comms: Comms;
  /** The answers by type of request; more may be added. */
  readonly answers: Record<string, RequestHandler>;
  private readonly runner: CellRun;
  private readonly shell = new Router();
  private readonly iopub = makeIopub();
  private readonly control: ControlThread;
  private readonly queue: SendQueue;

  constructor(
    evaluator: Evaluator,
    private readonly connection: Connection,
  ) {
    const flags = newRunFlags(interruptFlag, syncChildFlags);
    this.control = new ControlThread(connection, flags, heapLimit());
    this.queue = new SendQueue((message) => this.transmit(message));
    this.publisher = new Publisher(this.queue);
    this.comms = new Comms(this.publisher);
    const history = new History();
    this.runner = new CellRun(evaluator, new RunState(flags));
    this.executions = new Executions(this.runner, this.publisher, history, (request, content) =>
      this.queue.send({ channel: "shell", type: "execute_reply", parent: request, content }),
    );
    this.answers = answersOf(evaluator, this.comms, history);
  }

  /** Opens the sockets, and redirects the process's output to them. */
  async start(): Promise<void> {
    await bindSocket(this.shell, this.connection, "shell");
    await bindSocket(this.iopub, this.connection, "iopub");
    welcome(this.iopub, this.publisher).catch(logFailure("iopub"));
    await this.control.start({
      request: (frames) => void this.handle("control", frames),
      answered: (frames) => this.publishStatusOf(frames),
      interrupt: (run, interrupt) => this.runner.interrupt(run, interrupt),
    });
    this.publisher.status(undefined, "starting");
    captureOutput(this.publisher);
    announceExit((error) => this.executions.endRunning(error));
    process.on("exit", () => this.queue.flush()); // The process may end for reasons other than a cell.
    onTslabDisplay((content, update) => {
      const cell = currentCell();
      if (cell !== undefined) this.publisher.displayContent(cell, content, update);
    });
    this.listen().catch(logFailure("shell"));
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

  private async listen(): Promise<void> {
    for await (const frames of this.shell) void this.handle("shell", frames);
  }

  /** Handles a message; a broken one is logged and ignored. */
  private async handle(channel: Channel, frames: readonly Buffer[]): Promise<void> {
    try {
      const message = parseMessage(this.connection.key, frames);
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

  private publishStatusOf(frames: readonly Buffer[]): void {
    const request = parseMessage(this.connection.key, frames);
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
    for (const socket of [this.shell, this.iopub]) socket.close();
    // Timers or servers that a cell left running must not keep the process alive.
    await new Promise((resolve) => setTimeout(resolve, lingerTime / 5));
    exitProcess(0);
  }

  private transmit(message: Outgoing): void {
    const { channel } = message;
    try {
      const frames = serializeMessage(this.connection.key, message);
      if (channel === "control" || channel === "stdin") this.control.send(channel, frames);
      else this[channel].send(frames).catch((error: unknown) => logLoss(message, error));
    } catch (error) {
      logLoss(message, error);
    }
  }
}

function logFailure(socket: string): (error: unknown) => void {
  return (error) => logToTerminal(`the ${socket} socket has failed: ${String(error)}`);
}

function logLoss(message: Outgoing, error: unknown): void {
  logToTerminal(`a message of type ${message.type} could not be sent: ${String(error)}`);
}
