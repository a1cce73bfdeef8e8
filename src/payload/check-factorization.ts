import {
  cells,
  count,
  fail,
  finiteNumbers,
  finiteOrNull,
  flag,
  list,
  loss,
  notNegative,
  object,
  own,
  positive,
  text,
  words,
} from "./fields";
import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type {
  CellsPayload,
  FactorizationPayload,
  FramePayload,
  Labels,
  MatrixPayload,
  ReplayPayload,
  TrainingMethod,
  TrainingStage,
} from "./types";

/** Checks a payload whose kind is "factorization". @throws PayloadError */
export function factorization(payload: object): FactorizationPayload {
  const { data, L, U } = equation(payload);
  const iteration = count(own(payload, "iteration"), "iteration", 0, LIMITS.iterations);
  const divergedAt = optional(payload, "divergedAt", (value) =>
    count(value, "divergedAt", 1, LIMITS.iterations),
  );
  return {
    version: PAYLOAD_VERSION,
    kind: "factorization",
    ...optional(payload, "title", (value) => words(value, "title")),
    data,
    L,
    U,
    loss: loss(own(payload, "loss"), "loss"),
    iteration,
    learningRate: finiteOrNull(own(payload, "learningRate"), "learningRate"),
    seed: finiteOrNull(own(payload, "seed"), "seed"),
    ...optional(payload, "nonnegative", (value) => flag(value, "nonnegative")),
    ...optional(payload, "direct", (value) => flag(value, "direct")),
    ...labels(payload, { rows: data.rows, columns: data.columns, features: L.columns }),
    ...divergedAt,
    ...optional(payload, "replay", (value) => replay(value, L, U, iteration)),
    ...optional(payload, "frames", (value) => frames(value, L, U)),
  };
}

/** The data and the factors, whose shapes agree. */
export function equation(payload: object): Pick<FactorizationPayload, "data" | "L" | "U"> {
  const data = cellsMatrix(own(payload, "data"), "data");
  const L = matrix(own(payload, "L"), "L");
  const U = matrix(own(payload, "U"), "U");
  if (L.rows !== data.rows) fail("L.rows", L.rows, `${data.rows}, as data has`);
  if (U.columns !== data.columns) fail("U.columns", U.columns, `${data.columns}, as data has`);
  if (U.rows !== L.columns) fail("U.rows", U.rows, `${L.columns}, the columns of L`);
  return { data, L, U };
}

/** Refuses means of blocks, for views of which each row and column has to be one. */
export function refuseMeans(whole: Pick<FactorizationPayload, "data" | "L" | "U">): void {
  for (const name of ["data", "L", "U"] as const) {
    const { rows, columns, of } = whole[name];
    if (of) fail(`${name}.of`, `${of.rows} × ${of.columns}`, `nothing, since ${rows} × ${columns} are drawn`);
  }
}

/** Reads a field that may be missing: returns an object with the field, or an empty one. */
export function optional<Name extends string, Value>(
  source: object,
  name: Name,
  read: (value: unknown) => Value,
): { [field in Name]?: Value } {
  const value = own(source, name);
  return value === undefined ? {} : ({ [name]: read(value) } as { [field in Name]?: Value });
}

/** The names of rows, columns and features, as many as there are of each. */
export function labels(
  payload: object,
  counts: Readonly<Partial<Record<keyof Labels, number>>>,
): { labels?: Labels } {
  return optional(payload, "labels", (value) => {
    const source = object(value, "labels");
    const read: Labels = {};
    for (const [name, length] of Object.entries(counts) as [keyof Labels, number][]) {
      const given = own(source, name);
      if (given !== undefined) read[name] = names(given, `labels.${name}`, length);
    }
    return read;
  });
}

function names(value: unknown, path: string, length: number): string[] {
  const given = list(value, path, LIMITS.side);
  if (given.length !== length) fail(`${path}.length`, given.length, `${length}, one for each`);
  return Array.from(given, (name, i) => text(name, `${path}[${i}]`));
}

function replay(value: unknown, L: MatrixPayload, U: MatrixPayload, iteration: number): ReplayPayload {
  const source = object(value, "replay");
  const stages = readStages(own(source, "stages"), "replay.stages");
  const total = stages.reduce((sum, stage) => sum + stage.iterations, 0);
  if (total !== iteration) fail("replay.stages", `${total} iterations`, `${iteration}, as iteration has`);
  return {
    L: checkFactor(own(source, "L"), "replay.L", L),
    U: checkFactor(own(source, "U"), "replay.U", U),
    stages,
  };
}

/** The trainings, one after the other. */
export function readStages(value: unknown, path: string): TrainingStage[] {
  return list(value, path, LIMITS.stages).map((item, i) =>
    readStage(object(item, `${path}[${i}]`), `${path}[${i}]`),
  );
}

function readStage(stage: object, path: string): TrainingStage {
  return {
    learningRate: positive(own(stage, "learningRate"), `${path}.learningRate`),
    iterations: count(own(stage, "iterations"), `${path}.iterations`, 1, LIMITS.iterations),
    ...optional(stage, "regularization", (value) => notNegative(value, `${path}.regularization`)),
    ...optional(stage, "method", (value) => method(value, `${path}.method`)),
    ...optional(stage, "seed", (value) => count(value, `${path}.seed`, -LIMITS.seed, LIMITS.seed)),
  };
}

function method(value: unknown, path: string): TrainingMethod {
  if (value === "coordinate" || value === "batch" || value === "stochastic") return value;
  return fail(path, value, '"coordinate", "batch" or "stochastic"');
}

function frames(value: unknown, L: MatrixPayload, U: MatrixPayload): FramePayload[] {
  let before = -1;
  return list(value, "frames", LIMITS.frames).map((item, i) => {
    const frame = object(item, `frames[${i}]`);
    const iteration = count(own(frame, "iteration"), `frames[${i}].iteration`, 0, LIMITS.iterations);
    if (iteration <= before) fail(`frames[${i}].iteration`, iteration, "a rising series");
    before = iteration;
    return {
      iteration,
      L: checkFactor(own(frame, "L"), `frames[${i}].L`, L),
      U: checkFactor(own(frame, "U"), `frames[${i}].U`, U),
    };
  });
}

/** Reads as many numbers as the matrix has. */
export function checkFactor(value: unknown, path: string, { values }: MatrixPayload): number[] {
  const numbers = finiteNumbers(value, path, LIMITS.values);
  if (numbers.length !== values.length) fail(`${path}.length`, numbers.length, `${values.length}`);
  return numbers;
}

/** A matrix without unknown cells. */
export function matrix(value: unknown, path: string): MatrixPayload {
  return shaped(value, path, finiteNumbers);
}

/** A matrix in which cells may be unknown. */
export function cellsMatrix(value: unknown, path: string): CellsPayload {
  return shaped(value, path, cells);
}

function shaped<Value>(
  value: unknown,
  path: string,
  read: (value: unknown, path: string, most: number) => Value[],
): { rows: number; columns: number; values: Value[]; of?: { rows: number; columns: number } } {
  const source = object(value, path);
  const rows = count(own(source, "rows"), `${path}.rows`, 1);
  const columns = count(own(source, "columns"), `${path}.columns`, 1);
  const values = read(own(source, "values"), `${path}.values`, LIMITS.values);
  if (values.length !== rows * columns) {
    fail(`${path}.values.length`, values.length, `${rows} × ${columns} = ${rows * columns}`);
  }
  const of = own(source, "of");
  if (of === undefined) return { rows, columns, values };
  const full = object(of, `${path}.of`);
  const shape = {
    rows: count(own(full, "rows"), `${path}.of.rows`, rows),
    columns: count(own(full, "columns"), `${path}.of.columns`, columns),
  };
  return { rows, columns, values, of: shape };
}
