/** What snippets do in plain Node, each as an ES module. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import type { Snippet } from "./snippets";

export function write(folder: string, name: string, text: string): string {
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

/** @param root A folder that is there, for the modules. */
export function inPlainNode(snippets: readonly Snippet[], root: string): string[][] {
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
