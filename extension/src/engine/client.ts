import type { EngineAnswer, EngineMessage } from "./messages";

/** An order without its channel, which the line adds. */
export type EngineRequest = EngineMessage extends infer Each
  ? Each extends EngineMessage
    ? Omit<Each, "channel">
    : never
  : never;

type AnswerListener = (answer: EngineAnswer) => void;

/** Whoever takes the orders: a worker, or where none can be had, the same code in the page. */
interface Server {
  send(order: EngineMessage): void;
  end(): void;
}

interface Asked {
  order: EngineMessage;
  listener: AnswerListener;
}

const openChannels = new Set<EngineChannel>();
const asked = new Map<number, Asked>();
let server: Server | null = null;
let newest = 0;

/** A line to the worker that trains. All lines of the page share one worker, which lives while there are lines. */
export class EngineChannel {
  private channel = 0;

  constructor() {
    openChannels.add(this);
  }

  /** Takes the place of what was asked before on this line; what was still to come of that is not heard any more. */
  ask(wish: EngineRequest, listener: AnswerListener): void {
    this.stop();
    this.channel = ++newest;
    const order = { ...wish, channel: this.channel };
    asked.set(this.channel, { order, listener });
    server ??= startServer();
    server.send(order);
  }

  stop(): void {
    if (asked.delete(this.channel)) server?.send({ kind: "stop", channel: this.channel });
  }

  dispose(): void {
    this.stop();
    openChannels.delete(this);
    if (openChannels.size === 0) endServer();
  }
}

function hear(answer: EngineAnswer): void {
  asked.get(answer.channel)?.listener(answer);
}

function startServer(): Server {
  try {
    return serverInWorker(new Worker(new URL("./worker.js", import.meta.url)));
  } catch (error) {
    return serverInPage(error);
  }
}

function endServer(): void {
  server?.end();
  server = null;
}

/** A script that does not arrive, or that the page's rules forbid, is heard of only after the worker was made. */
function serverInWorker(worker: Worker): Server {
  let works = false;
  worker.onmessage = ({ data }: MessageEvent<EngineAnswer>) => {
    works = true;
    hear(data);
  };
  worker.onerror = ({ message }) => {
    endServer();
    if (works) tellAll(message || "The worker failed.");
    else moveIntoPage(message);
  };
  return {
    send: (order) => worker.postMessage(order),
    end: () => {
      worker.onerror = null;
      worker.terminate();
    },
  };
}

/** What was asked of the worker is asked again. */
function moveIntoPage(reason: unknown): void {
  server = serverInPage(reason);
  for (const { order } of asked.values()) server.send(order);
}

/** The worker's code in the page: it works in short slices, so that the page stays usable. */
function serverInPage(reason: unknown): Server {
  console.warn("Factorlab trains in the page itself, since it cannot have a worker.", reason);
  let ended = false;
  const serving = import("./server").then(({ createServer }) =>
    createServer((answer) => {
      if (!ended) hear(answer);
    }),
  );
  serving.catch((error: unknown) => {
    if (ended) return;
    endServer();
    tellAll(String(error));
  });
  return {
    send: (order) => void serving.then((serve) => serve(order)).catch(() => undefined),
    end: () => (ended = true),
  };
}

/** A failure is told to everybody who waits; the next one who asks gets a new start. */
function tellAll(message: string): void {
  for (const [channel, { listener }] of [...asked]) listener({ channel, kind: "error", message });
}
