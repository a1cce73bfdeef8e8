import { describeValue, PayloadError } from "../errors";
import { PAYLOAD_VERSION } from "./types";
import type {
  FactorizationPayload,
  LossPayload,
  LossViewPayload,
  MatrixPayload,
  MatrixViewPayload,
  Payload,
} from "./types";

/** More than any payload of ours needs, and little enough to draw: bounds on what a file may ask for. */
const LIMITS = { values: 1_000_000, side: 1_000_000, points: 10_000, runs: 50, name: 80 };

/**
 * Checks a payload from an untrusted place and returns a clean copy with the known fields only, so that nothing
 * else in the file, such as `__proto__` or a chart's layout, goes any further.
 * @throws PayloadError naming the field, what it holds and what was expected.
 */
export function checkPayload(value: unknown): Payload {
  const payload = object(value, "payload");
  const version = own(payload, "version");
  if (version !== PAYLOAD_VERSION) fail("version", version, `${PAYLOAD_VERSION}`);
  const kind = own(payload, "kind");
  switch (kind) {
    case "matrix":
      return matrixView(payload);
    case "factorization":
      return factorization(payload);
    case "loss":
      return lossView(payload);
    default:
      return fail("kind", kind, '"matrix", "factorization" or "loss"');
  }
}

function matrixView(payload: object): MatrixViewPayload {
  const view = { name: text(own(payload, "name"), "name"), matrix: matrix(own(payload, "matrix"), "matrix") };
  return { version: PAYLOAD_VERSION, kind: "matrix", ...view };
}

function factorization(payload: object): FactorizationPayload {
  const data = matrix(own(payload, "data"), "data");
  const L = matrix(own(payload, "L"), "L");
  const U = matrix(own(payload, "U"), "U");
  if (L.rows !== data.rows) fail("L.rows", L.rows, `${data.rows}, as data has`);
  if (U.columns !== data.columns) fail("U.columns", U.columns, `${data.columns}, as data has`);
  if (U.rows !== L.columns) fail("U.rows", U.rows, `${L.columns}, the columns of L`);
  return {
    version: PAYLOAD_VERSION,
    kind: "factorization",
    data,
    L,
    U,
    loss: loss(own(payload, "loss"), "loss"),
    iteration: count(own(payload, "iteration"), "iteration", 0),
    learningRate: finiteOrNull(own(payload, "learningRate"), "learningRate"),
    seed: finiteOrNull(own(payload, "seed"), "seed"),
  };
}

function lossView(payload: object): LossViewPayload {
  const runs = list(own(payload, "runs"), "runs", LIMITS.runs).map((item, i) => {
    const run = object(item, `runs[${i}]`);
    return {
      name: text(own(run, "name"), `runs[${i}].name`),
      loss: loss(own(run, "loss"), `runs[${i}].loss`),
    };
  });
  return { version: PAYLOAD_VERSION, kind: "loss", runs };
}

function matrix(value: unknown, place: string): MatrixPayload {
  const source = object(value, place);
  const rows = count(own(source, "rows"), `${place}.rows`, 1);
  const columns = count(own(source, "columns"), `${place}.columns`, 1);
  const values = finiteNumbers(own(source, "values"), `${place}.values`, LIMITS.values);
  if (values.length !== rows * columns) {
    fail(`${place}.values.length`, values.length, `${rows} × ${columns} = ${rows * columns}`);
  }
  const of = own(source, "of");
  if (of === undefined) return { rows, columns, values };
  const full = object(of, `${place}.of`);
  const shape = {
    rows: count(own(full, "rows"), `${place}.of.rows`, rows),
    columns: count(own(full, "columns"), `${place}.of.columns`, columns),
  };
  return { rows, columns, values, of: shape };
}

function loss(value: unknown, place: string): LossPayload {
  const source = object(value, place);
  const iterations = finiteNumbers(own(source, "iterations"), `${place}.iterations`, LIMITS.points);
  const values = finiteNumbers(own(source, "values"), `${place}.values`, LIMITS.points);
  if (values.length !== iterations.length) {
    fail(`${place}.values.length`, values.length, `${iterations.length}, one for each iteration`);
  }
  iterations.forEach((iteration, i) => {
    if (i > 0 && iteration <= iterations[i - 1])
      fail(`${place}.iterations[${i}]`, iteration, "a rising series");
  });
  values.forEach((x, i) => {
    if (x < 0) fail(`${place}.values[${i}]`, x, "a loss ≥ 0");
  });
  return { iterations, values };
}

/** A field of the object itself: what a prototype holds does not count. */
function own(source: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(source, key)?.value as unknown;
}

function object(value: unknown, place: string): object {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail(place, value, "an object");
  return value;
}

function list(value: unknown, place: string, most: number): unknown[] {
  if (!Array.isArray(value)) return fail(place, value, "a list");
  if (value.length > most) fail(`${place}.length`, value.length, `at most ${most}`);
  return value;
}

function finiteNumbers(value: unknown, place: string, most: number): number[] {
  return Array.from(list(value, place, most), (x, i) => {
    if (typeof x !== "number" || !Number.isFinite(x)) return fail(`${place}[${i}]`, x, "a finite number");
    return x;
  });
}

function finiteOrNull(value: unknown, place: string): number | null {
  if (value === null || (typeof value === "number" && Number.isFinite(value))) return value;
  return fail(place, value, "a finite number or null");
}

function count(value: unknown, place: string, least: number): number {
  const most = LIMITS.side;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  return fail(place, value, `a whole number from ${least} to ${most}`);
}

function text(value: unknown, place: string): string {
  if (typeof value !== "string") return fail(place, value, "text");
  return value.length <= LIMITS.name ? value : `${value.slice(0, LIMITS.name - 1)}…`;
}

function fail(place: string, actual: unknown, expected: string): never {
  throw new PayloadError(`${place} is ${describeValue(actual)}, expected ${expected}`, {
    argument: place,
    actual,
    expected,
  });
}
