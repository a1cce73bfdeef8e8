/** How a notebook is cut into slides: by headings, and so that a slide has one piece of code with what it shows. */

/** @typedef {import("./source.mjs").SourceCell} SourceCell */

/**
 * The type of each cell in slides, as `nbconvert --to slides` and RISE know it. What would not fit below a piece of code
 * goes on the slide under it.
 * @param {SourceCell[]} cells
 * @returns {string[]}
 */
export function slideTypes(cells) {
  let hasCode = false;
  return cells.map((cell) => {
    const type = cell.tags.slide ?? usualType(cell, hasCode);
    if (type === "slide" || type === "subslide") hasCode = false;
    if (cell.kind === "code" && type !== "skip") hasCode = true;
    return type;
  });
}

/** @param {SourceCell} cell @param {boolean} hasCode whether the slide has code already */
function usualType({ kind, text }, hasCode) {
  if (kind === "markdown" && /^#{1,2} /.test(text)) return "slide";
  return hasCode || (kind === "markdown" && text.startsWith("### ")) ? "subslide" : "-";
}
