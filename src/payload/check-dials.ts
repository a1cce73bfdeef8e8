import { checkFactor, equation, labels, optional, readStages, refuseMeans } from "./check-factorization";
import { count, fail, finiteNumbers, finiteOrNull, flag, loss, object, own, positive, words } from "./fields";
import { smallest } from "../lists";
import { MOST_CELLS, MOST_DIALS } from "./dials-bounds";
import { PAYLOAD_VERSION } from "./types";
import type { DialsViewPayload, FactorEntry, MatrixPayload, RaceUnit } from "./types";

/** More turns than anybody takes. */
const MOST_TURNS = 1000;

/** Checks a payload whose kind is "dials". @throws PayloadError */
export function dials(payload: object): DialsViewPayload {
  const { data, L, U } = equation(payload);
  // A mean of several numbers cannot be turned.
  refuseMeans({ data, L, U });
  const numbers = L.values.length + U.values.length;
  if (numbers > MOST_DIALS) fail("L.values.length", numbers, `at most ${MOST_DIALS} with those of U`);
  if (data.values.length > MOST_CELLS)
    fail("data.values.length", data.values.length, `at most ${MOST_CELLS}`);
  const start = object(own(payload, "start"), "start");
  return {
    version: PAYLOAD_VERSION,
    kind: "dials",
    ...optional(payload, "title", (value) => words(value, "title")),
    data,
    L,
    U,
    start: {
      L: checkFactor(own(start, "L"), "start.L", L),
      U: checkFactor(own(start, "U"), "start.U", U),
    },
    stages: readStages(own(payload, "stages"), "stages"),
    ...optional(payload, "machine", machine),
    ...optional(payload, "learningRate", (value) => positive(value, "learningRate")),
    ...optional(payload, "entry", (value) => entryOf(value, "entry", L, U)),
    ...optional(payload, "nonnegative", (value) => nonnegative(value, [...L.values, ...U.values])),
    ...optional(payload, "turns", turns),
    seed: finiteOrNull(own(payload, "seed"), "seed"),
    ...labels(payload, { rows: data.rows, columns: data.columns, features: L.columns }),
  };
}

function machine(value: unknown): NonNullable<DialsViewPayload["machine"]> {
  const source = object(value, "machine");
  const unit = own(source, "unit");
  return { loss: loss(own(source, "loss"), "machine.loss"), unit: unitOf(unit) };
}

function unitOf(value: unknown): RaceUnit {
  if (value === "update" || value === "iteration") return value;
  return fail("machine.unit", value, '"update" or "iteration"');
}

/** Reads the indices of an entry that is there. */
export function entryOf(value: unknown, path: string, L: MatrixPayload, U: MatrixPayload): FactorEntry {
  const source = object(value, path);
  const factor = own(source, "factor");
  if (factor !== "L" && factor !== "U") return fail(`${path}.factor`, factor, '"L" or "U"');
  const { rows, columns } = factor === "L" ? L : U;
  return {
    factor,
    row: count(own(source, "row"), `${path}.row`, 0, rows - 1),
    column: count(own(source, "column"), `${path}.column`, 0, columns - 1),
  };
}

function nonnegative(value: unknown, numbers: readonly number[]): boolean {
  const asked = flag(value, "nonnegative");
  const least = smallest(numbers);
  if (asked && least < 0) fail("nonnegative", value, `false, since ${least} is among the numbers`);
  return asked;
}

function turns(value: unknown): number[] {
  const losses = finiteNumbers(value, "turns", MOST_TURNS);
  losses.forEach((each, k) => {
    if (each < 0) fail(`turns[${k}]`, each, "a loss ≥ 0");
  });
  return losses;
}
