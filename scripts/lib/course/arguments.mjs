/** What a person types behind `npm run notebooks`. */
import { parseArgs } from "node:util";
import { UsageError } from "../arguments.mjs";
import { courseNames } from "./course.mjs";

export const HELP = `Builds the notebooks of the course from notebooks/source, runs them, and keeps their outputs.

  npm run notebooks                  all of them, and the one in docs/
  npm run notebooks -- 03 05         these
  npm run notebooks -- --words       only text has changed: outputs stay as they are, nothing is run
  npm run notebooks -- --answers     the teacher's copies, with solutions, into artifacts/course/answers
  npm run notebooks -- --nbgrader    an assignment of nbgrader for each, into artifacts/course/nbgrader/source
  npm run notebooks -- --slides      slides in the browser, into artifacts/course/slides`;

/** @param {string[]} args */
export function parseNotebooks(args) {
  const flag = /** @type {const} */ ({ type: "boolean", default: false });
  const options = { help: flag, words: flag, answers: flag, nbgrader: flag, slides: flag };
  let parsed;
  try {
    parsed = parseArgs({ args, options, strict: true, allowPositionals: true });
  } catch (error) {
    const [reason] = /** @type {Error} */ (error).message.split(". ");
    throw new UsageError(`${reason}. See \`npm run notebooks -- --help\`.`);
  }
  const { values, positionals } = parsed;
  const copies = /** @type {const} */ (["words", "answers", "nbgrader", "slides"]).filter(
    (name) => values[name],
  );
  if (copies.length > 1) throw new UsageError(`--${copies.join(" and --")}: one copy at a time.`);
  const unknown = positionals.find((word) => !courseNames().some((name) => name.startsWith(word)));
  if (unknown)
    throw new UsageError(`No notebook begins with "${unknown}"; there are ${courseNames().join(", ")}.`);
  const names = courseNames().filter(
    (name) => positionals.length === 0 || positionals.some((word) => name.startsWith(word)),
  );
  return {
    help: values.help,
    names,
    copy: /** @type {"student" | typeof copies[number]} */ (copies[0] ?? "student"),
  };
}
