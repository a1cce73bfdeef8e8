/** Reads the snippets that run both as cells and in plain Node. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A piece of TypeScript that prints what it finds. */
export interface Snippet {
  /** The name of its file. */
  topic: string;
  title: string;
  /** The code; where it has several parts, each may be a cell of its own. */
  cells: string[];
  /** The texts of the files that it imports, by their names. */
  files: Map<string, string>;
}

const folder = join(import.meta.dirname, "snippets");

/**
 * The snippets of all files, by their names: those of with-node.txt, which a page does not have, come last, since one of
 * them declares names of globals for all that follow. In a file, `## title` begins a snippet, `--` parts cells, and
 * `@@ name` begins a file that the snippet imports.
 */
export function readSnippets(): Snippet[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const topic = name.replace(".txt", "");
      const [, ...texts] = readFileSync(join(folder, name), "utf8").split(/^## /m);
      return texts.map((text) => readSnippet(topic, text));
    });
}

function readSnippet(topic: string, text: string): Snippet {
  const [title] = text.split("\n", 1);
  const [code, ...files] = text.slice(title.length).split(/^@@ /m);
  return {
    topic,
    title,
    cells: code.split(/^--$/m).map((each) => each.trim()),
    files: new Map(
      files.map((each) => {
        const [name] = each.split("\n", 1);
        return [name.trim(), each.slice(name.length).trimStart()];
      }),
    ),
  };
}

/** The cells of each way to cut a snippet: all in one, and each part alone. */
export function variantsOf({ cells }: Snippet): string[][] {
  return cells.length > 1 ? [[cells.join("\n")], cells] : [cells];
}
