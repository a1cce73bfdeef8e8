/** How a notebook is cut into slides: by headings, and so that a slide has one piece of code with what it shows. */

/** @typedef {import("./source.mjs").SourceCell} SourceCell */

/** As many lines as a slide of 960 × 700 has room for, beside what its code shows. */
const ROOM = 20;
/** As many letters as a line of prose has. */
const LINE = 80;

/**
 * The type of each cell in slides, as `nbconvert --to slides` and RISE know it. What would not fit below a piece of code,
 * or below much else, goes on the slide under it.
 * @param {SourceCell[]} cells
 * @returns {string[]}
 */
export function slideTypes(cells) {
  let hasCode = false;
  let lines = 0;
  return cells.map((cell) => {
    const isFull = hasCode || (lines > 0 && lines + linesOf(cell) > ROOM);
    const type = cell.tags.slide ?? usualType(cell, isFull);
    if (type === "slide" || type === "subslide") [hasCode, lines] = [false, 0];
    if (type !== "skip") [hasCode, lines] = [hasCode || cell.kind === "code", lines + linesOf(cell)];
    return type;
  });
}

/** @param {SourceCell} cell @param {boolean} isFull whether the slide has no room for it */
function usualType({ kind, text }, isFull) {
  if (kind === "markdown" && /^#{1,2} /.test(text)) return "slide";
  return isFull || (kind === "markdown" && text.startsWith("### ")) ? "subslide" : "-";
}

/** About how many lines a cell takes, without its outputs. @param {SourceCell} cell */
function linesOf({ kind, text }) {
  const lines = text.split("\n");
  if (kind === "code") return lines.length;
  // A heading and a formula are twice as high as a line, and half a line is between paragraphs.
  const heights = lines.map((line) => {
    if (line === "") return 0.5;
    return /^(#|\$\$)/.test(line) ? 2 : line.startsWith("|") ? 1 : Math.ceil(line.length / LINE);
  });
  return heights.reduce((sum, height) => sum + height, 0);
}
