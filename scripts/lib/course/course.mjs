/** The sources of the course: which notebooks there are, in which languages, and each as a notebook. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../paths.mjs";
import { makeNotebook } from "./notebook.mjs";
import { readSource } from "./source.mjs";
import { translate } from "./translation.mjs";

/** @typedef {import("./notebook.mjs").Notebook} Notebook */
/** @typedef {import("./notebook.mjs").NotebookCell} NotebookCell */
/** @typedef {import("./source.mjs").SourceCell} SourceCell */

const sources = join(root, "notebooks", "source");

/** The names of the notebooks, in the order of the course. */
export const courseNames = () => readdirSync(sources).filter((name) => /^\d\d-/.test(name));

/** The languages beside English that a notebook is translated to. @param {string} name */
export const languagesOf = (name) =>
  readdirSync(join(sources, name))
    .filter((file) => /^[a-z]{2}\.md$/.test(file) && file !== "en.md")
    .map((file) => file.slice(0, 2));

/** A source as cells. @param {string} name @param {string} [language] */
export function courseSource(name, language = "en") {
  const file = `notebooks/source/${name}/${language}.md`;
  return readSource(readFileSync(join(root, file), "utf8"), file);
}

/** The cells of a notebook, the prose in its language. @param {string} name @param {string} [language] */
export function courseCells(name, language = "en") {
  const english = courseSource(name);
  if (language === "en") return english;
  const file = `notebooks/source/${name}/${language}.md`;
  return inLanguage(translate(english, courseSource(name, language), file), language);
}

/**
 * One of the notebooks.
 * @param {string} name
 * @param {object} [options]
 * @param {string} [options.language] as in the source's name; English by default
 * @param {import("./notebook.mjs").Copy} [options.copy] "student" by default
 * @param {Notebook} [options.outputsOf] takes the outputs of cells that have the same code there
 * @returns {Notebook}
 */
export function courseNotebook(name, { language = "en", copy = "student", outputsOf } = {}) {
  const notebook = makeNotebook(courseCells(name, language), copy);
  return outputsOf ? withOutputs(notebook, outputsOf) : notebook;
}

/** Behind the title, exercises are told their language. @param {SourceCell[]} cells @param {string} language @returns {SourceCell[]} */
function inLanguage([title, ...others], language) {
  const text = `import { language } from "factorlab/course";\n\nlanguage("${language}");`;
  return [
    title,
    { id: "language", kind: "code", tags: { slide: "skip" }, text, claims: [], line: 0 },
    ...others,
  ];
}

/** @param {Notebook} notebook @param {Notebook} other @returns {Notebook} */
function withOutputs(notebook, other) {
  const cells = notebook.cells.map((cell) => {
    const ran = other.cells.find(({ id }) => id === cell.id);
    if (cell.cell_type !== "code" || !ran || ran.source.join("") !== cell.source.join("")) return cell;
    return { ...cell, outputs: ran.outputs, execution_count: ran.execution_count };
  });
  return { ...notebook, cells, metadata: other.metadata };
}
