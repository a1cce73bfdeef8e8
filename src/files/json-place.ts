import { endOfText } from "./json-text";

/** Marks, numbers and words of JSON; texts are read letter by letter, since they may be of any length. */
const TOKEN = /([[\]{}:,])|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const BLANK = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** What may come next: a value, a value or the end of a list, a name, a name or the end of an object, a colon, or what follows a value. */
type State = "value" | "first value" | "name" | "first name" | "colon" | "behind";

/**
 * Where a text stops to be JSON, which not every engine's `JSON.parse` says; its length where it ends too early.
 * @returns the place of the first letter that cannot stand there.
 */
export function placeOfMistake(text: string): number {
  const open: string[] = [];
  let state: State | null = "value";
  for (let at = 0; ;) {
    BLANK.lastIndex = at;
    const place = at + BLANK.exec(text)![0].length;
    if (text[place] === '"') {
      state = afterText(state);
      const [end, isWhole] = endOfName(text, place);
      if (state !== null && !isWhole) return end;
      at = end;
    } else {
      TOKEN.lastIndex = place;
      const found = TOKEN.exec(text);
      state = found && (found[1] === undefined ? afterValue(state) : afterMark(found[1], state, open));
      at = TOKEN.lastIndex;
    }
    if (state === null) return place;
  }
}

/** Where a text in quotes ends, or stops to be one. */
function endOfName(text: string, begin: number): [end: number, isWhole: boolean] {
  for (let at = begin + 1; at < text.length; at++) {
    if (text[at] === '"') return [at + 1, true];
    if (text[at] < " ") return [at, false];
    if (text[at] !== "\\") continue;
    ESCAPE.lastIndex = at;
    if (!ESCAPE.test(text)) return [at, false];
    at = ESCAPE.lastIndex - 1;
  }
  return [text.length, false];
}

function afterText(state: State): State | null {
  return state === "name" || state === "first name" ? "colon" : afterValue(state);
}

function afterValue(state: State): State | null {
  return state === "value" || state === "first value" ? "behind" : null;
}

/** @param open the lists and objects that have begun, the innermost last, which this changes. */
function afterMark(mark: string, state: State, open: string[]): State | null {
  if (mark === ":") return state === "colon" ? "value" : null;
  const inside = open.at(-1);
  if (mark === ",") return state === "behind" && inside ? (inside === "[" ? "value" : "name") : null;
  if (mark === "[" || mark === "{") {
    open.push(mark);
    return afterValue(state) && (mark === "[" ? "first value" : "first name");
  }
  const begun = mark === "]" ? "first value" : "first name";
  if (inside !== (mark === "]" ? "[" : "{") || (state !== "behind" && state !== begun)) return null;
  open.pop();
  return "behind";
}

/** Where the elements of a list begin, in one pass. @param text JSON that is a list. */
export function placesOfElements(text: string): number[] {
  const places: number[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '"') at = endOfText(text, at) - 1;
    else if (mark === "[" || mark === "{") depth++;
    else if (mark === "]" || mark === "}") depth--;
    if (depth !== 1 || mark !== (places.length === 0 ? "[" : ",")) continue;
    BLANK.lastIndex = at + 1;
    BLANK.exec(text);
    places.push(BLANK.lastIndex);
  }
  return places;
}

/** The line and the column of a place in a text, both from 1. */
export function lineAndColumn(text: string, place: number): [line: number, column: number] {
  return linesAndColumns(text, [place])[0];
}

/** The lines and the columns of places in a text, both from 1, in one pass. @param places in their order. */
export function linesAndColumns(text: string, places: readonly number[]): [line: number, column: number][] {
  let [line, begin] = [1, 0];
  let end = text.indexOf("\n");
  return places.map((place) => {
    while (end >= 0 && end < place) {
      line++;
      begin = end + 1;
      end = text.indexOf("\n", begin);
    }
    return [line, place - begin + 1];
  });
}
