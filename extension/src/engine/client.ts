import type { Answer, Order } from "./messages";

/** An order without its channel, which the line adds. */
export type Wish = Order extends infer Each ? (Each extends Order ? Omit<Each, "channel"> : never) : never;

type Listener = (answer: Answer) => void;

/** Whoever takes the orders: a worker, or where none can be had, the same code in the page. */
interface Server {
  send(order: Order): void;
  end(): void;
}

const lines = new Set<Line>();
const listeners = new Map<number, Listener>();
let server: Server | null = null;
let newest = 0;

/** A line to the worker that trains. All lines of the page share one worker, which lives while there are lines. */
export class Line {
  private channel = 0;

  constructor() {
    lines.add(this);
  }

  /** Takes the place of what was asked before on this line; what was still to come of that is not heard any more. */
  ask(wish: Wish, listener: Listener): void {
    this.stop();
    this.channel = ++newest;
    listeners.set(this.channel, listener);
    server ??= startServer();
    server.send({ ...wish, channel: this.channel });
  }

  stop(): void {
    if (listeners.delete(this.channel)) server?.send({ kind: "stop", channel: this.channel });
  }

  dispose(): void {
    this.stop();
    lines.delete(this);
    if (lines.size > 0) return;
    server?.end();
    server = null;
  }
}

function hear(answer: Answer): void {
  listeners.get(answer.channel)?.(answer);
}

function startServer(): Server {
  try {
    const worker = new Worker(new URL("./worker.js", import.meta.url));
    worker.onmessage = ({ data }: MessageEvent<Answer>) => hear(data);
    worker.onerror = ({ message }) => tellAll(message || "The worker could not be started.");
    return { send: (order) => worker.postMessage(order), end: () => worker.terminate() };
  } catch (error) {
    console.warn("Factorlab trains in the page itself, since it cannot have a worker.", error);
    return serverInPage();
  }
}

/** The worker's code in the page: it works in short slices, so that the page stays usable. */
function serverInPage(): Server {
  let ended = false;
  const serving = import("./server").then(({ createServer }) =>
    createServer((answer) => {
      if (!ended) hear(answer);
    }),
  );
  return {
    send: (order) => void serving.then((serve) => serve(order)),
    end: () => (ended = true),
  };
}

/** A worker that fails says so to everybody who waits. */
function tellAll(message: string): void {
  for (const [channel, listener] of [...listeners]) listener({ channel, kind: "error", message });
}
