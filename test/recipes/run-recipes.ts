/** Runs recipes as a stranger would: each a file of its own in an empty folder, in a project that has the package. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../../scripts/lib/paths.mjs";
import type { Recipe } from "./read-recipes";

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  strict: true,
  noUnusedLocals: true,
  skipLibCheck: true,
  typeRoots: [join(root, "node_modules", "@types")],
  types: ["node"],
};

/** Imports one file after the other, each in its folder, and writes what they print as a list in JSON. */
const RUNNER = `
import { format } from "node:util";
const printed = [];
for (const folder of process.argv.slice(2)) {
  const lines = [];
  const keep = (...values) => lines.push(format(...values));
  Object.assign(console, { log: keep, warn: keep, error: keep });
  process.chdir(folder);
  try {
    await import(new URL(folder + "/recipe.mjs", import.meta.url).href);
  } catch (error) {
    keep(error.stack);
  }
  printed.push(lines.map((line) => line + "\\n").join(""));
  process.chdir("..");
}
process.stdout.write(JSON.stringify(printed));
`;

export interface Run {
  /** What the compiler objects to, in all recipes. */
  readonly objections: readonly string[];
  /** What each recipe has printed. */
  readonly printed: readonly string[];
}

export function runRecipes(recipes: readonly Recipe[]): Run {
  const folder = mkdtempSync(join(tmpdir(), "factorlab recipes "));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(root, join(folder, "node_modules", "factorlab"), "junction");
    const names = recipes.map((_, k) => `recipe-${String(k + 1).padStart(2, "0")}`);
    for (const [k, name] of names.entries()) {
      mkdirSync(join(folder, name));
      // A file without an import or export would share its names with the others.
      writeFileSync(join(folder, name, "recipe.mts"), `${recipes[k].code}export {};\n`);
    }
    const objections = compile(names.map((name) => join(folder, name, "recipe.mts")));
    writeFileSync(join(folder, "run.mjs"), RUNNER);
    const printed = execFileSync(process.execPath, ["run.mjs", ...names], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    return { objections, printed: JSON.parse(printed) as string[] };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Compiles with all checks. What is wrong with the types is returned; files are written nevertheless. */
function compile(files: readonly string[]): string[] {
  const program = ts.createProgram([...files], OPTIONS);
  const objections = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, "\n");
    return `${file?.fileName.split("/").at(-2) ?? ""}: ${text}`;
  });
  program.emit();
  return objections;
}
