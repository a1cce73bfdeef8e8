/** The codes of the signs that count: those of texts, lists and objects. */
const QUOTE = 34; // "
const BACKSLASH = 92;
const LIST = 91; // [
const LIST_END = 93; // ]
const OBJECT = 123; // {
const OBJECT_END = 125; // }

/** How far a colon is looked for behind a text. */
const LOOK_AHEAD = 100;

/**
 * Whether lists and objects of JSON stand in each other more than `most` deep: `JSON.parse` takes a hundred bytes for
 * each level, so that a small packed file could use up all memory.
 */
export function isNestedDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfText(text, at) - 1;
    // A bit tells lists from objects.
    else if ((code | 32) === OBJECT) {
      if (++depth > most) return true;
    } else if ((code | 32) === OBJECT_END) depth--;
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

/** A name that an object of valid JSON has twice, of which parsers keep different ones; null where there is none. */
export function nameGivenTwice(text: string): string | null {
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === OBJECT) open.push(new Set());
    else if (code === LIST) open.push(null);
    else if (code === OBJECT_END || code === LIST_END) open.pop();
    if (code !== QUOTE) continue;
    const end = endOfText(text, at);
    const names = open.at(-1);
    if (names && /^\s*:/.test(text.slice(end, end + LOOK_AHEAD))) {
      const name = JSON.parse(text.slice(at, end)) as string;
      if (names.has(name)) return name;
      names.add(name);
    }
    at = end - 1;
  }
  return null;
}
