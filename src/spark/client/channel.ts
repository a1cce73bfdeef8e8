import { connect, constants } from "node:http2";
import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from "node:http2";
import { framed, Inbox } from "./frames";
import { placeOf } from "./remote";
import type { Remote } from "./remote";

/** gRPC's numbers of the errors that are told apart here. */
export const GRPC = { cancelled: 1, unknown: 2, internal: 13, unavailable: 14, unauthenticated: 16 } as const;

/** A request that failed: by what the server said, or because there was no answer. */
export class RequestError extends Error {
  /** The name of the class. */
  override name = "RequestError";

  constructor(
    readonly code: number,
    message: string,
    /** google.rpc.Status as bytes, where the server sent it. */
    readonly status: Uint8Array | null = null,
  ) {
    super(message);
  }
}

const SERVICE = "/spark.connect.SparkConnectService/";
/** Milliseconds to wait for a server that does not answer. */
const CONNECT_PATIENCE = 5_000;
/** Milliseconds between two looks whether the server is still there, and how long it may take to answer. */
const PING = { every: 10_000, patience: 20_000 };

/** A connection to a Spark Connect server: gRPC over HTTP/2, which is made anew where it was lost. */
export class Channel {
  private session: ClientHttp2Session | null = null;
  private watch: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(private readonly remote: Remote) {}

  /** Asks for one answer. @param messages more than one where the method takes a stream. */
  async unary(method: string, messages: readonly Uint8Array[]): Promise<Uint8Array> {
    for await (const answer of this.stream(method, messages)) return answer;
    throw new RequestError(GRPC.unavailable, "the server answered without an answer");
  }

  /** Asks for answers one after another. */
  async *stream(
    method: string,
    messages: readonly Uint8Array[],
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const stream = await this.request(method, messages);
    const ended = outcomeOf(stream);
    const inbox = new Inbox();
    try {
      for await (const piece of stream as AsyncIterable<Uint8Array>) {
        inbox.add(piece);
        for (let next = inbox.next(); next !== null; next = inbox.next()) yield next;
      }
      await ended;
    } catch (error) {
      // What the server says is worth more than that the stream broke.
      await ended;
      throw lost(error);
    } finally {
      ended.catch(() => undefined);
      if (!stream.closed) stream.close(constants.NGHTTP2_CANCEL);
    }
  }

  private async request(method: string, messages: readonly Uint8Array[]): Promise<ClientHttp2Stream> {
    const { token, headers } = this.remote;
    const session = await this.open();
    const stream = session.request({
      ":method": "POST",
      ":path": SERVICE + method,
      "content-type": "application/grpc",
      te: "trailers",
      "user-agent": "factorlab",
      ...headers,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    });
    // Listened to in `outcomeOf`; one that is destroyed before would end the process.
    stream.on("error", () => undefined);
    for (const content of messages) stream.write(framed(content));
    stream.end();
    return stream;
  }

  private async open(): Promise<ClientHttp2Session> {
    // What is still going on may not bring a released session back.
    if (this.isClosed) throw new RequestError(GRPC.cancelled, "the session on Spark has been released");
    if (this.session && !this.session.closed && !this.session.destroyed) return this.session;
    const { host, port, tls } = this.remote;
    const name = host.includes(":") ? `[${host}]` : host;
    // Large windows, as factors come in megabytes.
    const settings = { settings: { initialWindowSize: 1 << 24, maxFrameSize: 1 << 20 } };
    const session = connect(`${tls ? "https" : "http"}://${name}:${port}`, settings);
    session.on("error", () => undefined);
    await connected(session, placeOf(this.remote));
    session.setLocalWindowSize(1 << 26);
    this.session = session;
    this.watchOver(session);
    return session;
  }

  /** A machine that vanished says nothing: without a look at it, a request would wait for ever. */
  private watchOver(session: ClientHttp2Session): void {
    clearInterval(this.watch);
    this.watch = setInterval(() => {
      if (session.closed || session.destroyed) return;
      const timer = setTimeout(() => session.destroy(), PING.patience);
      timer.unref();
      session.ping(() => clearTimeout(timer));
    }, PING.every);
    this.watch.unref();
  }

  /** Ends the connection, with what is still going on over it. */
  close(): void {
    this.isClosed = true;
    clearInterval(this.watch);
    this.session?.destroy();
    this.session = null;
  }
}

/** Waits until a connection stands. @throws RequestError */
function connected(session: ClientHttp2Session, place: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      session.destroy();
      reject(
        new RequestError(GRPC.unavailable, `no answer from ${place} within ${CONNECT_PATIENCE / 1000} s`),
      );
    }, CONNECT_PATIENCE);
    // A server that speaks no HTTP/2 is found out by its settings, which never come.
    session.once("remoteSettings", () => {
      clearTimeout(timer);
      resolve();
    });
    session.once("error", (error) => {
      clearTimeout(timer);
      reject(lost(error));
    });
    session.once("close", () => {
      clearTimeout(timer);
      reject(new RequestError(GRPC.unavailable, `${place} closed the connection`));
    });
  });
}

/** What became of a request: nothing where it went well. */
function outcomeOf(stream: ClientHttp2Stream): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: IncomingHttpHeaders = {};
    for (const name of ["response", "trailers"])
      stream.on(name, (headers: IncomingHttpHeaders) => void Object.assign(said, headers));
    stream.once("close", () => {
      const status = said["grpc-status"] as string | undefined;
      if (status === "0") resolve();
      else if (status !== undefined) reject(toldError(Number(status), said));
      else reject(new RequestError(GRPC.unavailable, "the connection broke off"));
    });
  });
}

function toldError(code: number, said: IncomingHttpHeaders): RequestError {
  const status = said["grpc-status-details-bin"];
  const text = said["grpc-message"];
  const message =
    typeof text === "string" ? decodeURIComponent(text.replace(/%(?![\da-f]{2})/gi, "%25")) : "";
  return new RequestError(code, message, typeof status === "string" ? Buffer.from(status, "base64") : null);
}

/** An error of the connection, without its words about this program's inner life. */
function lost(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  return new RequestError(GRPC.unavailable, code ? `${code}: ${message}` : message);
}
