/** The worker in which the cells of one kernel run, as the page sees it. */
import { giveAnswer, newAnswerBox, type AnswerBox } from "../../../src/page/answer-box";
import { PageInterrupter } from "../../../src/page/interrupter";
import type { DeclarationTexts, Order, WorkerReport } from "../../../src/page/orders";
import type { Message, Outgoing } from "../../../src/session/message";
import { isShared } from "../../../src/session/running/shared-numbers";
import type { Channel } from "../../../src/session/session";

/** Where the site has what a session starts with. */
export interface Addresses {
  worker: string;
  declarations: string;
}

/** What a worker says to the kernel that has it. */
export interface Listener {
  message(message: Outgoing): void;
  /** The worker cannot work: it could not be loaded. */
  failed(reason: string): void;
}

const noListener: Listener = { message: () => undefined, failed: () => undefined };

export class SessionWorker {
  /** Settled once cells can run. @throws Error when the worker could not be loaded. */
  readonly ready: Promise<void>;
  private readonly worker: Worker;
  private readonly answers: AnswerBox | undefined = newAnswerBox();
  private interrupter: PageInterrupter | undefined;
  private interrupts = 0;
  private noticed = 0;
  private sharesMemory = false;
  private listener = noListener;
  private readonly early: Outgoing[] = [];

  /** @param folder The notebook's folder, such as `/drive`. */
  constructor(
    readonly addresses: Addresses,
    readonly folder: string,
  ) {
    this.worker = new Worker(addresses.worker, { type: "module", name: "Factorlab" });
    this.ready = new Promise((resolve, reject) => {
      this.worker.onmessage = ({ data }: MessageEvent<WorkerReport>) => this.receive(data, resolve);
      this.worker.onerror = ({ message }) => {
        const reason = message === undefined || message === "" ? "its script is not there" : message;
        reject(new Error(reason));
        this.listener.failed(reason);
      };
    });
    // Whoever has the worker is told by its listener.
    this.ready.catch(() => undefined);
    this.start().catch(
      (error: unknown) => void this.worker.onerror?.(new ErrorEvent("error", { message: String(error) })),
    );
  }

  /** Hands over what the worker sends from now on, and what it has sent before. */
  listen(listener: Listener): void {
    this.listener = listener;
    for (const message of this.early.splice(0)) listener.message(message);
  }

  request(channel: Channel, request: Message): void {
    this.order({ kind: "request", channel, request });
  }

  /** Tells the present texts of files; undefined where there is no file any more. */
  update(files: [path: string, text: string | undefined][]): void {
    if (files.length > 0) this.order({ kind: "files", files });
  }

  /** Gives what a person has typed. */
  answer(text: string): void {
    if (this.answers !== undefined) giveAnswer(this.answers, text);
  }

  /** Interrupts the running cell. @returns Whether the worker has noticed it, or can be stopped through memory. */
  async interrupt(patience: number): Promise<boolean> {
    this.interrupter?.interrupt();
    const number = ++this.interrupts;
    if (this.sharesMemory) return true;
    const end = performance.now() + patience;
    while (this.noticed < number && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return this.noticed >= number;
  }

  end(): void {
    this.listener = noListener;
    this.worker.terminate();
  }

  private async start(): Promise<void> {
    const response = await fetch(this.addresses.declarations);
    if (!response.ok) throw new Error(`${this.addresses.declarations} is not there (${response.status})`);
    const declarations = (await response.json()) as DeclarationTexts;
    this.order({ kind: "start", folder: this.folder, declarations, answers: this.answers });
  }

  private order(order: Order): void {
    this.worker.postMessage(order);
  }

  private receive(report: WorkerReport, ready: () => void): void {
    if (report.kind === "ready") {
      const tell = (run: number, interrupt: number): void =>
        this.order({ kind: "interrupt", run, interrupt });
      this.interrupter = new PageInterrupter(report.flags, tell);
      this.sharesMemory = isShared(report.flags.state);
      ready();
    } else if (report.kind === "noticed") this.noticed = report.interrupt;
    else if (report.kind === "log") console.warn(`Factorlab: ${report.text}`);
    else if (this.listener === noListener) this.early.push(report.message);
    else this.listener.message(report.message);
  }
}
