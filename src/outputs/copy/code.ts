import type { CellsPayload, Payload } from "../../payload/types";
import type { Panel } from "../panels";
import { stringLiteral } from "../string-literal";
import { contentsOf, inComment, rowsOf } from "./contents";
import type { CopiedCell, Curve } from "./contents";
import { exactNumber } from "./exact-number";
import { identifier } from "./identifier";

/** How a language writes the copied values. */
interface Language {
  comment: string;
  /** Lines at the top. */
  opening: readonly string[];
  unknown: string;
  /** The text of an empty cell in a list. */
  nothing: string;
  matrix(name: string, rows: string, matrix: CellsPayload): string;
  names(name: string, list: string): string;
  rows(rows: string): string;
  curves(entries: readonly CurveCode[]): string;
}

interface CurveCode {
  name: string;
  set: string;
  iterations: string;
  loss: string;
}

const NUMPY: Language = {
  comment: "#",
  opening: ["import numpy as np", ""],
  unknown: "np.nan",
  nothing: "None",
  rows: (rows) => `rows = ${rows}`,
  matrix: (name, rows) => `${name} = np.array(${rows}, dtype=float)`,
  names: (name, list) => `${name}_names = ${list}`,
  curves: (entries) =>
    `runs = [\n${entries
      .map(
        ({ name, set, iterations, loss }) =>
          `    {"name": ${name}, "set": ${set}, "iterations": np.array(${iterations}), "loss": np.array(${loss}, dtype=float)},\n`,
      )
      .join("")}]`,
};

const TYPESCRIPT: Language = {
  comment: "//",
  opening: [],
  unknown: "null",
  nothing: "null",
  rows: (rows) => `const rows: (string | number | null)[][] = ${rows};`,
  matrix: (name, rows, { values }) =>
    `const ${name}: ${values.includes(null) ? "(number | null)[][]" : "number[][]"} = ${rows};`,
  names: (name, list) => `const ${name}Names = ${list};`,
  curves: (entries) =>
    `const runs = [\n${entries
      .map(
        ({ name, set, iterations, loss }) =>
          `  { name: ${name}, set: ${set}, iterations: ${iterations}, loss: ${loss} },\n`,
      )
      .join("")}];`,
};

/** A payload as Python: arrays of NumPy, NaN where a cell is unknown. Every number reads back exactly. */
export function toNumpy(payload: Payload): string {
  return codeOf(payload, NUMPY);
}

/** A payload as TypeScript: rows of numbers, null where a cell is unknown. Every number reads back exactly. */
export function toTypeScript(payload: Payload): string {
  return codeOf(payload, TYPESCRIPT);
}

function codeOf(payload: Payload, language: Language): string {
  const { title, tables, curves, list: table } = contentsOf(payload);
  const lines = [
    `${language.comment} ${inComment(title)}`,
    ...language.opening,
    ...namesIn(payload, language),
  ];
  for (const table of tables) lines.push(matrixCode(table, language));
  if (table) {
    const cell = (value: CopiedCell): string => {
      if (value === null) return language.nothing;
      return typeof value === "number" ? exactNumber(value) : stringLiteral(value);
    };
    lines.push(language.names("column", codeList(table.header.map(stringLiteral))));
    lines.push(language.rows(`[\n${table.rows.map((row) => `    ${codeList(row.map(cell))},\n`).join("")}]`));
  }
  if (curves.length > 0) lines.push(language.curves(curves.map(curveCode)));
  return `${lines.join("\n")}\n`;
}

/** The names of rows, columns and features as lists. */
function namesIn(payload: Payload, language: Language): string[] {
  if (payload.kind !== "matrix" && payload.kind !== "factorization") return [];
  const labels = Object.entries(payload.labels ?? {}) as [string, string[] | undefined][];
  return labels.flatMap(([of, names]) =>
    names ? [language.names(of.replace(/s$/, ""), codeList(names.map(stringLiteral)))] : [],
  );
}

function matrixCode({ name, matrix }: Panel, language: Language): string {
  const rows = rowsOf(matrix).map((row) =>
    codeList(row.map((value) => (value === null ? language.unknown : exactNumber(value)))),
  );
  return language.matrix(identifier(name), `[\n${rows.map((row) => `    ${row},\n`).join("")}]`, matrix);
}

function curveCode({ run, set, loss }: Curve): CurveCode {
  return {
    name: stringLiteral(run),
    set: stringLiteral(set),
    iterations: codeList(loss.iterations.map(exactNumber)),
    loss: codeList(loss.values.map(exactNumber)),
  };
}

function codeList(items: readonly string[]): string {
  return `[${items.join(", ")}]`;
}
