import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { NBGRADER_CONFIG } from "../../src/jupyter/command/assignment/assignment-rules.cjs";
import { complain } from "./build.mjs";
import { HELP, parseNotebooks } from "./course/arguments.mjs";
import { claimFaults } from "./course/claims.mjs";
import { courseCells, courseNotebook, courseNames, languagesOf } from "./course/course.mjs";
import { SourceError } from "./course/source.mjs";
import { jupyterEnv, root, venvPython } from "./paths.mjs";
import { run } from "./process.mjs";
import { SetupError, setUp } from "./setup.mjs";

const EXECUTE = ["--execute", "--ExecutePreprocessor.record_timing=False"];
const folder = join(root, "notebooks");
const made = join(root, "artifacts", "course");

/** `npm run notebooks`. @param {string[]} args */
export async function main(args) {
  try {
    const { help, names, copy } = parseNotebooks(args);
    if (help) return console.log(HELP);
    await setUp(undefined, { quiet: true });
    if (copy === "student") await buildStudents(names, { all: names.length === courseNames().length });
    if (copy === "words") await buildWords(names);
    if (copy === "student" || copy === "words") return checkClaims(names);
    if (copy === "slides") return await buildSlides(names);
    await buildCopies(names, copy);
  } catch (error) {
    complain(error);
  }
}

/** @param {string[]} names @param {{ all: boolean }} options */
async function buildStudents(names, { all }) {
  for (const name of names) write(fileOf(name), courseNotebook(name));
  const files = names.map((name) => `${name}.ipynb`);
  // Outputs that change from run to run would hide the changes that mean something: so no times, and in a
  // second pass (the first would do it before the cells run) one piece of text where the kernel sent several.
  const docs = readdirSync(join(root, "docs")).filter((file) => all && file.endsWith(".ipynb"));
  for (const [where, which] of /** @type {const} */ ([
    [folder, files],
    [join(root, "docs"), docs],
  ])) {
    if (which.length === 0) continue;
    await nbconvert(EXECUTE, which, where);
    await nbconvert(["--coalesce-streams"], which, where);
  }
  await buildTranslations(names, true);
}

/** The code is the same, so that the outputs of the last run still hold. @param {string[]} names */
async function buildWords(names) {
  for (const name of names) write(fileOf(name), courseNotebook(name, { outputsOf: read(fileOf(name)) }));
  await nbconvert(
    ["--coalesce-streams"],
    names.map((name) => `${name}.ipynb`),
    folder,
  );
  await buildTranslations(names, false);
}

/** @param {string[]} names @param {boolean} runs whether the notebooks are run, or keep their outputs */
async function buildTranslations(names, runs) {
  for (const name of names) {
    for (const language of languagesOf(name)) {
      const file = fileOf(name, language);
      write(file, courseNotebook(name, { language, outputsOf: runs ? undefined : read(file) }));
      if (runs) await nbconvert(EXECUTE, [`${name}.ipynb`], dirname(file));
      await nbconvert(["--coalesce-streams"], [`${name}.ipynb`], dirname(file));
    }
  }
}

/** What the prose says of outputs is what they show. @param {string[]} names */
function checkClaims(names) {
  const faults = names.flatMap((name) =>
    ["en", ...languagesOf(name)].flatMap((language) => {
      const notebook = /** @type {import("./course/notebook.mjs").Notebook} */ (
        read(fileOf(name, language === "en" ? undefined : language))
      );
      return claimFaults(courseCells(name, language), notebook, language).map(
        (fault) => `notebooks/source/${name}/${language}.md: ${fault}`,
      );
    }),
  );
  if (faults.length > 0) throw new SourceError(faults.join("\n"));
}

/** @param {string[]} names @param {"answers" | "nbgrader"} copy */
async function buildCopies(names, copy) {
  for (const name of names) {
    const file =
      copy === "answers"
        ? join(made, "answers", `${name}.ipynb`)
        : join(made, "nbgrader", "source", name, `${name}.ipynb`);
    write(file, courseNotebook(name, { copy }));
    // The assignment is run by nbgrader, for each student.
    if (copy === "answers") await nbconvert(["--execute"], [file], folder);
    console.log(relative(root, file));
  }
  if (copy === "nbgrader") writeFileSync(join(made, "nbgrader", "nbgrader_config.py"), NBGRADER_CONFIG);
}

/** @param {string[]} names */
async function buildSlides(names) {
  const to = join(made, "slides");
  mkdirSync(to, { recursive: true });
  for (const name of names) {
    cpSync(fileOf(name), join(to, `${name}.ipynb`));
    const options = ["--to=slides", "--SlidesExporter.reveal_scroll=True"];
    await run(venvPython, ["-m", "jupyter", "nbconvert", ...options, `${name}.ipynb`], {
      cwd: to,
      env: jupyterEnv(),
    });
    console.log(relative(root, join(to, `${name}.slides.html`)));
  }
}

/** @param {string} name @param {string} [language] */
const fileOf = (name, language) => join(folder, ...(language ? [language] : []), `${name}.ipynb`);

/** @param {string} file @returns {import("./course/notebook.mjs").Notebook | undefined} */
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);

/** @param {string} file @param {object} notebook */
function write(file, notebook) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(notebook, null, 1)}\n`);
}

/**
 * @param {string[]} options
 * @param {readonly string[]} files
 * @param {string} cwd
 */
async function nbconvert(options, files, cwd) {
  const command = ["-m", "jupyter", "nbconvert", "--to=notebook", "--inplace", ...options, ...files];
  const code = await run(venvPython, command, { cwd, env: jupyterEnv() });
  if (code !== 0) throw new SetupError("A notebook could not be run: see above.");
}
