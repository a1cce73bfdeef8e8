/** A kernel of JupyterLite: a session in a worker, and what the page has to do for it. */
import type { KernelMessage } from "@jupyterlab/services";
import type { IKernel } from "@jupyterlite/services";
import { Signal } from "@lumino/signaling";
import type { Message, Outgoing } from "../../../src/session/message";
import type { FrontEnds } from "./front-ends";
import type { OwnFiles } from "./own-files";
import { readMessage, writeMessage } from "./messages";
import type { SessionWorker } from "./session-worker";
import { lostVariables, notLoaded, notStopped } from "./sentences";

/** Milliseconds that a worker without shared memory has to notice an interrupt. */
const noticeTime = 1000;
/** Milliseconds after which the cell says that it goes on. */
const stuckTime = 2000;

export class PageKernel implements IKernel {
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly disposed = new Signal<this, void>(this);
  isDisposed = false;
  /** The execute requests that are not answered yet, in their order. */
  private readonly waiting = new Map<string, Message>();
  /** One message after another: files come before the cell that imports them. */
  private last: Promise<unknown> = Promise.resolve();
  private worker: SessionWorker;
  private count = 0;

  /** @param begin Starts a worker. @param files The person's own files. */
  constructor(
    private readonly options: IKernel.IOptions,
    private readonly begin: () => SessionWorker,
    private readonly files: OwnFiles,
    private readonly frontEnds: FrontEnds,
  ) {
    ({ id: this.id, name: this.name, location: this.location } = options);
    this.worker = this.attach(begin());
  }

  get ready(): Promise<void> {
    // A kernel that cannot be loaded answers, and says why.
    return this.worker.ready.catch(() => undefined);
  }

  /** Hands a message on. It is settled at once: a cell that runs holds up no completion, and no second cell. */
  handleMessage(message: KernelMessage.IMessage): Promise<void> {
    if (message.header.msg_type === "input_reply") {
      this.worker.answer(String((message.content as { value?: unknown }).value));
      return Promise.resolve();
    }
    const request = readMessage(message);
    const type = request.header.msg_type;
    this.frontEnds.heard(message.header.session);
    if (type === "execute_request") this.waiting.set(request.header.msg_id, request);
    const channel = message.channel === "control" ? "control" : "shell";
    this.last = this.last.then(async () => {
      if (typeof request.content.code === "string") await this.bringFiles(request.content.code);
      this.worker.request(channel, request);
    });
    return Promise.resolve();
  }

  /** Interrupts the running cell. Where memory cannot be shared, a cell that never waits is ended with its worker. */
  async interrupt(): Promise<void> {
    await this.ready;
    const { worker } = this;
    const [running] = this.waiting.values();
    const isStopped = await worker.interrupt(noticeTime);
    if (running === undefined) return;
    if (!isStopped) this.replaceWorker(lostVariables);
    else setTimeout(() => this.sayThatItGoesOn(running), stuckTime);
  }

  dispose(): void {
    if (this.isDisposed) return;
    this.isDisposed = true;
    this.worker.end();
    this.disposed.emit();
    Signal.clearData(this);
  }

  private attach(worker: SessionWorker): SessionWorker {
    worker.listen({
      message: (message) => this.send(message),
      failed: (reason) => this.failAll({ ...notLoaded, evalue: `${notLoaded.evalue}: ${reason}` }),
    });
    return worker;
  }

  private async bringFiles(code: string): Promise<void> {
    try {
      this.worker.update(await this.files.changesFor(code));
    } catch (error) {
      console.warn("Factorlab: the files beside the notebook could not be read", error);
    }
  }

  private send(message: Outgoing): void {
    if (message.type === "execute_reply") {
      this.waiting.delete(message.parent?.header.msg_id ?? "");
      this.count = (message.content as { execution_count?: number }).execution_count ?? this.count;
    }
    this.options.sendMessage(writeMessage(message, this.frontEnds.one()));
  }

  private sayThatItGoesOn(running: Message): void {
    if (!this.waiting.has(running.header.msg_id) || this.isDisposed) return;
    this.send({
      channel: "iopub",
      type: "stream",
      parent: running,
      content: { name: "stderr", text: notStopped },
    });
  }

  private replaceWorker(error: CellError): void {
    this.worker.end();
    this.failAll(error);
    this.files.forget();
    this.count = 0;
    this.worker = this.attach(this.begin());
  }

  /** Answers all cells that wait: the first with the error, the others as not run. */
  private failAll(error: CellError): void {
    const content = { ...error, traceback: [`${error.ename}: ${error.evalue}`] };
    let isFirst = true;
    for (const parent of [...this.waiting.values()]) {
      const execution_count = this.count + 1;
      if (isFirst) this.send({ channel: "iopub", type: "error", parent, content });
      const reply = isFirst ? { status: "error", ...content } : { status: "aborted" };
      this.send({ channel: "shell", type: "execute_reply", parent, content: { ...reply, execution_count } });
      this.send({ channel: "iopub", type: "status", parent, content: { execution_state: "idle" } });
      isFirst = false;
    }
  }
}

/** How a cell ends that its worker cannot end. */
export interface CellError {
  ename: string;
  evalue: string;
}
