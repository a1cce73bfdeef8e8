import { factorization, optional } from "./check-factorization";
import { count, fail, list, loss, notNegative, object, own } from "./fields";
import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type { CellsPayload, GuessViewPayload, SweepPoint, Sweeps } from "./types";

/** Checks a payload whose kind is "guess". @throws PayloadError */
export function checkGuess(payload: object): GuessViewPayload {
  const whole = factorization(payload);
  const { data } = whole;
  for (const name of ["data", "L", "U"] as const) {
    const { rows, columns, of } = whole[name];
    if (of) fail(`${name}.of`, `${of.rows} × ${of.columns}`, `nothing, since ${rows} × ${columns} are drawn`);
  }
  for (const side of ["rows", "columns"] as const)
    if (data[side] > LIMITS.guessSide) fail(`data.${side}`, data[side], `at most ${LIMITS.guessSide}`);
  return {
    ...whole,
    version: PAYLOAD_VERSION,
    kind: "guess",
    heldOut: heldOut(own(payload, "heldOut"), data),
    validation: loss(own(payload, "validation"), "validation"),
    ...optional(payload, "sweeps", sweeps),
  };
}

/** Known cells in the order of the data, at least one, and at least one fewer than there are. */
function heldOut(value: unknown, data: CellsPayload): GuessViewPayload["heldOut"] {
  const known = data.values.filter((cell) => cell !== null).length;
  let before = -1;
  const cells = list(value, "heldOut", Math.max(0, known - 1)).map((item, n): [number, number] => {
    const path = `heldOut[${n}]`;
    const cell = list(item, path, 2);
    const row = count(cell[0], `${path}[0]`, 0, data.rows - 1);
    const column = count(cell[1], `${path}[1]`, 0, data.columns - 1);
    const place = row * data.columns + column;
    if (place <= before) fail(path, `${row}, ${column}`, "a cell behind the one before");
    if (data.values[place] === null) fail(path, `${row}, ${column}`, "a known cell");
    before = place;
    return [row, column];
  });
  if (cells.length === 0) fail("heldOut.length", 0, "at least 1");
  return cells;
}

function sweeps(value: unknown): Sweeps {
  const source = object(value, "sweeps");
  return {
    features: points(source, "features"),
    regularization: points(source, "regularization"),
    iterations: count(own(source, "iterations"), "sweeps.iterations", 1, LIMITS.iterations),
  };
}

/** The points of a sweep, whose values rise. */
function points(source: object, name: "features" | "regularization"): SweepPoint[] {
  let before = -Infinity;
  return list(own(source, name), `sweeps.${name}`, LIMITS.sweepPoints).map((item, k) => {
    const path = `sweeps.${name}[${k}]`;
    const point = object(item, path);
    const at = notNegative(own(point, "value"), `${path}.value`);
    if (name === "features") count(at, `${path}.value`, 1);
    if (at <= before) fail(`${path}.value`, at, "a rising series");
    before = at;
    const number = (field: keyof SweepPoint): number | null => {
      const given = own(point, field);
      return given === null ? null : notNegative(given, `${path}.${field}`);
    };
    return { value: at, loss: number("loss"), validation: number("validation"), error: number("error") };
  });
}
