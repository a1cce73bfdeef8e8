import { host } from "../host/host";
import { t } from "../words";
import type { EngineAnswer, EngineMessage } from "./messages";

/** A message without its channel number, which {@link EngineChannel} adds. */
export type EngineRequest = EngineMessage extends infer Each
  ? Each extends EngineMessage
    ? Omit<Each, "channel">
    : never
  : never;

type AnswerListener = (answer: EngineAnswer) => void;

/** Receives the messages: a worker, or the same code in the page if there cannot be a worker. */
interface Server {
  send(message: EngineMessage): void;
  end(): void;
}

interface Asked {
  message: EngineMessage;
  listener: AnswerListener;
}

const openChannels = new Set<EngineChannel>();
const asked = new Map<number, Asked>();
let server: Server | null = null;
let newest = 0;

/** A channel to the worker that trains. All channels of the page share one worker, which ends with the last of them. */
export class EngineChannel {
  private channel = 0;

  constructor() {
    openChannels.add(this);
  }

  /** Asks for work, in place of what was asked before on this channel; its answers no longer arrive. */
  ask(request: EngineRequest, listener: AnswerListener): void {
    this.stop();
    this.channel = ++newest;
    const message = { ...request, channel: this.channel };
    asked.set(this.channel, { message, listener });
    server ??= startServer();
    server.send(message);
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

function deliver(answer: EngineAnswer): void {
  asked.get(answer.channel)?.listener(answer);
}

function startServer(): Server {
  try {
    return serverInWorker(host().startWorker());
  } catch (error) {
    return serverInPage(error);
  }
}

function endServer(): void {
  server?.end();
  server = null;
}

/** Serves from a worker. A script that cannot be loaded, or that the page forbids, raises an error event only later. */
function serverInWorker(worker: Worker): Server {
  let works = false;
  worker.onmessage = ({ data }: MessageEvent<EngineAnswer>) => {
    works = true;
    deliver(data);
  };
  worker.onerror = ({ message }) => {
    endServer();
    if (works) tellAll(message || t("The worker failed."));
    else moveIntoPage(message);
  };
  return {
    send: (message) => worker.postMessage(message),
    end: () => {
      worker.onerror = null;
      worker.terminate();
    },
  };
}

/** Sends everything that was asked of the worker to the page instead. */
function moveIntoPage(reason: unknown): void {
  server = serverInPage(reason);
  for (const { message } of asked.values()) server.send(message);
}

/** Serves from the page itself: the code works in short slices, so that the page stays usable. */
function serverInPage(reason: unknown): Server {
  console.warn("Factorlab trains in the page itself, since it cannot have a worker.", reason);
  let ended = false;
  const serving = import("./server").then(({ createServer }) =>
    createServer((answer) => {
      if (!ended) deliver(answer);
    }),
  );
  serving.catch((error: unknown) => {
    if (ended) return;
    endServer();
    tellAll(String(error));
  });
  return {
    send: (message) => void serving.then((serve) => serve(message)).catch(() => undefined),
    end: () => (ended = true),
  };
}

/** Tells a failure to all channels that wait; the next request starts a new server. */
function tellAll(message: string): void {
  for (const [channel, { listener }] of [...asked]) listener({ channel, kind: "error", message });
}
