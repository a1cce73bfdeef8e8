/** A notebook made from its source, without outputs: the student's copy, the teacher's, and an assignment of nbgrader. */

import { assignmentOf } from "../../../src/jupyter/command/assignment/assignment-rules.cjs";
import { slideTypes } from "./slides.mjs";

/** @typedef {import("./source.mjs").SourceCell} SourceCell */
/** @typedef {"student" | "answers" | "nbgrader"} Copy */
/** @typedef {{ cell_type: string, id: string, metadata: Record<string, unknown>, source: string[], outputs?: unknown[], execution_count?: number | null }} NotebookCell */
/** @typedef {{ cells: NotebookCell[], metadata: Record<string, unknown>, nbformat: number, nbformat_minor: number }} Notebook */

const KERNEL = {
  kernelspec: { display_name: "TypeScript (Factorlab)", language: "typescript", name: "factorlab" },
};
const SOLUTION = /^[ \t]*\/\/ begin solution\n([\s\S]*?)^[ \t]*\/\/ end solution\n?/gm;

/**
 * @param {SourceCell[]} source
 * @param {Copy} [copy]
 * @returns {Notebook}
 */
export function makeNotebook(source, copy = "student") {
  const slides = slideTypes(source);
  const cells = source.map((cell, k) => makeCell(cell, copy, slides[k]));
  const notebook = { cells, metadata: KERNEL, nbformat: 4, nbformat_minor: 5 };
  return copy === "nbgrader" ? /** @type {Notebook} */ (assignmentOf(notebook)) : notebook;
}

/** @param {SourceCell} cell @param {Copy} copy @param {string} slide @returns {NotebookCell} */
function makeCell(cell, copy, slide) {
  const code = cell.kind === "code" ? { execution_count: null, outputs: [] } : {};
  const metadata = { ...metadataOf(cell, copy), slideshow: { slide_type: slide } };
  const source = asLines(cell.kind === "code" ? codeOf(cell.text, copy) : cell.text);
  return { cell_type: cell.kind, ...code, id: cell.id, metadata, source };
}

/** A source as notebooks keep it. @param {string} text */
export const asLines = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** @param {string} text @param {Copy} copy */
function codeOf(text, copy) {
  if (copy === "nbgrader") return text;
  return text.replace(SOLUTION, (_, solution) => (copy === "answers" ? solution : ""));
}

/** @param {SourceCell} cell @param {Copy} copy */
function metadataOf({ tags }, copy) {
  const { answer, "predicted-by": predictedBy } = tags;
  const hiddenCode = "hidden-code" in tags ? { source_hidden: true } : {};
  const isFolded = predictedBy !== undefined || "folded" in tags;
  const spoils = isFolded && copy !== "answers" ? { outputs_hidden: true } : {};
  const factorlab = {
    ...(answer === undefined ? {} : { answer }),
    ...(predictedBy === undefined ? {} : { "predicted-by": predictedBy }),
    ...("spark" in tags ? { spark: true } : {}),
  };
  return {
    ...whereFilled("factorlab", factorlab),
    ...whereFilled("jupyter", { ...hiddenCode, ...spoils }),
  };
}

/** @param {string} name @param {object} values @returns {Record<string, object>} */
const whereFilled = (name, values) => (Object.keys(values).length === 0 ? {} : { [name]: values });
