import { announceExit, exitProcess } from "../cells/process-exit";
import { captureOutput, finishOutput, publishProcessOutput } from "../cells/stdio";
import type { Connection } from "../protocol/connection";
import { lingerTime } from "../protocol/sockets";
import { writeMessage } from "../protocol/wire";
import { onProcessEvent } from "../realm/process-events";
import type { Evaluator } from "../../session/cells/evaluator";
import type { Outgoing } from "../../session/message";
import { currentCell, type Cell } from "../../session/running/cell";
import { interruptFlag } from "../../session/running/interrupt";
import { newRunFlags } from "../../session/running/run-state";
import { Session } from "../../session/session";
import { logToTerminal } from "../terminal";
import { ControlThread } from "../threads/control";
import { heapLimit } from "../threads/memory-limit";
import type { ProcessOutput } from "../threads/process-output";
import { onTslabDisplay } from "../tslab-displays";
import { requestInput } from "./stdin";

/**
 * The kernel's server: a session in this thread, which runs the cells and answers requests, and the control thread,
 * which owns the sockets, and hands requests and messages over.
 */
export class KernelServer {
  readonly session: Session;
  private readonly control: ControlThread;

  constructor(
    evaluator: Evaluator,
    connection: Connection,
    private readonly output: ProcessOutput,
  ) {
    const flags = newRunFlags(interruptFlag);
    this.control = new ControlThread(connection, flags, heapLimit(), output);
    this.session = new Session(evaluator, {
      flags,
      send: (message) => this.transmit(message),
      finish(cell, publisher) {
        output.collect();
        finishOutput(cell, publisher);
      },
      shutDown: () => this.shutDown(),
    });
  }

  /** Starts the control thread, and redirects the process's output to the session. */
  async start(): Promise<void> {
    const { session } = this;
    const { publisher } = session;
    await this.control.start({
      request: (channel, request) => session.handle(channel, request),
      answered: (request) => session.publishStatusOf(request),
      interrupt: (run, interrupt) => session.interrupt(run, interrupt),
    });
    publisher.status(undefined, "starting");
    captureOutput(publisher);
    publishProcessOutput(this.output, publisher);
    announceExit((error) => session.executions.endRunning(error));
    onProcessEvent("exit", () => this.flush()); // The process may end for reasons other than a cell.
    onTslabDisplay((content, update) => {
      const cell = currentCell();
      if (cell !== undefined) publisher.displayContent(cell, content, update);
    });
  }

  /**
   * Asks the user for a line of text, and waits for it.
   * @param password Whether to hide what is typed.
   * @throws StdinNotImplementedError when the cell's front end cannot ask.
   * @throws KeyboardInterrupt when the cell is interrupted meanwhile.
   */
  requestInput(cell: Cell, prompt: string, password: boolean): string {
    return requestInput(cell, { prompt, password }, this.control, (message) => this.session.send(message));
  }

  /** Sends what is held back, and waits a moment until the sockets have it. */
  private flush(): void {
    this.session.flush();
    this.control.drain(lingerTime);
  }

  private async shutDown(): Promise<void> {
    this.session.flush();
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
