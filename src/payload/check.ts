import { cellsMatrix, factorization, labels, optional } from "./check-factorization";
import { checkNotes, map, checkTableView } from "./check-lists";
import { checkGuess } from "./check-guess";
import { checkExercise, checkPrediction } from "./check-course";
import { checkPicture } from "./check-picture";
import { dials } from "./check-dials";
import { plane } from "./check-plane";
import { training } from "./check-training";
import { count, fail, list, loss, object, own, text, words } from "./fields";
import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type { LossViewPayload, MatrixViewPayload, Payload, NamedRunPayload } from "./types";

/**
 * Checks a payload from an untrusted source and returns a clean copy with the known fields only, so that nothing else
 * in the file, such as `__proto__` or a chart's layout, gets through.
 * @throws PayloadError naming the field, what it holds and what was expected.
 */
export function checkPayload(value: unknown): Payload {
  const payload = object(value, "payload");
  const version = own(payload, "version");
  if (version !== PAYLOAD_VERSION) {
    const isNewer = typeof version === "number" && version > PAYLOAD_VERSION;
    const advice = isNewer ? ": a newer Factorlab made this, so update yours" : "";
    fail("version", version, `${PAYLOAD_VERSION}${advice}`);
  }
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
    case "table":
      return checkTableView(payload);
    case "map":
      return map(payload);
    case "picture":
      return checkPicture(payload);
    case "plane":
      return plane(payload);
    case "guess":
      return checkGuess(payload);
    case "dials":
      return dials(payload);
    case "prediction":
      return checkPrediction(payload);
    case "exercise":
      return checkExercise(payload);
    default:
      return fail(
        "kind",
        kind,
        '"matrix", "factorization", "loss", "training", "table", "map", "picture", "plane", "guess", "dials", "prediction" or "exercise"',
      );
  }
}

function matrixView(payload: object): MatrixViewPayload {
  const name = text(own(payload, "name"), "name");
  const matrix = cellsMatrix(own(payload, "matrix"), "matrix");
  const { rows, columns } = matrix;
  return { version: PAYLOAD_VERSION, kind: "matrix", name, matrix, ...labels(payload, { rows, columns }) };
}

function lossView(payload: object): LossViewPayload {
  const runs = list(own(payload, "runs"), "runs", LIMITS.runs).map((item, i) => checkRun(item, `runs[${i}]`));
  return {
    version: PAYLOAD_VERSION,
    kind: "loss",
    runs,
    ...optional(payload, "measure", (value) => words(value, "measure")),
    ...optional(payload, "step", (value) =>
      value === "iteration" || value === "epoch" ? value : fail("step", value, '"iteration" or "epoch"'),
    ),
    ...optional(payload, "notes", checkNotes),
  };
}

function checkRun(item: unknown, path: string): NamedRunPayload {
  const source = object(item, path);
  const mark = (name: "bestAt" | "stoppedAt" | "divergedAt"): Partial<NamedRunPayload> =>
    optional(source, name, (value) => count(value, `${path}.${name}`, 0, LIMITS.iterations));
  return {
    name: words(own(source, "name"), `${path}.name`),
    loss: loss(own(source, "loss"), `${path}.loss`),
    ...optional(source, "validation", (value) => loss(value, `${path}.validation`)),
    ...mark("bestAt"),
    ...mark("stoppedAt"),
    ...mark("divergedAt"),
  };
}
