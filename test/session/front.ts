/** The front end of the tests, in the page: it sends requests to the worker and collects what comes back. */
import { PageInterrupter } from "../../src/page/interrupter";
import type { DeclarationTexts } from "../../src/page/orders";
import type { JsonObject, Outgoing } from "../../src/session/message";
import type { RunFlags } from "../../src/session/running/run-state";
import type { Order } from "./worker";

/** What came in answer to one request. */
export interface Answer {
  reply: JsonObject;
  messages: { type: string; content: JsonObject }[];
}

interface Pending {
  messages: Answer["messages"];
  reply?: JsonObject;
  resolve(answer: Answer): void;
}

type FromWorker =
  | { kind: "ready"; flags: RunFlags }
  | { kind: "outcome"; id: number; lines: string[] }
  | { kind: "message"; message: Outgoing }
  | { kind: "log"; text: string };

export class Front {
  /** What the session says to those who look after it. */
  readonly logged: string[] = [];
  private readonly worker = new Worker("worker.js");
  private readonly pending = new Map<string, Pending>();
  private readonly late = new Map<string, Answer["messages"]>();
  private readonly outcomes = new Map<number, (lines: string[]) => void>();
  private interrupter: PageInterrupter | undefined;
  private whenReady: (() => void) | undefined;
  private requests = 0;

  constructor() {
    this.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.receive(data);
    this.worker.onerror = ({ message }) => void this.logged.push(message);
  }

  start(declarations: DeclarationTexts): Promise<void> {
    return new Promise((resolve) => {
      this.whenReady = resolve;
      this.order({ kind: "start", declarations });
    });
  }

  /** The outcome of a snippet. */
  snippet(cells: string[], files: [string, string][]): Promise<string[]> {
    const id = ++this.requests;
    return new Promise((resolve) => {
      this.outcomes.set(id, resolve);
      this.order({ kind: "snippet", id, cells, files });
    });
  }

  run(code: string): Promise<Answer> {
    return this.request("execute_request", { code });
  }

  request(type: string, content: JsonObject): Promise<Answer> {
    const id = `request-${++this.requests}`;
    const header = { msg_id: id, msg_type: type };
    return new Promise((resolve) => {
      this.pending.set(id, { messages: [], resolve });
      this.order({
        kind: "request",
        request: { identities: [], header, metadata: {}, content, buffers: [] },
      });
    });
  }

  /** What came for a request after its answer was whole. @param number The number of the request, from 1. */
  after(number: number): Answer["messages"] {
    return this.late.get(`request-${number}`) ?? [];
  }

  /** The number of the latest request. */
  get latest(): number {
    return this.requests;
  }

  interrupt(): void {
    this.interrupter?.interrupt();
  }

  write(file: string, text: string): void {
    this.order({ kind: "write", file, text });
  }

  private order(order: Order): void {
    this.worker.postMessage(order);
  }

  private receive(data: FromWorker): void {
    if (data.kind === "ready") {
      const tell = (run: number, interrupt: number): void =>
        this.order({ kind: "interrupt", run, interrupt });
      this.interrupter = new PageInterrupter(data.flags, tell);
      this.whenReady?.();
    } else if (data.kind === "outcome") this.outcomes.get(data.id)?.(data.lines);
    else if (data.kind === "log") this.logged.push(data.text);
    else this.take(data.message);
  }

  private take({ type, parent, content }: Outgoing): void {
    const id = parent?.header.msg_id ?? "";
    const pending = this.pending.get(id);
    const plain = content as JsonObject;
    if (pending === undefined) {
      this.late.set(id, [...(this.late.get(id) ?? []), { type, content: plain }]);
      return;
    }
    if (type.endsWith("_reply")) pending.reply = plain;
    else pending.messages.push({ type, content: plain });
    if (type !== "status" || plain.execution_state !== "idle") return;
    this.pending.delete(id);
    pending.resolve({ reply: pending.reply ?? {}, messages: pending.messages });
  }
}

declare global {
  var front: Front;
}

globalThis.front = new Front();
