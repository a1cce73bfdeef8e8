import { training } from "./check-training";
import { count, fail, finiteNumbers, finiteOrNull, LIMITS, list, loss, object, own, text } from "./fields";
import { PAYLOAD_VERSION } from "./types";
import type {
  FactorizationPayload,
  LossViewPayload,
  MatrixPayload,
  MatrixViewPayload,
  Payload,
} from "./types";

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
    case "training":
      return training(payload);
    default:
      return fail("kind", kind, '"matrix", "factorization", "loss" or "training"');
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
    iteration: count(own(payload, "iteration"), "iteration", 0, LIMITS.iterations),
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
