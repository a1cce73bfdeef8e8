/** Files of the person that have changed are read anew, with those that import them. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import "../../../lib/jupyter/platform/node-platform";
import { CellCompiler } from "../../../lib/session/language/cell-compiler";
import { CellRunner } from "../../../lib/session/language/runner";

const notebook = realpathSync(mkdtempSync(join(tmpdir(), "factorlab-own-files-")));
const compiler = new CellCompiler(notebook);
const runner = new CellRunner(notebook);
afterAll(() => rmSync(notebook, { recursive: true }));
let [written, cells, folders] = [0, 0, 0];

function write(file: string, text: string): void {
  const path = join(notebook, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  // Each text of a file has a time of its own, however coarse the disk's clock is.
  utimesSync(path, new Date(), new Date(Date.now() + ++written * 1000));
}

/** The value of a cell's last expression. */
async function value(code: string): Promise<unknown> {
  const name = `cell[1].${++cells}`;
  const compilation = compiler.compile(code, name);
  if ("diagnostics" in compilation)
    throw new Error(compilation.diagnostics.map(({ message }) => message).join("\n"));
  const { thrown, result, assigned } = await runner.run(compilation.cell, name, code);
  compilation.cell.adopt(assigned);
  if (thrown !== undefined) throw thrown.error;
  return result?.value;
}

/** Files by their names; null deletes one. */
type Files = Record<string, string | null>;

function writeAll(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files))
    if (text === null) rmSync(join(notebook, folder, name));
    else write(`${folder}/${name}`, text);
}

const package_ = { "package.json": '{ "type": "module" }' };
const plain = 'import { n } from "./a"; n';
const ofModule = 'import { n } from "./a.mjs"; n';
const through = (from: string): string => `export { n } from "${from}";`;

test.each<[what: string, cell: string, before: Files, after: Files]>([
  ["TypeScript", plain, { "a.ts": "export const n = 1;" }, { "a.ts": "export const n = 2;" }],
  [
    "TypeScript behind TypeScript",
    plain,
    { "a.ts": through("./b"), "b.ts": through("./deep/c"), "deep/c.ts": "export const n = 1;" },
    { "deep/c.ts": "export const n = 2;" },
  ],
  ["JSON", 'import a from "./a.json"; a.n', { "a.json": '{ "n": 1 }' }, { "a.json": '{ "n": 2 }' }],
  [
    "JSON behind TypeScript",
    plain,
    { "a.ts": 'import b from "./b.json"; export const n = b.n;', "b.json": '{ "n": 1 }' },
    { "b.json": '{ "n": 2 }' },
  ],
  [
    "CommonJS",
    'import { n } from "./a.cjs"; n',
    { "a.cjs": "exports.n = 1;" },
    { "a.cjs": "exports.n = 2;" },
  ],
  [
    "CommonJS behind CommonJS",
    'import a from "./a.cjs"; a.n',
    { "a.cjs": 'module.exports = require("./b.cjs");', "b.cjs": "exports.n = 1;" },
    { "b.cjs": "exports.n = 2;" },
  ],
  [
    "JSON behind CommonJS",
    'import a from "./a.cjs"; a.n',
    { "a.cjs": 'module.exports = require("./b.json");', "b.json": '{ "n": 1 }' },
    { "b.json": '{ "n": 2 }' },
  ],
  [
    "what CommonJS requires in a function",
    'import a from "./a.cjs"; a.read()',
    { "a.cjs": 'exports.read = () => require("./" + "b.cjs").n;', "b.cjs": "exports.n = 1;" },
    { "b.cjs": "exports.n = 2;" },
  ],
  ["JavaScript", 'import a from "./a.js"; a.n', { "a.js": "exports.n = 1;" }, { "a.js": "exports.n = 2;" }],
  [
    "CommonJS behind TypeScript",
    plain,
    { "a.ts": 'import { n as m } from "./b.cjs"; export const n = m;', "b.cjs": "exports.n = 1;" },
    { "b.cjs": "exports.n = 2;" },
  ],
  ["an ES module", ofModule, { "a.mjs": "export const n = 1;" }, { "a.mjs": "export const n = 2;" }],
  [
    "an ES module by its package",
    'import { n } from "./a.js"; n',
    { ...package_, "a.js": "export const n = 1;" },
    { "a.js": "export const n = 2;" },
  ],
  [
    "an ES module by its text",
    'import { n } from "./a.js"; n',
    { "a.js": "export const n = 1;" },
    { "a.js": "export const n = 2;" },
  ],
  [
    "an ES module behind two others",
    ofModule,
    { "a.mjs": through("./b.mjs"), "b.mjs": through("./deep/c.mjs"), "deep/c.mjs": "export const n = 1;" },
    { "deep/c.mjs": "export const n = 2;" },
  ],
  [
    "JSON behind an ES module",
    ofModule,
    {
      "a.mjs": 'import b from "./b.json" with { type: "json" }; export const n = b.n;',
      "b.json": '{ "n": 1 }',
    },
    { "b.json": '{ "n": 2 }' },
  ],
  [
    "CommonJS behind an ES module",
    ofModule,
    { "a.mjs": 'import b from "./b.cjs"; export const n = b.n;', "b.cjs": "exports.n = 1;" },
    { "b.cjs": "exports.n = 2;" },
  ],
  [
    "CommonJS behind CommonJS behind an ES module",
    ofModule,
    {
      "a.mjs": 'import b from "./b.cjs"; export const n = b.n;',
      "b.cjs": 'module.exports = require("./c.cjs");',
      "c.cjs": "exports.n = 1;",
    },
    { "c.cjs": "exports.n = 2;" },
  ],
  [
    "an ES module behind TypeScript",
    plain,
    { "a.ts": through("./b.mjs"), "b.mjs": "export const n = await 1;" },
    { "b.mjs": "export const n = await 2;" },
  ],
  [
    "an ES module behind an ES module behind TypeScript",
    plain,
    { "a.ts": through("./b.mjs"), "b.mjs": through("./c.mjs"), "c.mjs": "export const n = 1;" },
    { "c.mjs": "export const n = 2;" },
  ],
  [
    "ES modules in a circle",
    'import { read } from "./a.mjs"; read()',
    {
      "a.mjs": 'import { n } from "./b.mjs"; export const read = () => n; export const m = 0;',
      "b.mjs": 'import { m } from "./a.mjs"; export const n = 1; export const other = () => m;',
    },
    {
      "b.mjs": 'import { m } from "./a.mjs"; export const n = 2; export const other = () => m;',
    },
  ],
  [
    "TypeScript in a circle",
    'import { read } from "./a"; read()',
    {
      "a.ts": 'import { n } from "./b"; export const read = () => n; export const m = 0;',
      "b.ts": 'import { m } from "./a"; export const n = 1 as number; export const other = () => m;',
    },
    { "b.ts": 'import { m } from "./a"; export const n = 2 as number; export const other = () => m;' },
  ],
  [
    "a dynamic import",
    '(await import("./a.mjs")).n',
    { "a.mjs": "export const n = 1;" },
    { "a.mjs": "export const n = 2;" },
  ],
  [
    "a dynamic import in TypeScript",
    'import { load } from "./a"; await load()',
    {
      "a.ts": 'export const load = async () => (await import("./b.mjs")).n;',
      "b.mjs": "export const n = 1;",
    },
    { "b.mjs": "export const n = 2;" },
  ],
  [
    "a dynamic import in an ES module",
    'import { load } from "./a.mjs"; await load()',
    {
      "a.mjs": 'export const load = async () => (await import("./b.mjs")).n;',
      "b.mjs": "export const n = 1;",
    },
    { "b.mjs": "export const n = 2;" },
  ],
  ["require in a cell", 'require("./a.cjs").n', { "a.cjs": "exports.n = 1;" }, { "a.cjs": "exports.n = 2;" }],
  [
    "the same size",
    'import * as a from "./a.mjs"; a.n',
    { "a.mjs": "export let n = 1;" },
    { "a.mjs": "export let n = 2;" },
  ],
])("%s", async (_what, cell, before, after) => {
  const folder = `f${++folders}`;
  const code = cell.replace(/(["'])\.\//g, `$1./${folder}/`);
  writeAll(folder, before);
  expect([await value(code), await value(code)]).toEqual([1, 1]);
  writeAll(folder, after);
  expect([await value(code), await value(code)]).toEqual([2, 2]);
});

test("what has not changed is loaded once", async () => {
  writeAll("once", {
    "state.mjs": "export const state = { n: 0 };",
    "a.ts": 'import { state } from "./state.mjs"; export const add = () => ++state.n;',
    "b.mjs": 'import { state } from "./state.mjs"; export const add = () => ++state.n;',
    "c.ts": "export const c = 1;",
  });
  const code =
    'import { add } from "./once/a"; import { add as more } from "./once/b.mjs"; import "./once/c"; [add(), more()]';
  expect(await value(code)).toEqual([1, 2]);
  write("once/c.ts", "export const c = 2;");
  expect(await value(code)).toEqual([3, 4]);
});

test("packages stay as they are", async () => {
  write("node_modules/kept/index.js", "exports.n = 1;");
  write("node_modules/kept-module/index.mjs", "export const n = 1;");
  write("node_modules/kept-module/package.json", '{ "exports": "./index.mjs" }');
  const code = 'import { n } from "kept"; import { n as m } from "kept-module"; [n, m]';
  expect(await value(code)).toEqual([1, 1]);
  write("node_modules/kept/index.js", "exports.n = 2;");
  write("node_modules/kept-module/index.mjs", "export const n = 2;");
  expect(await value(code)).toEqual([1, 1]);
});

test.each([
  ["ts", "export const n = ;", "export const n: number = 3;"],
  ["ts", 'throw new Error("not yet");', "export const n: number = 3;"],
  ["mjs", "export const n = ;", "export const n = 3;"],
  ["mjs", 'throw new Error("not yet");', "export const n = 3;"],
  ["mjs", 'export { n } from "./missing-yet.mjs";', "export const n = 3;"],
  ["cjs", "exports.n = ;", "exports.n = 3;"],
  ["json", '{ "n": ', '{ "n": 3 }'],
])("a mended .%s file is loaded: %s", async (extension, broken, mended) => {
  const folder = `f${++folders}`;
  const file = `${folder}/a.${extension}`;
  const code = `import * as a from "./${extension === "ts" ? `${folder}/a` : file}"; (a as any).n`;
  write(file, broken);
  await expect(value(code)).rejects.toThrow();
  write(file, mended);
  expect(await value(code)).toBe(3);
});

test.each(["ts", "mjs", "cjs", "json"])(
  "a deleted .%s file is missed by name, until it is back",
  async (extension) => {
    const folder = `f${++folders}`;
    const text = { ts: "export const n = 1;", mjs: "export const n = 1;", cjs: "exports.n = 1;" }[extension];
    const path = `./${folder}/gone${extension === "ts" ? "" : `.${extension}`}`;
    const code = `import * as a from "${path}"; (a as any).n`;
    write(`${folder}/gone.${extension}`, text ?? '{ "n": 1 }');
    expect(await value(code)).toBe(1);
    rmSync(join(notebook, folder, `gone.${extension}`));
    await expect(value(code)).rejects.toThrow(`Cannot find module '${path}'`);
    write(`${folder}/gone.${extension}`, text ?? '{ "n": 1 }');
    expect(await value(code)).toBe(1);
  },
);

test("a deleted file is missed by the file that imports it, until it is back", async () => {
  writeAll("behind", { "a.ts": through("./gone"), "gone.ts": "export const n = 1;" });
  writeAll("behind", { "b.mjs": through("./gone.mjs"), "gone.mjs": "export const n = 1;" });
  const cells = ['import { n } from "./behind/a"; n', 'import { n } from "./behind/b.mjs"; n'];
  for (const code of cells) expect(await value(code)).toBe(1);
  writeAll("behind", { "gone.ts": null, "gone.mjs": null });
  for (const code of cells) await expect(value(code)).rejects.toThrow(/Cannot find module '.*gone/);
  writeAll("behind", { "gone.ts": "export const n = 2;", "gone.mjs": "export const n = 2;" });
  for (const code of cells) expect(await value(code)).toBe(2);
});

test("a changed type reaches the checker", async () => {
  writeAll("types", { "a.ts": through("./b"), "b.ts": "export const n = 1;", "c.json": '{ "n": 1 }' });
  const code = 'import { n } from "./types/a"; import c from "./types/c.json"; [n.toFixed(), c.n.toFixed()]';
  expect(await value(code)).toEqual(["1", "1"]);
  write("types/b.ts", 'export const n = "text";');
  await expect(value(code)).rejects.toThrow("Property 'toFixed' does not exist on type '\"text\"'");
  write("types/b.ts", "export const n = 2;");
  write("types/c.json", '{ "n": "text" }');
  await expect(value(code)).rejects.toThrow("Property 'toFixed' does not exist on type 'string'");
  write("types/c.json", '{ "n": 2 }');
  expect(await value(code)).toEqual(["2", "2"]);
});
