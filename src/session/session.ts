import { answersOf, type RequestHandler } from "./answers";
import { CellRun } from "./cells/cell-run";
import type { Evaluator } from "./cells/evaluator";
import { Executions } from "./cells/executions";
import { History } from "./cells/history";
import { errorMessage } from "./errors/error-message";
import type { Message, Outgoing } from "./message";
import { Comms } from "./messages/comms";
import { Publisher } from "./messages/publisher";
import { SendQueue } from "./messages/send-queue";
import { platform } from "./platform/platform";
import type { Cell } from "./running/cell";
import { RunState, type RunFlags } from "./running/run-state";

/** A channel on which requests come. */
export type Channel = "shell" | "control";

/** The kernel around a session: how messages travel, and what ends with it. */
export interface SessionHost {
  /** The memory through which code is stopped. */
  readonly flags: RunFlags;
  /** Sends one message; must not throw. */
  send(message: Outgoing): void;
  /** Publishes what a cell has written past the session, as to the streams of a process, before the cell ends. */
  finish(cell: Cell, publisher: Publisher): void;
  /** Ends the kernel, once the request to do so is answered. */
  shutDown(): Promise<void>;
}

/** Takes requests, runs cells, and gives the messages that answer them. */
export class Session {
  readonly publisher: Publisher;
  readonly executions: Executions;
  readonly comms: Comms;
  /** The answers by type of request; more may be added. */
  readonly answers: Record<string, RequestHandler>;
  private readonly runner: CellRun;
  private readonly queue: SendQueue;

  constructor(
    evaluator: Evaluator,
    private readonly host: SessionHost,
  ) {
    this.queue = new SendQueue((message) => host.send(message));
    this.publisher = new Publisher(this.queue);
    this.comms = new Comms(this.publisher);
    const history = new History();
    this.runner = new CellRun(evaluator, new RunState(host.flags));
    const output = { finish: (cell: Cell) => host.finish(cell, this.publisher) };
    this.executions = new Executions(this.runner, this.publisher, history, output, (request, content) =>
      this.send({ channel: "shell", type: "execute_reply", parent: request, content }),
    );
    this.answers = answersOf(evaluator, this.comms, history);
  }

  /** Handles a message; a broken one is logged and ignored. */
  handle(channel: Channel, message: Message): void {
    try {
      if (message.header.msg_type === "execute_request") this.executions.add(message);
      else this.answer(channel, message);
    } catch (error) {
      logIgnored(error);
    }
  }

  /**
   * Handles an interrupt of a cell.
   * @param run The number of the interrupted cell; 0 when none ran.
   * @param interrupt The number of the interrupt.
   */
  interrupt(run: number, interrupt: number): void {
    this.runner.interrupt(run, interrupt);
  }

  /** Sends a message after everything that was published before it. */
  send(message: Outgoing): void {
    this.queue.send(message);
  }

  /** Sends what is held back. */
  flush(): void {
    this.queue.flush();
  }

  /** Publishes the status around a request that was answered elsewhere. */
  publishStatusOf(request: Message): void {
    this.publisher.status(request, "busy");
    this.endStatus(request);
  }

  private answer(channel: Channel, request: Message): void {
    const type = request.header.msg_type;
    this.publisher.status(request, "busy");
    if (Object.hasOwn(this.answers, type)) this.reply(channel, request, this.answers[type]);
    else platform.log(`no answer to messages of type ${JSON.stringify(type)}`);
    this.endStatus(request);
    if (type === "shutdown_request") this.host.shutDown().catch(logIgnored);
  }

  private endStatus(request: Message): void {
    this.publisher.status(request, "idle");
    const { running } = this.runner;
    // Front ends show the latest status, while a cell still runs.
    if (running !== undefined) this.publisher.status(running.request, "busy");
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
        platform.log(`a message of type ${requested} has failed: ${String(error)}`);
        return;
      }
    }
    this.send({ channel, type: requested.replace(/_request$/, "_reply"), parent, content });
  }
}

function logIgnored(error: unknown): void {
  platform.log(`a message was ignored: ${String(error)}`);
}
