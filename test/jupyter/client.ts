import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { installKernels } from "../../lib/jupyter/install";
import { jupyterEnv, root, venvPython } from "../../scripts/lib/paths.mjs";
import { notebooks } from "../notebook-cells";

/** A message as the front end got it. */
export interface Received {
  msg_type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- messages of any type are looked into
  content: any;
  metadata: Record<string, unknown>;
  /** In base64. */
  buffers: string[];
}

/** The parts of a message besides its content. */
export interface Extras {
  metadata?: object;
  buffers?: Uint8Array[];
}

/** All that came in answer to one request. */
export interface Answer {
  messages: Received[];
  reply: Received | null;
  timedOut: boolean;
}

export interface ExecuteOptions {
  silent?: boolean;
  store_history?: boolean;
  stop_on_error?: boolean;
  allow_stdin?: boolean;
  user_expressions?: Record<string, string>;
}

interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}

/** The Python that has jupyter_client: the project's own, or the one of an environment variable. */
const python = process.env.FACTORLAB_TEST_PYTHON ?? venvPython;

/** A running kernel, with a front end of its own. */
export class KernelClient {
  /** The kernel's process id. */
  pid = 0;
  private requests = 0;
  private readonly pending = new Map<number, (reply: Reply) => void>();
  private stderr = "";

  private constructor(
    private readonly client: ChildProcess,
    private readonly folder: string,
  ) {
    createInterface({ input: client.stdout! }).on("line", (line) => this.settle(JSON.parse(line) as Reply));
    client.stderr!.on("data", (text: Buffer) => (this.stderr += text.toString()));
    client.on("exit", () => {
      const error = `the client has ended\n${this.stderr}`;
      for (const id of this.pending.keys()) this.settle({ id, error });
    });
  }

  /**
   * Installs kernels into a folder of their own, and starts one.
   * @param install Writes their specifications below an environment's folder.
   * @param variables Added to the kernel's environment.
   */
  static async start(
    kernel: "factorlab" | "tslab" | "deno" = "factorlab",
    cwd: string = notebooks,
    install: (environment: string) => void = installKernels,
    variables: Record<string, string> = {},
  ): Promise<KernelClient> {
    const folder = mkdtempSync(join(tmpdir(), "factorlab kernel "));
    install(folder);
    const env = { ...jupyterEnv(folder), JUPYTER_PATH: join(folder, "share", "jupyter"), ...variables };
    const script = join(root, "test", "jupyter", "client.py");
    const client = new KernelClient(spawn(python, [script], { env, stdio: "pipe" }), folder);
    ({ pid: client.pid } = await client.call<{ pid: number }>("start", { kernel, cwd }));
    return client;
  }

  /** Runs a cell and waits for all of its messages. */
  async execute(code: string, options: ExecuteOptions = {}, timeout = 60): Promise<Answer> {
    return this.collect(await this.send(code, options), timeout);
  }

  /** Sends a cell and does not wait; gives the request's id. */
  send(code: string, options: ExecuteOptions = {}): Promise<string> {
    return this.call("send", { code, options });
  }

  /** Waits until a request has its reply and the idle status, or until the seconds are over. */
  collect(id: string, timeout = 60, reply = true): Promise<Answer> {
    return this.call("collect", { id, timeout, reply });
  }

  /** All messages of a request after some more seconds. */
  late(id: string, seconds: number): Promise<Answer> {
    return this.call("late", { id, seconds });
  }

  /** Sends a cell, and an interrupt as soon as the kernel says that it is busy with it; gives the cell's id. */
  interruptWhenBusy(code: string): Promise<string> {
    return this.call("interrupt_when_busy", { code });
  }

  /** Sends any request and waits for its answer. */
  async request(type: string, content: object, channel: "shell" | "control" = "shell"): Promise<Answer> {
    return this.collect(await this.begin(type, content, channel), 20);
  }

  /** Sends any request and does not wait; gives the request's id. */
  ask(type: string, content: object): Promise<string> {
    return this.begin(type, content, "shell");
  }

  /** Sends a request that has no reply, and waits for its idle status. */
  async tell(type: string, content: object, extras: Extras = {}): Promise<Answer> {
    return this.collect(await this.begin(type, content, "shell", extras), 20, false);
  }

  /** Waits until a request asks for input; null when it does not within the seconds. */
  inputRequest(id: string, timeout = 30): Promise<Received | null> {
    return this.call("input_request", { id, timeout });
  }

  /** Answers the kernel's question. */
  type(value: string): Promise<void> {
    return this.call("type", { value });
  }

  /** Sends frames to a socket as they are. */
  raw(frames: string[], channel: "shell" | "control" | "stdin" = "shell"): Promise<void> {
    return this.call("raw", { frames, channel });
  }

  /** Whether the heartbeat is answered within the seconds. */
  beats(timeout: number): Promise<boolean> {
    return this.call("beats", { timeout });
  }

  /** The seconds until the kernel's process has ended, and null when it does not. */
  ends(timeout: number): Promise<number | null> {
    return this.call("ends", { timeout });
  }

  interrupt(): Promise<void> {
    return this.call("interrupt", {});
  }

  alive(): Promise<boolean> {
    return this.call("alive", {});
  }

  shutDown(restart: boolean): Promise<Answer & { alive: boolean }> {
    return this.call("shutdown_politely", { restart, timeout: 10 });
  }

  /** Ends kernel and client. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.client.once("exit", resolve));
    this.client.stdin!.end();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Ends the client as a crash would: the kernel loses its parent without notice. */
  async crash(): Promise<void> {
    const ended = new Promise((resolve) => this.client.once("exit", resolve));
    this.client.kill("SIGKILL");
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private begin(type: string, content: object, channel: string, extras: Extras = {}): Promise<string> {
    const { metadata = {}, buffers = [] } = extras;
    const encoded = buffers.map((buffer) => Buffer.from(buffer).toString("base64"));
    return this.call("request", { type, content, channel, metadata, buffers: encoded });
  }

  private call<T>(operation: string, parameters: object): Promise<T> {
    const id = ++this.requests;
    return new Promise<T>((resolve, reject) => {
      this.pending.set(id, ({ error, value }) => {
        if (error === undefined) resolve(value as T);
        else reject(new Error(error));
      });
      this.client.stdin!.write(JSON.stringify({ id, operation, parameters }) + "\n");
    });
  }

  private settle(reply: Reply): void {
    this.pending.get(reply.id)?.(reply);
    this.pending.delete(reply.id);
  }
}

/** The text of one stream, joined. */
export function streamText(answer: Answer, name: "stdout" | "stderr" = "stdout"): string {
  return contents(answer, "stream")
    .filter((content) => content.name === name)
    .map((content) => content.text as string)
    .join("");
}

/** The contents of the messages of one type. */
export function contents(answer: Answer, type: string): Received["content"][] {
  return answer.messages
    .filter((message) => message.msg_type === type)
    .map((message) => message.content as unknown);
}

/** The types of all messages, in order; statuses with their state. */
export function order(answer: Answer): string[] {
  return answer.messages.map(({ msg_type: type, content }) =>
    type === "status" ? (content.execution_state as string) : type,
  );
}
