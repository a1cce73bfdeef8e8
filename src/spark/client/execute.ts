import { randomUUID } from "node:crypto";
import { SparkError } from "../errors";
import * as messages from "../protocol/messages";
import type { PlanOf, Response, StageReport } from "../protocol/messages";
import { joined } from "../protocol/wire";
import type { Message, Of } from "../protocol/wire";
import { placeOf } from "./remote";
import type { Remote } from "./remote";
import { isBroken, isForgotten, lostServer } from "./told-error";

/** What runs a plan: a session. */
export interface Caller {
  readonly remote: Remote;
  readonly who: { session: string; user: { id: string; name: string }; client: string };
  ask<Request, Answer>(
    method: string,
    request: Message<Request>,
    answer: Message<Answer>,
    value: Of<Request>,
  ): Promise<Of<Answer>>;
  stream(method: string, request: Uint8Array): AsyncGenerator<Uint8Array, void, undefined>;
  explained(error: unknown): Promise<unknown>;
}

/** Hears how far the stages of a plan are, some times a second. */
export type StageListener = (stages: readonly StageReport[]) => void;

/** What a plan has given: rows as Arrow streams, one after another, or a model. */
export interface Result {
  readonly batches: readonly Uint8Array[];
  /** The server's name of a model that was fitted. */
  readonly model: string | undefined;
  /** What Spark warned of. */
  readonly warning: string | undefined;
}

/** How often a stream that broke is taken up again, in a row without an answer, and after how many milliseconds. */
const AGAIN = { times: 8, after: 250, longest: 4000 };

/**
 * Runs a plan to its end. The server keeps it running and its answers while the connection is down, and may end a stream
 * before its end; both are taken up again where they broke off.
 * @throws SparkError, SparkServerError
 */
export async function execute(
  session: Caller,
  plan: PlanOf,
  onStages: StageListener = () => undefined,
): Promise<Result> {
  const operation = randomUUID();
  const collector = new Collector(onStages);
  try {
    for (let failures = 0; !collector.complete;) {
      const { answers } = collector;
      const broken = await follow(session, operation, plan, collector);
      if (collector.complete) break;
      failures = collector.answers > answers ? 0 : failures + 1;
      if (failures > AGAIN.times) throw lostServer(placeOf(session.remote), broken);
      if (broken) await pause(Math.min(AGAIN.longest, AGAIN.after * 2 ** failures));
    }
  } catch (error) {
    if (collector.answers > 0 && isForgotten(error)) throw lostServer(placeOf(session.remote), error);
    throw error;
  } finally {
    void release(session, operation);
  }
  return collector;
}

/** Follows the answers until their stream ends. @returns what broke it off, if anything did. */
async function follow(
  session: Caller,
  operation: string,
  plan: PlanOf,
  collector: Collector,
): Promise<Error | null> {
  const isFirst = collector.lastResponse === undefined && !collector.began;
  const request = isFirst
    ? messages.ExecuteRequest.write({
        ...session.who,
        operation,
        plan,
        options: [{ reattach: { reattachable: true } }],
      })
    : messages.ReattachRequest.write({ ...session.who, operation, lastResponse: collector.lastResponse });
  collector.began = true;
  try {
    for await (const answer of session.stream(isFirst ? "ExecutePlan" : "ReattachExecute", request))
      collector.take(messages.ExecuteResponse.read(answer));
    return null;
  } catch (error) {
    // Before the first answer nothing is known to have begun: a server that cannot be reached is told at once.
    if (isBroken(error) && collector.answers > 0) return error as Error;
    throw await session.explained(error);
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Lets the server forget the answers of a plan; it does so by itself, later. */
async function release(session: Caller, operation: string): Promise<void> {
  const { ReleaseExecuteRequest, EmptyResponse } = messages;
  const request = { ...session.who, operation, all: {} };
  await session.ask("ReleaseExecute", ReleaseExecuteRequest, EmptyResponse, request).catch(() => undefined);
}

class Collector implements Result {
  readonly batches: Uint8Array[] = [];
  model: string | undefined;
  warning: string | undefined;
  complete = false;
  began = false;
  answers = 0;
  lastResponse: string | undefined;
  private chunks: Uint8Array[] = [];

  constructor(private readonly onStages: StageListener) {}

  take({ response, batch, complete, progress, ml }: Response): void {
    this.answers++;
    if (response !== undefined) this.lastResponse = response;
    if (complete) this.complete = true;
    if (progress) this.onStages(progress.stages ?? []);
    if (ml?.info) {
      this.model = ml.info.object?.id;
      this.warning = ml.info.warning;
    }
    if (batch) this.takeChunk(batch.data ?? new Uint8Array(0), batch.chunk ?? 0, batch.chunks ?? 1);
  }

  /** A batch may come in pieces. */
  private takeChunk(data: Uint8Array, chunk: number, chunks: number): void {
    // A copy: what it is part of may hold other messages.
    this.chunks.push(data.slice());
    if (chunk + 1 < chunks) return;
    if (this.chunks.length !== chunks)
      throw new SparkError("job", `Spark sent ${this.chunks.length} of ${chunks} pieces of its rows`);
    this.batches.push(joined(this.chunks));
    this.chunks = [];
  }
}
