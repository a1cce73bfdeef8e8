/**
 * Numbers in the prose that stand for an output: `{{0.86 from compare}}` in a source is 0.86 in the notebook, and is checked
 * against what the cell "compare" shows. What no cell shows, such as a result that was published, is `from elsewhere`.
 */

/** @typedef {import("./source.mjs").SourceCell} SourceCell */
/** @typedef {import("./notebook.mjs").Notebook} Notebook */
/**
 * @typedef {object} Claim
 * @property {string} written the number as the reader sees it
 * @property {string} cell the id of the cell whose outputs have it
 */

const CLAIM = /\{\{([^{}\s]+) from ([\w-]+)\}\}/g;
/** A number in English, and one in languages with a decimal comma. */
const POINT = /[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?/g;
const COMMA = /[-−]?\d+(?:\.\d{3})*(?:,\d+)?/g;
/** What is no number of the prose: formulas, code, links. */
const ASIDE = /\$\$[\s\S]*?\$\$|\$[^$\n]*\$|`[^`\n]*`|\]\([^)]*\)/g;

/** A text without its marks, and what they claim. @param {string} marked @returns {{ text: string, claims: Claim[] }} */
export function takeClaims(marked) {
  /** @type {Claim[]} */
  const claims = [];
  const text = marked.replace(CLAIM, (_, written, cell) => {
    claims.push({ written, cell });
    return written;
  });
  return { text, claims };
}

/**
 * A sentence for each claim that the outputs do not bear out, and for each number with decimals that neither a claim nor
 * the code accounts for: nobody would notice when it is no longer so.
 * @param {SourceCell[]} cells
 * @param {Notebook} notebook with its outputs
 * @param {string} language
 * @returns {string[]}
 */
export function claimFaults(cells, notebook, language) {
  const shown = new Map(notebook.cells.map((cell) => [cell.id, numbersIn(outputText(cell), "en")]));
  const code = cells.flatMap(({ kind, text }) => (kind === "code" ? numbersIn(text, "en") : []));
  return cells.flatMap(({ id, kind, text, claims, line }) => {
    if (kind === "code") return [];
    const wrong = claims
      .filter(({ cell }) => cell !== "elsewhere")
      .filter(({ written, cell }) => !shown.get(cell)?.some((number) => roundsTo(number, written, language)))
      .map(({ written, cell }) => `line ${line}, "${id}": the outputs of "${cell}" have no ${written}.`);
    const loose = decimalsIn(text, language)
      .filter((number) => !claims.some(({ written }) => written === number))
      .filter((number) => !code.some((known) => known === valueOf(number, language)))
      .map((number) => `line ${line}, "${id}": say which cell shows ${number}, as {{${number} from cell}}.`);
    return [...wrong, ...loose];
  });
}

/** @param {string} language */
const hasComma = (language) => language !== "en";

/** @param {string} written @param {string} language */
function valueOf(written, language) {
  const plain = hasComma(language)
    ? written.replaceAll(".", "").replace(",", ".")
    : written.replaceAll(",", "");
  return Number(plain.replace("−", "-"));
}

/** @param {number} number @param {string} written @param {string} language */
function roundsTo(number, written, language) {
  const decimals = written.split(hasComma(language) ? "," : ".")[1]?.length ?? 0;
  return Math.abs(number - valueOf(written, language)) <= 0.5 * 10 ** -decimals * (1 + 1e-9);
}

/** @param {string} text @param {string} language */
const numbersIn = (text, language) => writtenIn(text, language).map((written) => valueOf(written, language));

/** @param {string} text @param {string} language @returns {string[]} */
const writtenIn = (text, language) => text.match(hasComma(language) ? COMMA : POINT) ?? [];

/** Numbers with decimals, in what is plain prose. @param {string} text @param {string} language */
const decimalsIn = (text, language) =>
  writtenIn(text.replace(ASIDE, " "), language).filter((written) =>
    written.includes(hasComma(language) ? "," : "."),
  );

/** What an output is as text. @param {import("./notebook.mjs").NotebookCell} cell */
function outputText({ outputs = [] }) {
  return /** @type {{ text?: string | string[], data?: Record<string, string | string[]> }[]} */ (outputs)
    .flatMap(({ text = [], data = {} }) =>
      [text, data["text/plain"] ?? []].map((part) => [part].flat().join("")),
    )
    .join("\n");
}
