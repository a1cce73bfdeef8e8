/**
 * How a notebook with checks becomes an assignment of nbgrader. It is JavaScript, because the builder of the notebooks goes
 * by it before anything is compiled.
 */
"use strict";

/**
 * @typedef {object} NotebookCell
 * @property {string} cell_type
 * @property {string} [id]
 * @property {Record<string, unknown>} metadata
 * @property {string | string[]} source
 * @property {unknown[]} [outputs]
 * @property {number | null} [execution_count]
 *
 * @typedef {{ cells: NotebookCell[], metadata: Record<string, unknown>, nbformat: number, nbformat_minor: number }} Notebook
 */

const CHECK = /^[ \t]*check\(([^\n]*)\);?[ \t]*$/m;
const BEGIN = "// BEGIN SOLUTION";
const END = "// END SOLUTION";
const REGION = /^[ \t]*\/\/ (?:begin|end) solution[ \t]*$/gim;

/** What nbgrader needs to know of our notebooks; it reads this file in the folder of the course. */
const NBGRADER_CONFIG = `# Settings of nbgrader for notebooks in the TypeScript kernel of Factorlab.
c = get_config()  # noqa: F821

# The name of your course: the exchange, through which nbgrader hands out and collects, asks for one.
c.CourseDirectory.course_id = "factorlab"

# What stands in place of a solution.
c.ClearSolutions.code_stub = {"typescript": "// Write your answer here."}

# A cell that takes longer is interrupted; the cells after it are graded all the same.
c.ExecutePreprocessor.timeout = 60
c.ExecutePreprocessor.interrupt_on_timeout = True
`;

/**
 * The notebook as nbgrader's source: behind each cell that checks an answer stands one that grades it, for one point.
 * @param {Notebook} notebook
 * @returns {Notebook}
 */
function assignmentOf(notebook) {
  return { ...notebook, cells: notebook.cells.flatMap(cellsOf) };
}

/** @param {NotebookCell} cell @param {number} place @returns {NotebookCell[]} */
function cellsOf(cell, place) {
  if (cell.cell_type !== "code") return [cell];
  const id = cell.id ?? `cell-${place}`;
  const bare = { ...cell, id, outputs: [], execution_count: null };
  const text = textOf(cell);
  const check = CHECK.exec(text);
  if (check !== null) return [answerCell(bare, text), gradingCell(id, check[1])];
  // nbgrader puts back what somebody has changed in the question.
  return [/\bexercise\(/.test(text) ? withMark(bare, { grade_id: id, locked: true }) : bare];
}

/** @param {NotebookCell} cell @param {string} text @returns {NotebookCell} */
function answerCell(cell, text) {
  const source = asLines(withRegion(text.replace(REGION, (line) => line.toUpperCase())));
  return withMark({ ...cell, source }, { grade_id: String(cell.id), solution: true });
}

/** A line within a function that says what belongs there. */
const PLACE = /^([ \t]+)\/\/ your [^\n]*$/m;

/**
 * nbgrader empties a cell without a region of a solution: where there is none, an empty one stands where the answer belongs,
 * within a function or before the check.
 * @param {string} text
 */
function withRegion(text) {
  if (text.includes(BEGIN)) return text;
  if (PLACE.test(text))
    return text.replace(PLACE, (line, indent) => `${line}\n${indent}${BEGIN}\n${indent}${END}`);
  return text.replace(CHECK, (check) => `${BEGIN}\n${END}\n${check}`);
}

/** The answer has a name, by which a cell of its own can grade it. */
const NAMED =
  /^\s*(?:"[^"]*"|'[^']*'|`[^`]*`|[\p{L}_$][\p{L}\d_$]*)\s*,\s*(?!undefined\b)[\p{L}_$][\p{L}\d_$]*\s*$/u;

/** nbgrader gives the point where this cell ends without an error. @param {string} id @param {string} checked @returns {NotebookCell} */
function gradingCell(id, checked) {
  if (!NAMED.test(checked))
    throw new Error(
      `check(${checked}): give the answer a name, as in check("2.1", slope), so that it can be graded.`,
    );
  const grade_id = `${id}-grade`;
  const source = asLines(`import { grade } from "factorlab/course";\n\ngrade(${checked});`);
  const metadata = { slideshow: { slide_type: "skip" } };
  /** @type {NotebookCell} */
  const cell = { cell_type: "code", execution_count: null, outputs: [], id: grade_id, metadata, source };
  return withMark(cell, { grade_id, grade: true, locked: true, points: 1 });
}

/** Says to nbgrader what a cell is for. @param {NotebookCell} cell @param {Record<string, unknown>} mark @returns {NotebookCell} */
function withMark(cell, mark) {
  const facts = {
    schema_version: 3,
    cell_type: "code",
    task: false,
    grade: false,
    solution: false,
    locked: false,
  };
  return { ...cell, metadata: { ...cell.metadata, nbgrader: { ...facts, ...mark } } };
}

/** @param {NotebookCell} cell @returns {string} */
const textOf = ({ source }) => (Array.isArray(source) ? source.join("") : source);

/** @param {string} text @returns {string[]} */
const asLines = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

module.exports = { NBGRADER_CONFIG, assignmentOf };
