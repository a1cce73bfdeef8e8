import { randomUUID } from "node:crypto";
import { SparkServerError } from "../errors";
import * as messages from "../protocol/messages";
import type { PlanOf, RelationPlan } from "../protocol/messages";
import type { Message, Of } from "../protocol/wire";
import { Channel, RequestError } from "./channel";
import { execute } from "./execute";
import type { Result, StageListener } from "./execute";
import { readRemote } from "./remote";
import type { Remote } from "./remote";
import { connectionError, noteOf } from "./told-error";

/** How this client is called on Spark's pages. */
const CLIENT = "factorlab";

/** A column of rows as Spark knows it. */
export interface SparkColumn {
  readonly name: string;
  /** Spark's name of the type: `"int"`, `"string"`, `"other"`. */
  readonly type: string;
}

/**
 * A session on a Spark Connect server: views and models of one do not meet those of another. It is released when it is
 * closed, with all that is going on in it.
 */
export class SparkSession {
  private readonly channel: Channel;
  private closed = false;

  constructor(
    readonly remote: Remote,
    readonly id: string = randomUUID(),
  ) {
    this.channel = new Channel(remote);
  }

  /** @param given a connection string. @throws SparkError */
  static at(given: unknown): SparkSession {
    return new SparkSession(readRemote(given));
  }

  /** The fields that every request begins with. */
  get who(): { session: string; user: { id: string; name: string }; client: string } {
    const { user } = this.remote;
    return { session: this.id, user: { id: user, name: user }, client: CLIENT };
  }

  /** Asks for one answer, of one message or of several. @throws SparkError, SparkServerError */
  async ask<Request, Answer>(
    method: string,
    request: Message<Request>,
    answer: Message<Answer>,
    value: Of<Request> | readonly Of<Request>[],
  ): Promise<Of<Answer>> {
    try {
      const values = Array.isArray(value) ? (value as readonly Of<Request>[]) : [value as Of<Request>];
      const bytes = values.map((each) => request.write(each));
      return answer.read(await this.channel.unary(method, bytes));
    } catch (error) {
      throw await this.explained(error);
    }
  }

  /** Asks for answers one after another. Its errors are those of requests. */
  stream(method: string, request: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
    return this.channel.stream(method, [request]);
  }

  /** The version of Spark. */
  async version(): Promise<string> {
    const { version } = await this.analyze({ version: {} });
    return version?.version ?? "";
  }

  /** The columns of rows. @throws SparkServerError where there are no such rows */
  async columns(relation: RelationPlan): Promise<SparkColumn[]> {
    const { schema } = await this.analyze({ schema: { plan: { root: relation } } });
    return (schema?.schema?.struct?.fields ?? []).map(({ name = "", type = {} }) => ({
      name,
      type: Object.keys(type)[0] ?? "other",
    }));
  }

  private analyze(
    what: Of<typeof messages.AnalyzeRequest.fields>,
  ): Promise<Of<typeof messages.AnalyzeResponse.fields>> {
    const { AnalyzeRequest, AnalyzeResponse } = messages;
    return this.ask("AnalyzePlan", AnalyzeRequest, AnalyzeResponse, { ...this.who, ...what });
  }

  /** Settings of the server; those that are not set are missing. */
  async settings(...keys: string[]): Promise<Map<string, string>> {
    const { ConfigRequest, ConfigResponse } = messages;
    const request = { ...this.who, operation: { get: { keys } } };
    const { pairs = [] } = await this.ask("Config", ConfigRequest, ConfigResponse, request);
    const said = pairs.filter(({ value }) => value !== undefined);
    return new Map(said.map(({ key = "", value = "" }) => [key, value]));
  }

  /** Sets what this session alone goes by. */
  async set(values: Readonly<Record<string, string>>): Promise<void> {
    const { ConfigRequest, ConfigResponse } = messages;
    const pairs = Object.entries(values).map(([key, value]) => ({ key, value }));
    await this.ask("Config", ConfigRequest, ConfigResponse, { ...this.who, operation: { set: { pairs } } });
  }

  /** Runs a plan to its end. @param onStages hears how far its stages are. @throws SparkError, SparkServerError */
  run(plan: PlanOf, onStages?: StageListener): Promise<Result> {
    return execute(this, plan, onStages);
  }

  /** Gives rows a name for SQL, within this session. */
  async view(name: string, input: RelationPlan): Promise<void> {
    await this.run({ command: { view: { input, name, global: false, replace: true } } });
  }

  /** Writes rows into a folder, which must not be there yet. @throws SparkServerError */
  async write(
    input: RelationPlan,
    format: "parquet" | "text",
    path: string,
    settings: Readonly<Record<string, string>> = {},
    onStages?: StageListener,
  ): Promise<void> {
    const options = Object.entries(settings).map(([key, value]) => ({ key, value }));
    const write = { input, format, path, mode: messages.NOT_OVER, options };
    await this.run({ command: { write } }, onStages);
  }

  /** Stops everything that is going on in this session. */
  async interrupt(): Promise<void> {
    const { InterruptRequest, InterruptResponse, INTERRUPT_ALL: type } = messages;
    await this.ask("Interrupt", InterruptRequest, InterruptResponse, { ...this.who, type });
  }

  /** Releases the session, with its views and models and what is going on; a server that is gone has released it. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const { ReleaseSessionRequest, EmptyResponse } = messages;
    await this.ask("ReleaseSession", ReleaseSessionRequest, EmptyResponse, this.who).catch(() => undefined);
    this.channel.close();
  }

  /** An error of a request as one that says what happened. */
  async explained(error: unknown): Promise<unknown> {
    if (!(error instanceof RequestError)) return error;
    const ofConnection = connectionError(error, this.remote);
    if (ofConnection) return ofConnection;
    const { id, condition } = noteOf(error);
    const details = id === undefined ? [] : await this.detailsOf(id);
    const message = details[0] ?? error.message;
    return new SparkServerError(message, condition, details.slice(1), error.code);
  }

  /** The messages of an error and of its causes. */
  private async detailsOf(id: string): Promise<string[]> {
    const { ErrorRequest, ErrorResponse } = messages;
    const request = ErrorRequest.write({ ...this.who, error: id });
    const bytes = await this.channel.unary("FetchErrorDetails", [request]).catch(() => null);
    if (bytes === null) return [];
    const { root, errors = [] } = ErrorResponse.read(bytes);
    const found: string[] = [];
    for (let at = root; at !== undefined && found.length < errors.length; at = errors[at].cause)
      found.push(errors[at]?.message ?? "");
    return found;
  }
}
