/** A kernel that runs cells for the command, without a front end. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dealer, Subscriber } from "zeromq";
import type { JsonObject } from "../../../session/message";
import { CommandError } from "../errors";
import { host, writeConnection, type Ports } from "../kernel-ports";
import { kernelEntry } from "../own-package";
import { received, requestFrames, type Received } from "./messages";

/** Seconds until a kernel that does not answer is taken for one that cannot start. */
const START_PATIENCE = 60;
/** Seconds that a cell has to end after it was interrupted. */
const STOP_PATIENCE = 5;

/** How a cell ended. `ended`: the kernel is gone, and runs nothing more. */
export type CellEnd =
  { how: "done" } | { how: "failed"; name: string; message: string } | { how: "stopped" } | { how: "ended" };

/** What is told of a cell's outputs: the data of each, by MIME type. */
export type OnOutput = (data: JsonObject) => void;

export class HeadlessKernel {
  private waiting: ((message: Received) => void) | undefined;
  private readonly gone: Promise<void>;
  private isGone = false;

  private constructor(
    private readonly folder: string,
    private readonly key: string,
    private readonly child: ChildProcess,
    private readonly sockets: { shell: Dealer; control: Dealer; iopub: Subscriber },
  ) {
    this.gone = new Promise((resolve) => {
      const end = (): void => {
        this.isGone = true;
        resolve();
      };
      child.once("error", end);
      child.once("close", end);
    });
    void this.listen(sockets.shell);
    void this.listen(sockets.iopub);
  }

  /**
   * Starts a kernel, and waits until it listens.
   * @param cwd The folder in which its cells run.
   * @throws CommandError where it does not start.
   */
  static async start(cwd: string): Promise<HeadlessKernel> {
    const folder = mkdtempSync(join(tmpdir(), "factorlab-grade-"));
    const file = join(folder, "connection.json");
    const { key, ports } = await writeConnection(file);
    const sockets = await connect(ports);
    const child = spawn(process.execPath, [kernelEntry(), file], { cwd, stdio: "ignore", windowsHide: true });
    const kernel = new HeadlessKernel(folder, key, child, sockets);
    const isWelcome = await kernel.wait(START_PATIENCE, ({ type }) => type === "iopub_welcome");
    // The first cell waits for the compiler, which is not its fault.
    const first = isWelcome ? await kernel.execute("0;", START_PATIENCE, () => undefined) : undefined;
    if (first?.how === "done") return kernel;
    await kernel.end();
    throw new CommandError("The kernel that runs the notebooks does not start.", [
      "factorlab doctor says why.",
    ]);
  }

  /**
   * Runs a cell; one that takes too long is interrupted, and the kernel ended where that does not help.
   * @param seconds how long it may take.
   */
  async execute(code: string, seconds: number, onOutput: OnOutput): Promise<CellEnd> {
    if (this.isGone) return { how: "ended" };
    const content = { code, silent: false, store_history: false, allow_stdin: false, stop_on_error: false };
    const id = await this.send("shell", "execute_request", content);
    const reading = cellReader(id, onOutput);
    if (await this.wait(seconds, reading.read)) return reading.end();
    if (this.isGone) return { how: "ended" };
    await this.send("control", "interrupt_request", {});
    if (await this.wait(STOP_PATIENCE, reading.read)) return { how: "stopped" };
    await this.end();
    return { how: "ended" };
  }

  /** Ends the process, and waits for its end. */
  async end(): Promise<void> {
    this.child.kill("SIGKILL");
    if (this.child.pid !== undefined) await this.gone;
    for (const socket of Object.values(this.sockets)) if (!socket.closed) socket.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async send(channel: "shell" | "control", type: string, content: object): Promise<string> {
    const { id, frames } = requestFrames(this.key, channel, type, content);
    await this.sockets[channel].send(frames);
    return id;
  }

  private async listen(socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) this.waiting?.(received(this.key, frames));
  }

  /** Reads messages until one is the last; whether it came in time, and before the kernel's end. */
  private async wait(seconds: number, isLast: (message: Received) => boolean): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const came = new Promise<boolean>((resolve) => {
      this.waiting = (message) => {
        if (isLast(message)) resolve(true);
      };
      timer = setTimeout(() => resolve(false), seconds * 1000);
      void this.gone.then(() => {
        resolve(false);
      });
    });
    const isThere = await came;
    clearTimeout(timer);
    this.waiting = undefined;
    return isThere;
  }
}

async function connect(ports: Ports): Promise<{ shell: Dealer; control: Dealer; iopub: Subscriber }> {
  const { Dealer, Subscriber } = await import("zeromq");
  const shell = new Dealer({ linger: 0 });
  const control = new Dealer({ linger: 0 });
  // A cell that prints without end must not make the kernel drop what counts.
  const iopub = new Subscriber({ linger: 0, receiveHighWaterMark: 0 });
  shell.connect(`tcp://${host}:${ports.shell_port}`);
  control.connect(`tcp://${host}:${ports.control_port}`);
  iopub.connect(`tcp://${host}:${ports.iopub_port}`);
  iopub.subscribe();
  return { shell, control, iopub };
}

/** Reads the messages of a cell: the last of them is its reply or that it is idle, whichever comes later. */
function cellReader(
  request: string,
  onOutput: OnOutput,
): { read: (message: Received) => boolean; end: () => CellEnd } {
  let end: CellEnd = { how: "done" };
  let isReplied = false;
  let isIdle = false;
  return {
    read({ type, content, request: answered }) {
      const { data } = content;
      if (typeof data === "object" && data !== null) onOutput(data as JsonObject);
      if (answered !== request) return false;
      if (type === "execute_reply") isReplied = true;
      if (type === "execute_reply" && content.status === "error")
        end = { how: "failed", name: String(content.ename), message: String(content.evalue) };
      if (type === "status" && content.execution_state === "idle") isIdle = true;
      return isReplied && isIdle;
    },
    end: () => end,
  };
}
