import { currentCell } from "./cell";
import { errorMessage } from "./error-message";
import { Executions } from "./executions";
import type { Evaluator } from "./evaluator";
import { KernelHandler } from "./handler";
import { Publisher } from "./publisher";
import { SendQueue } from "./send-queue";
import { captureOutput, logToTerminal } from "./stdio";
import { onTslabDisplay, TslabServer, type Socket } from "./tslab";
import { parseMessage, serializeMessage, type JsonObject, type Message, type Outgoing } from "./wire";

type Channel = "shell" | "control";
type Answer = (content: JsonObject) => object;

/** Milliseconds for the last messages to reach their sockets' peers. */
const lingerTime = 500;

/** The kernel's server: tslab's sockets, with our way of sending and of running cells. */
export class KernelServer extends TslabServer {
  readonly publisher: Publisher;
  readonly executions: Executions;
  private readonly queue: SendQueue;
  private readonly answers: Readonly<Record<string, Answer>>;

  constructor(evaluator: Evaluator, connectionFile: string) {
    const handler = new KernelHandler(evaluator.executor, false);
    super(handler, connectionFile);
    this.queue = new SendQueue((message) => this.transmit(message));
    this.publisher = new Publisher(this.queue);
    this.executions = new Executions(evaluator, this.publisher, (request, content) =>
      this.queue.send({ channel: "shell", type: "execute_reply", parent: request, content }),
    );
    this.answers = answersOf(handler, this.executions);
  }

  /** Opens the sockets and takes over the process's output. */
  override async init(): Promise<void> {
    await super.init();
    captureOutput(this.publisher);
    process.on("exit", () => this.queue.flush()); // A cell may end the process in the middle of its output.
    onTslabDisplay((content, update) => {
      const cell = currentCell();
      if (cell !== undefined) this.publisher.displayContent(cell, content, update);
    });
  }

  override async bindSocket(socket: Socket, port: number): Promise<void> {
    // With zeromq's defaults, a socket refuses or drops messages when many are sent at once. Without a limit and
    // without waiting, every send is taken at once, also in the middle of a synchronous loop.
    socket.sendHighWaterMark = 0;
    socket.sendTimeout = 0;
    socket.linger = lingerTime;
    await super.bindSocket(socket, port);
  }

  /** Takes a message of shell or control; a broken one is logged and forgotten. */
  override async handleShellMessage(socket: Socket, ...frames: Buffer[]): Promise<void> {
    try {
      const message = parseMessage(this.connInfo.key, frames);
      if (message.header.msg_type === "execute_request") this.executions.add(message);
      else await this.answer(socket === this.control ? "control" : "shell", message);
    } catch (error) {
      logToTerminal(`a message was ignored: ${String(error)}`);
    }
  }

  private async answer(channel: Channel, request: Message): Promise<void> {
    const type = request.header.msg_type;
    this.publisher.status(request, "busy");
    const answer = this.answers[type];
    if (answer === undefined) logToTerminal(`no answer to messages of type ${JSON.stringify(type)}`);
    else this.reply(channel, request, answer);
    this.publisher.status(request, "idle");
    const { running } = this.executions;
    // Front ends show the latest status, and a cell still runs.
    if (running !== undefined) this.publisher.status(running.request, "busy");
    if (type === "shutdown_request") await this.shutdown();
  }

  private reply(channel: Channel, parent: Message, answer: Answer): void {
    const type = parent.header.msg_type.replace(/_request$/, "_reply");
    let content: object;
    try {
      content = { status: "ok", ...answer(parent.content) };
    } catch (error) {
      content = { status: "error", ...errorMessage(error) };
    }
    this.queue.send({ channel, type, parent, content });
  }

  private async shutdown(): Promise<void> {
    this.queue.flush();
    this.close();
    // What a cell left running, timers or servers, must not keep the process alive.
    await new Promise((resolve) => setTimeout(resolve, lingerTime / 5));
    process.exit(0);
  }

  private transmit(message: Outgoing): void {
    try {
      const frames = serializeMessage(this.connInfo.key, message);
      this[message.channel].send(frames).catch((error: unknown) => logLoss(message, error));
    } catch (error) {
      logLoss(message, error);
    }
  }
}

function logLoss(message: Outgoing, error: unknown): void {
  logToTerminal(`a message of type ${message.type} could not be sent: ${String(error)}`);
}

/** The answers by request; a handler gets the content as it came and may throw at a wrong one. */
function answersOf(handler: KernelHandler, executions: Executions): Record<string, Answer> {
  return {
    kernel_info_request: () => handler.handleKernel(),
    is_complete_request: (content) => handler.handleIsComplete({ code: text(content, "code") }),
    inspect_request: (content) =>
      handler.handleInspect({ code: text(content, "code"), cursor_pos: cursor(content), detail_level: 0 }),
    complete_request: (content) =>
      handler.handleComplete({ code: text(content, "code"), cursor_pos: cursor(content) }),
    comm_info_request: () => ({ comms: {} }),
    history_request: () => ({ history: [] }),
    shutdown_request: (content) => handler.handleShutdown({ restart: content.restart === true }),
    interrupt_request: () => {
      executions.interrupt();
      return {};
    },
  };
}

function text(content: JsonObject, key: string): string {
  const value = content[key];
  if (typeof value !== "string") throw new TypeError(`${key} is ${typeof value}, expected a string`);
  return value;
}

function cursor(content: JsonObject): number {
  const value = content.cursor_pos;
  return typeof value === "number" ? value : text(content, "code").length;
}
