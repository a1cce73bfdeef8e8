import { said } from "../src/outputs/translate";
import type { SentencePayload } from "../src/payload/types";

/** A payload, or a part of one, with each sentence as its English text. */
export function plainWords<Part>(part: Part): Part {
  if (typeof part !== "object" || part === null) return part;
  if ("sentence" in part) return said(part as unknown as SentencePayload) as Part;
  if (Array.isArray(part)) return part.map(plainWords) as Part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, plainWords(value)])) as Part;
}
