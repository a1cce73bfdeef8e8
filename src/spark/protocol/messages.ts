/**
 * The messages of Spark Connect that training needs, with the fields that it needs of them. Names and numbers are those
 * of Spark's own definitions (spark/connect/*.proto of Apache Spark 4, under the Apache License 2.0).
 */
import { field, message } from "./wire";
import type { Of } from "./wire";

const { text, texts, bytes, flag, whole, double, of, list } = field;

/** An entry of a map from text to text. */
const TextEntry = message({ key: text(1), value: text(2) });
/** A field without content that is chosen by being there. */
const Nothing = message({});

const Literal = message({
  flag: flag(3),
  integer: whole(6),
  long: whole(7),
  double: double(11),
  text: text(13),
});
const Params = message({ params: list(message({ key: text(1), value: of(Literal, 2) }), 1) });
const ObjectRef = message({ id: text(1) });
const Method = message({ method: text(1) });
const Fetch = message({ object: of(ObjectRef, 1), methods: list(Method, 2) });

const Read = message({
  table: of(message({ name: text(1) }), 1),
  source: of(message({ format: text(1), schema: text(2), options: list(TextEntry, 3), paths: texts(4) }), 2),
});
/** Rows that are sent along: an Arrow stream, and their columns in SQL's words. */
export const LocalRelation = message({ data: bytes(1), schema: text(2) });
/** Where rows come from: read by Spark, asked for in SQL, sent along, uploaded before, or of a model. */
export const Relation = message({
  common: of(message({ plan: whole(2) }), 1),
  read: of(Read, 2),
  sql: of(message({ query: text(1) }), 10),
  local: of(LocalRelation, 11),
  uploaded: of(message({ hash: text(3) }), 36),
  ofModel: of(message({ fetch: of(Fetch, 2) }), 300),
});
/** {@link Relation} as an object. */
export type RelationPlan = Of<typeof Relation.fields>;

const Operator = message({ name: text(1), id: text(2), type: whole(3) });
/** The kind of an {@link Operator} that fits a model. */
export const ESTIMATOR = 1;

const MlCommand = message({
  fit: of(message({ estimator: of(Operator, 1), params: of(Params, 2), dataset: of(Relation, 3) }), 1),
  delete: of(message({ objects: list(ObjectRef, 1) }), 3),
});
/** How a {@link Write} treats a folder that is there: it fails. */
export const NOT_OVER = 3;
const Write = message({
  input: of(Relation, 1),
  format: text(2),
  path: text(3),
  mode: whole(5),
  options: list(TextEntry, 9),
});
const Command = message({
  write: of(Write, 2),
  view: of(message({ input: of(Relation, 1), name: text(2), global: flag(3), replace: flag(4) }), 3),
  ml: of(MlCommand, 17),
});

const Plan = message({ root: of(Relation, 1), command: of(Command, 2) });
/** What Spark is to do: give rows, or carry out a command. */
export type PlanOf = Of<typeof Plan.fields>;

const User = message({ id: text(1), name: text(2) });

export const ExecuteRequest = message({
  session: text(1),
  user: of(User, 2),
  plan: of(Plan, 3),
  client: text(4),
  options: list(message({ reattach: of(message({ reattachable: flag(1) }), 1) }), 5),
  operation: text(6),
  seenServer: text(8),
});
export const ReattachRequest = message({
  session: text(1),
  user: of(User, 2),
  operation: text(3),
  client: text(4),
  lastResponse: text(5),
  seenServer: text(6),
});
export const ReleaseExecuteRequest = message({
  session: text(1),
  user: of(User, 2),
  operation: text(3),
  client: text(4),
  all: of(Nothing, 5),
});

const Stage = message({
  id: whole(1),
  tasks: whole(2),
  completed: whole(3),
  bytesRead: whole(4),
  done: flag(5),
});
/** A stage of a job, as Spark reports it. */
export type StageReport = Of<typeof Stage.fields>;
const ModelInfo = message({ object: of(ObjectRef, 1), id: text(3), warning: text(5) });
export const ExecuteResponse = message({
  server: text(15),
  response: text(13),
  batch: of(message({ rows: whole(1), data: bytes(2), chunk: whole(4), chunks: whole(5) }), 2),
  complete: of(Nothing, 14),
  progress: of(message({ stages: list(Stage, 1), inFlight: whole(2) }), 18),
  ml: of(message({ info: of(ModelInfo, 3) }), 20),
});
/** {@link ExecuteResponse} as an object. */
export type Response = Of<typeof ExecuteResponse.fields>;

/** A type of Spark: which of these fields is there says which type it is. */
const DataType = message({
  ...{ null: of(Nothing, 1), binary: of(Nothing, 2), boolean: of(Nothing, 3), byte: of(Nothing, 4) },
  ...{ short: of(Nothing, 5), int: of(Nothing, 6), bigint: of(Nothing, 7), float: of(Nothing, 8) },
  ...{ double: of(Nothing, 9), decimal: of(Nothing, 10), string: of(Nothing, 11), char: of(Nothing, 12) },
  ...{ varchar: of(Nothing, 13), date: of(Nothing, 14), timestamp: of(Nothing, 15), array: of(Nothing, 20) },
  ...{ timestamp_ntz: of(Nothing, 16), struct: of(Nothing, 21), map: of(Nothing, 22) },
});
const SchemaType = message({
  struct: of(message({ fields: list(message({ name: text(1), type: of(DataType, 2) }), 1) }), 21),
});
export const AnalyzeRequest = message({
  session: text(1),
  user: of(User, 2),
  client: text(3),
  schema: of(message({ plan: of(Plan, 1) }), 4),
  version: of(Nothing, 10),
  seenServer: text(17),
});
export const AnalyzeResponse = message({
  schema: of(message({ schema: of(SchemaType, 1) }), 2),
  version: of(message({ version: text(1) }), 8),
  server: text(15),
});

const Pair = message({ key: text(1), value: text(2) });
export const ConfigRequest = message({
  session: text(1),
  user: of(User, 2),
  operation: of(
    message({ set: of(message({ pairs: list(Pair, 1) }), 1), get: of(message({ keys: texts(1) }), 4) }),
    3,
  ),
  client: text(4),
  seenServer: text(8),
});
export const ConfigResponse = message({ pairs: list(Pair, 2), server: text(4) });

const Chunk = message({ data: bytes(1), crc: whole(2) });
export const ArtifactsRequest = message({
  session: text(1),
  user: of(User, 2),
  batch: of(message({ artifacts: list(message({ name: text(1), data: of(Chunk, 2) }), 1) }), 3),
  begin: of(message({ name: text(1), total: whole(2), chunks: whole(3), first: of(Chunk, 4) }), 4),
  chunk: of(Chunk, 5),
  client: text(6),
  seenServer: text(7),
});
export const ArtifactsResponse = message({
  artifacts: list(message({ name: text(1), correct: flag(2) }), 1),
});

/** Interrupts everything of a session. */
export const INTERRUPT_ALL = 1;
export const InterruptRequest = message({
  session: text(1),
  user: of(User, 2),
  client: text(3),
  type: whole(4),
});
export const InterruptResponse = message({ interrupted: texts(2) });
export const ReleaseSessionRequest = message({ session: text(1), user: of(User, 2), client: text(3) });
export const EmptyResponse = Nothing;

export const ErrorRequest = message({ session: text(1), user: of(User, 2), error: text(3), client: text(4) });
const Throwable = message({ class: text(1), parameters: list(TextEntry, 2) });
const ServerError = message({
  hierarchy: texts(1),
  message: text(2),
  cause: whole(4),
  throwable: of(Throwable, 5),
});
export const ErrorResponse = message({ root: whole(1), errors: list(ServerError, 2) });

const Any = message({ type: text(1), value: bytes(2) });
/** What a gRPC error carries: google.rpc.Status with google.rpc.ErrorInfo. */
export const Status = message({ code: whole(1), message: text(2), details: list(Any, 3) });
export const ErrorInfo = message({ reason: text(1), domain: text(2), about: list(TextEntry, 3) });
