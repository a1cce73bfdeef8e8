/** Cells behave as plain Node does: each snippet runs as an ES module there, and as one cell and as several here. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import "../../../lib/jupyter/platform/node-platform";
import { CellCompiler } from "../../../lib/session/language/cell-compiler";
import { CellRunner } from "../../../lib/session/language/runner";
import { outcomeOf } from "./outcome.mjs";
import { readSnippets, type Snippet } from "./snippets";

const snippets = readSnippets();
const root = realpathSync(mkdtempSync(join(tmpdir(), "factorlab-language-")));
afterAll(() => rmSync(root, { recursive: true }));

function write(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function asModule(code: string): string {
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
  return ts.transpileModule(code, { compilerOptions }).outputText;
}

function inPlainNode(): string[][] {
  const plain = join(root, "plain");
  write(plain, "package.json", '{ "type": "module" }');
  const mains = snippets.map(({ cells, files }, index) => {
    const folder = join(plain, `s${index}`);
    for (const [name, text] of files)
      if (name.endsWith(".ts")) write(folder, name.replace(/ts$/, "js"), asModule(text));
      else write(folder, name, text);
    return write(folder, "main.js", asModule(cells.join("\n")));
  });
  const list = write(root, "list.json", JSON.stringify(mains));
  const answers = join(root, "answers.json");
  execFileSync(process.execPath, [join(import.meta.dirname, "plain-node.mjs"), list, answers]);
  return JSON.parse(readFileSync(answers, "utf8")) as string[][];
}

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

/** The cells of each way to cut a snippet: all in one, and each part alone. */
function variantsOf({ cells }: Snippet): string[][] {
  return cells.length > 1 ? [[cells.join("\n")], cells] : [cells];
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
  expected = inPlainNode();
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
