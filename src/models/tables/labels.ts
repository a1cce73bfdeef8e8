import { ValueError, wrongArgument } from "../../errors";
import { Matrix } from "../../matrix/matrix";
import type { Labels } from "../../payload/types";
import { checkLabels, checkOptionNames } from "../../training/options";
import type { FittedTable } from "./fitted";

/** The options of `fit`. */
export interface TableFitOptions {
  /** The names of the rows and columns, one for each. @default none */
  labels?: {
    /** Names of the rows. */
    rows?: readonly string[];
    /** Names of the columns. */
    columns?: readonly string[];
  };
  /**
   * How many threads may work, a whole number from 1 to 256; small tables take one. The result does not depend on it.
   * @default as many as the machine runs at once, up to 8; 1 where threads cannot share memory, as in most pages
   */
  threads?: number;
}

/** The options of `partialFit`. */
export interface TablePartialFitOptions {
  /** The names of the new rows, one for each, if the existing rows have names. @default none */
  labels?: {
    /** Names of the rows. */
    rows?: readonly string[];
  };
  /** How many threads may work, as for `fit`. */
  threads?: number;
}

/** A copy of the labels. @throws ValueError, ShapeError */
export function readLabels(options: TableFitOptions, data: Matrix): Labels | undefined {
  checkOptionNames(options, ["labels", "threads"]);
  return options.labels === undefined ? undefined : checkLabels(options.labels, data);
}

/** The data and labels with more rows appended. @throws ValueError, ShapeError if only some rows have names. */
export function appended(
  { data, labels }: FittedTable,
  rows: Matrix,
  options: TablePartialFitOptions,
): Pick<FittedTable, "data" | "labels"> {
  const values = new Float64Array(data.values.length + rows.values.length);
  values.set(data.values);
  values.set(rows.values, data.values.length);
  const style = { name: "data", integers: data.integers && rows.integers };
  return {
    data: new Matrix(data.rows + rows.rows, data.columns, values, style),
    labels: moreLabels(labels, rows, options),
  };
}

function moreLabels(
  before: Labels | undefined,
  rows: Matrix,
  options: TablePartialFitOptions,
): Labels | undefined {
  if (options.labels !== undefined) checkOptionNames(options.labels, ["rows"], "labels");
  const more = readLabels(options, rows)?.rows;
  if (before?.rows === undefined) {
    if (more === undefined) return before;
    throw new ValueError("labels.rows is given, expected none: the rows before have no names", {
      argument: "labels.rows",
      actual: more,
      expected: "none",
    });
  }
  if (more === undefined)
    throw wrongArgument("labels.rows", more, `${rows.rows} names, as the rows before have them`);
  return { ...before, rows: [...before.rows, ...more] };
}
