const [QUOTE, BACKSLASH, LIST, LIST_END, OBJECT, OBJECT_END] = Array.from('"\\[]{}', (each) =>
  each.charCodeAt(0),
);

/**
 * Whether lists and objects of JSON stand in each other more than `most` deep: `JSON.parse` takes a hundred bytes for
 * each level, so that a small packed file could use up all memory.
 */
export function isNestedDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at) - 1;
    else if (code === LIST || code === OBJECT) {
      if (++depth > most) return true;
    } else if (code === LIST_END || code === OBJECT_END) depth--;
  }
  return false;
}

/** The place behind the quote that closes a text of JSON. @param open the place of the quote that opens it. */
export function endOfText(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); close >= 0; close = text.indexOf('"', close + 1)) {
    let slashes = 0;
    while (text.charCodeAt(close - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return close + 1;
  }
  return text.length;
}
