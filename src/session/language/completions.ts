/** The compiler's completions as Jupyter's reply: which text they replace, and which come first. */
import type ts from "typescript";
import { toCharacters } from "./cursor";
import { wordBefore } from "./word";

export interface CompleteReply {
  matches: string[];
  cursor_start: number;
  cursor_end: number;
  metadata: { _jupyter_types_experimental: { text: string; type: string; start: number; end: number }[] };
}

/** More matches than a user looks through; the list of all globals is far longer. */
const mostMatches = 500;

/** The compiler's entries, each name once, with the spans that they replace counted from the start of the code. */
export function entriesIn(info: ts.CompletionInfo, start: number): ts.CompletionEntry[] {
  const byName = new Map<string, ts.CompletionEntry>();
  for (const entry of info.entries) {
    const span = entry.replacementSpan ?? info.optionalReplacementSpan;
    const replacementSpan = span && { start: span.start - start, length: span.length };
    if (!byName.has(entry.name)) byName.set(entry.name, { ...entry, replacementSpan });
  }
  return [...byName.values()];
}

/** @param offset The cursor, in UTF-16 units. */
export function completeReply(
  all: readonly ts.CompletionEntry[],
  code: string,
  offset: number,
): CompleteReply {
  const [from, to] = spanOf(all, code, offset);
  const entries = rank(all, code.slice(from, offset)).slice(0, mostMatches);
  const range = { start: toCharacters(code, from), end: toCharacters(code, to) };
  return {
    matches: entries.map(({ name }) => name),
    cursor_start: range.start,
    cursor_end: range.end,
    metadata: {
      _jupyter_types_experimental: entries.map(({ name, kind }) => ({ text: name, type: kind, ...range })),
    },
  };
}

function spanOf(entries: readonly ts.CompletionEntry[], code: string, offset: number): [number, number] {
  const span = entries.find((each) => each.replacementSpan)?.replacementSpan;
  if (span !== undefined && span.start <= offset && span.start + span.length >= offset)
    return [span.start, Math.min(span.start + span.length, code.length)];
  return [offset - wordBefore(code, offset).length, offset];
}

/** The entries that begin with the typed text, then those that contain it, each in the compiler's order. */
function rank(entries: readonly ts.CompletionEntry[], typed: string): ts.CompletionEntry[] {
  const lower = typed.toLowerCase();
  const score = ({ name }: ts.CompletionEntry): number => {
    if (name.startsWith(typed)) return 0;
    if (name.toLowerCase().startsWith(lower)) return 1;
    return name.toLowerCase().includes(lower) ? 2 : 3;
  };
  return entries
    .map((entry) => ({ entry, rank: score(entry) }))
    .filter((each) => each.rank < 3)
    .sort(
      (a, b) =>
        a.rank - b.rank || compare(a.entry.sortText, b.entry.sortText) || compare(a.entry.name, b.entry.name),
    )
    .map(({ entry }) => entry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
