/** The recipes of docs/recipes.md: what is asked, the cells that answer it, and what they print. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/lib/paths.mjs";

export interface Recipe {
  /** The question, as its heading has it. */
  readonly question: string;
  /** The cells, one after the other. */
  readonly code: string;
  /** What the page says that they print. */
  readonly prints: string;
}

const PAGE = join(root, "docs", "recipes.md");
const BLOCK = /^```(ts|text)\n(.*?)^```$/gms;

export function readRecipes(): Recipe[] {
  const sections = readFileSync(PAGE, "utf8").replaceAll("\r\n", "\n").split(/^### /m).slice(1);
  return sections.map((section) => {
    const blocks = [...section.matchAll(BLOCK)];
    const joined = (kind: string): string =>
      blocks
        .filter(([, language]) => language === kind)
        .map(([, , text]) => text)
        .join("");
    return { question: section.split("\n", 1)[0], code: joined("ts"), prints: joined("text") };
  });
}
