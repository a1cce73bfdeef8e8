import { readCell } from "../../experiment/read-cell";

/** The lowest and the highest rating that can be given. */
export type Scale = readonly [low: number, high: number];

/** What a cell of a class's sheet says: a rating, null for none, or in words what cannot be read. */
export type Mark = number | null | { readonly unread: string };

const STARS = /^([★⭐*]+)[☆✩\s]*$/u;
const OF = /^(.+?)\s*(?:\/|of|von|out of)\s*\d+(?:\s*\p{L}+)?$/iu;
const WITH_WORD = /^([\d.,½]+)\s*(?:stars?|points?|sterne?|punkte?|[★⭐*])[.!]*$/iu;

/** Reads a rating as pupils write it: `4`, `4,5`, `4½`, `4/5`, `4 of 5`, `4 stars`, `★★★★☆`; or that there is none. */
export function readMark(text: string, [low, high]: Scale): Mark {
  const value = markOf(text.replaceAll("\uFE0F", "").trim());
  if (value === undefined) return { unread: `“${short(text)}” is not a number` };
  if (value === null || (value >= low && value <= high)) return value;
  return { unread: `${short(text)} is not between ${low} and ${high}` };
}

function markOf(text: string): number | null | undefined {
  const plain = readCell(text.replace("½", ".5").replace(/!+$/, ""));
  if (plain !== undefined) return plain;
  const stars = STARS.exec(text);
  if (stars !== null) return Array.from(stars[1]).length;
  const part = OF.exec(text)?.[1] ?? WITH_WORD.exec(text)?.[1];
  const value = part === undefined ? undefined : readCell(part.replace("½", ".5"));
  return value === null ? undefined : value;
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > 30 ? `${line.slice(0, 29)}…` : line;
}
