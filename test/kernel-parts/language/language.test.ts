/** Cells behave as plain Node does: each snippet runs as an ES module there, and as one cell and as several here. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import "../../../lib/jupyter/platform/node-platform";
import { CellCompiler } from "../../../lib/session/language/cell-compiler";
import { CellRunner } from "../../../lib/session/language/runner";
import { outcomeOf } from "./outcome.mjs";
import { inPlainNode, write } from "./plain-outcomes";
import { readSnippets, variantsOf, type Snippet } from "./snippets";

const snippets = readSnippets();
const root = realpathSync(mkdtempSync(join(tmpdir(), "factorlab-language-")));
afterAll(() => rmSync(root, { recursive: true }));

const notebook = join(root, "notebook");
let runs = 0;

async function inCells(cells: readonly string[], compiler: CellCompiler): Promise<string[]> {
  const runner = new CellRunner(notebook);
  return outcomeOf(async () => {
    for (const code of cells) {
      const name = `cell[1].${++runs}`;
      const compilation = compiler.compile(code, name);
      if ("diagnostics" in compilation) throw new SyntaxError(compilation.diagnostics[0].message);
      const { thrown, assigned } = await runner.run(compilation.cell, name, code);
      compilation.cell.adopt(assigned);
      if (thrown !== undefined) throw thrown.error;
    }
  });
}

/** Writes a snippet's files to a folder of their own, which no run before has loaded, and names it in the cells. */
function withFiles(cells: readonly string[], files: Snippet["files"], folder: string): string[] {
  for (const [name, text] of files) write(join(notebook, folder), name, text);
  return cells.map((each) => each.replace(/(["'`])\.\//g, `$1./${folder}/`));
}

let expected: string[][] = [];
let compiler: CellCompiler;
let [count, different] = [0, 0];

beforeAll(() => {
  mkdirSync(notebook, { recursive: true });
  expected = inPlainNode(snippets, root);
  compiler = new CellCompiler(notebook);
}, 60_000);

afterAll(() => console.log(`${snippets.length} snippets, ${count} runs, ${different} differences`));

test("there are more than 176 snippets", () => {
  expect(snippets.length).toBeGreaterThan(176);
});

const topics = new Map<string, [number, Snippet][]>();
for (const [index, snippet] of snippets.entries()) {
  const entries = topics.get(snippet.topic) ?? [];
  topics.set(snippet.topic, [...entries, [index, snippet]]);
}

test.each([...topics])(
  "snippets on %s do in cells what they do in plain Node",
  async (_topic, entries) => {
    const differences: object[] = [];
    for (const [index, snippet] of entries)
      for (const variant of variantsOf(snippet)) {
        const found = await inCells(withFiles(variant, snippet.files, `s${++count}`), compiler);
        if (JSON.stringify(found) !== JSON.stringify(expected[index]))
          differences.push({ title: snippet.title, cells: variant, expected: expected[index], found });
      }
    different += differences.length;
    expect(differences).toEqual([]);
  },
  120_000,
);
