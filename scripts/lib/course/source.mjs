/** What a notebook is written in: Markdown, in which comments and fences begin the cells. `notebooks/source/README.md` describes it. */
import { UsageError } from "../arguments.mjs";
import { takeClaims } from "./claims.mjs";

/**
 * @typedef {object} SourceCell
 * @property {string} id
 * @property {"markdown" | "code"} kind
 * @property {Record<string, string>} tags a tag without a value is ""
 * @property {string} text without the newline at its end, and without the marks of claims
 * @property {import("./claims.mjs").Claim[]} claims the numbers that stand for an output
 * @property {number} line where it begins, from 1
 */

/** A source that is not as it should be; the message names file and line. */
export class SourceError extends UsageError {}

const PROSE = /^<!-- (.*) -->$/;
const CODE = /^```ts(?: (.*))?$/;
const FENCE = /^(`{3,}|~{3,})/;
const ID = /^[\w-]{1,64}$/;
/** The tags that a cell may have, and what their values look like. */
const TAGS = {
  "predicted-by": /^\d\.\w+$/, // the prediction whose answer the outputs give away
  folded: /^$/, // the text asks for a guess first: the outputs are folded away until the cell is run
  answer: /^\d\.\w+$/, // the exercise that is answered in this cell
  slide: /^(?:slide|subslide|fragment|skip|notes|-)$/,
  spark: /^$/, // what is committed is what a cluster gave; where there is none, the cell says so
  "hidden-code": /^$/, // the code is folded away: it draws what the prose is about
  of: /^[0-9a-f]{8}$/, // in a translation: the mark of the text that was translated
};

/**
 * Reads a source into its cells.
 * @param {string} text
 * @param {string} file its name, for messages
 * @returns {SourceCell[]}
 */
export function readSource(text, file) {
  /** @type {SourceCell[]} */
  const cells = [];
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  for (let k = 0; k < lines.length;) {
    if (lines[k].trim() === "") k++;
    else k = readCell(lines, k, file, cells);
  }
  return cells;
}

/**
 * Reads one cell and puts it at the end of the others.
 * @param {string[]} lines
 * @param {number} first
 * @param {string} file
 * @param {SourceCell[]} cells
 * @returns {number} the line behind it
 */
function readCell(lines, first, file, cells) {
  const [prose, code] = [PROSE.exec(lines[first]), CODE.exec(lines[first])];
  const fail = (/** @type {string} */ message) => {
    throw new SourceError(`${file}:${first + 1}: ${message}`);
  };
  if (!prose && !code) fail("this stands in no cell. Text begins with a line such as <!-- id -->.");
  const end = code ? lines.indexOf("```", first + 1) : endOfProse(lines, first + 1);
  if (end < 0) fail("this fence is not closed.");
  const [id = "", ...words] = ((code ?? prose)?.[1] ?? "").split(" ");
  if (!ID.test(id)) fail("a cell wants an id: up to 64 letters, digits, - and _.");
  if (cells.some((cell) => cell.id === id)) fail(`there is a cell "${id}" already.`);
  const body = lines
    .slice(first + 1, end)
    .join("\n")
    .trim();
  const kind = code ? "code" : "markdown";
  // A slide begins with a heading, and what stands above it on the same one makes it taller than the page.
  if (!code && /\n## /.test(body)) fail("a heading begins a cell of its own.");
  const said = code ? { text: body, claims: [] } : takeClaims(body);
  cells.push({ id, kind, tags: readTags(words, fail), ...said, line: first + 1 });
  return code ? end + 1 : end;
}

/** Prose ends where another cell begins, unless that stands inside a fence of its own. @param {string[]} lines @param {number} from */
function endOfProse(lines, from) {
  let fence = "";
  for (let k = from; k < lines.length; k++) {
    if (fence === "" && (PROSE.test(lines[k]) || CODE.test(lines[k]))) return k;
    const [, mark = ""] = FENCE.exec(lines[k]) ?? [];
    if (mark !== "") fence = fence === "" ? mark : lines[k].startsWith(fence) ? "" : fence;
  }
  return lines.length;
}

/** @param {string[]} words @param {(message: string) => void} fail @returns {Record<string, string>} */
function readTags(words, fail) {
  /** @type {Record<string, string>} */
  const tags = {};
  for (const word of words) {
    const [name, value = ""] = word.split("=");
    const pattern = Object.entries(TAGS).find(([tag]) => tag === name)?.[1];
    if (!pattern) fail(`there is no tag "${name}"; the tags are ${Object.keys(TAGS).join(", ")}.`);
    else if (!pattern.test(value)) fail(`the tag "${name}" cannot be "${value}".`);
    tags[name] = value;
  }
  return tags;
}
