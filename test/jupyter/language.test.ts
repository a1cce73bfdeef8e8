import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, streamText, type Answer } from "./client";

/** A person's folder far from this repository: files above the notebook, beside it and in packages. */
const above = mkdtempSync(join(tmpdir(), "my project "));
const folder = join(above, "my notebooks");
let kernel: KernelClient;
let written = 0;

function write(path: string, text: string): void {
  const file = join(above, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  // Each text of a file has a time of its own, however coarse the disk's clock is.
  utimesSync(file, new Date(), new Date(Date.now() + ++written * 1000));
}

beforeAll(async () => {
  write("ratings.ts", "export interface Rating { user: string; stars: number }\nexport const scale = 5;\n");
  write(
    "my notebooks/read.ts",
    'import { scale, type Rating } from "../ratings";\n' +
      'import { half } from "./deep/half.js";\n' +
      "export const read = (line: string): Rating => ({ user: line, stars: half(scale) });\n" +
      'export function refuses(): never {\n  throw new Error("refused");\n}\n',
  );
  write("my notebooks/deep/half.ts", "export const half = (x: number): number => x / 2;\n");
  write("my notebooks/table.json", '{ "rows": 3 }');
  const esm = "my notebooks/node_modules/only-esm";
  write(
    `${esm}/package.json`,
    '{ "type": "module", "exports": { "types": "./m.d.ts", "import": "./m.js" } }',
  );
  write(`${esm}/m.js`, "export const late = await Promise.resolve(3); export default class Box {}");
  write(`${esm}/m.d.ts`, "export const late: number; export default class Box {}");
  const plain = "my notebooks/node_modules/without-types";
  write(`${plain}/package.json`, '{ "main": "main.js" }');
  write(`${plain}/main.js`, "module.exports = () => 7;");
  kernel = await KernelClient.start("factorlab", folder);
});

afterAll(async () => {
  await kernel.close();
  rmSync(above, { recursive: true, force: true });
});

async function value(code: string): Promise<string> {
  const answer = await kernel.execute(code);
  expect(contents(answer, "error")).toEqual([]);
  return contents(answer, "execute_result")[0]?.data["text/plain"] as string;
}

function problem(answer: Answer): string {
  const lines = contents(answer, "error")[0].traceback as string[];
  // eslint-disable-next-line no-control-regex -- colours are escape sequences
  return lines.join("\n").replace(/\u001b\[\d+m/g, "");
}

describe("imports", () => {
  test("find the person's own TypeScript files beside and above the notebook, also named as .js", async () => {
    expect(await value('import { read, refuses } from "./read"; read("ann")')).toBe(
      "{ user: 'ann', stars: 2.5 }",
    );
    expect(await value('import { scale as top } from "../ratings.ts"; top')).toBe("5");
    expect(await value('import table from "./table.json"; table.rows')).toBe("3");
  });

  test("take a file anew when it, or one that it imports, has changed", async () => {
    write("my notebooks/deep/half.ts", "export const half = (x: number): number => x * 10;\n");
    expect(await value('import { read as again } from "./read"; again("bob").stars')).toBe("50");
  });

  test.each([
    ["changing.mjs", "export const n = await ", ";"],
    ["changing.cjs", "exports.n = ", ";"],
    ["changing.js", "exports.n = ", ";"],
    ["changing.json", '{ "n": ', " }"],
  ])("take %s anew when it has changed, also behind a TypeScript file", async (name, before, after) => {
    write(
      `my notebooks/${name}.ts`,
      `import * as own from "./${name}"; export const m = () => (own as any).n;`,
    );
    const code = `import * as own from "./${name}"; import { m } from "./${name}.ts"; [(own as any).n, m()]`;
    for (const n of [1, 2]) {
      write(`my notebooks/${name}`, `${before}${n}${after}`);
      expect(await value(code)).toBe(`[ ${n}, ${n} ]`);
    }
  });

  test("are live, across cells and through a file, and no cell can assign to them", async () => {
    write(
      "my notebooks/live.ts",
      "export let counter = 0;\nexport function increase() { counter++ }\nexport default () => counter;\n",
    );
    await kernel.execute('import { counter, increase } from "./live"; const read = () => counter;');
    expect(await value("increase(); [counter, read()]")).toBe("[ 1, 1 ]");
    expect(await value('import * as live from "./live"; live')).toBe(
      "[Module: null prototype] {\n  counter: 1,\n  default: [Function: default],\n  increase: [Function: increase]\n}",
    );
    const text = problem(await kernel.execute("// @ts-ignore\ncounter = 5"));
    expect(text).toContain("TypeError: Assignment to constant variable.");
    expect(text).toContain("> 2 | counter = 5");
  });

  test("report a mistake in such a file with its line", async () => {
    write("wrong.ts", 'export const fine = 1;\nexport const wrong: number = "one";\n');
    const text = problem(await kernel.execute('import { wrong } from "../wrong"; wrong'));
    expect(text).toContain("wrong.ts:2:14 Type 'string' is not assignable to type 'number'. (TS2322)");
    expect(text).toContain('    export const wrong: number = "one";\n                 ^^^^^');
  });

  test("have stack traces that name the file's own line", async () => {
    const text = problem(await kernel.execute("refuses()"));
    expect(text).toMatch(/at refuses \(.*read\.ts:5:9\)/);
    expect(text).toContain('  > 5 |   throw new Error("refused");');
  });

  test("load packages that are ES modules only, with a top-level await, and dynamically", async () => {
    const answer = await kernel.execute(
      'import Box, { late } from "only-esm"; [typeof Box, late, (await import("only-esm")).late]',
    );
    expect(contents(answer, "execute_result")[0].data["text/plain"]).toBe("[ 'function', 3, 3 ]");
    expect(streamText(answer, "stderr")).toBe("");
  });

  test("load packages without types, and Node's own with theirs", async () => {
    expect(await value('import seven from "without-types"; seven()')).toBe("7");
    expect(await value('import * as path from "node:path"; path.basename("/a/b")')).toBe("'b'");
    const text = problem(await kernel.execute('import { readFileSync } from "fs"; readFileSync(true)'));
    expect(text).toContain("Argument of type 'boolean' is not assignable to parameter of type");
  });

  test("find the library and tslab although the notebook's folder has neither", async () => {
    expect(await value('import { MatrixFactorization } from "factorlab"; MatrixFactorization.name')).toBe(
      "'MatrixFactorization'",
    );
    const wrong = problem(await kernel.execute('new MatrixFactorization("text", 2)'));
    expect(wrong).toContain("is not assignable to parameter of type");
    const shown = await kernel.execute('import { display } from "tslab"; display.text("hello")');
    expect(contents(shown, "display_data")[0].data).toEqual({ "text/plain": "hello" });
  });

  test("say what to type where they find nothing", async () => {
    const text = problem(await kernel.execute('import { a } from "@no/such-package/part";'));
    expect(text).toContain("1:19 Cannot find module '@no/such-package/part'.");
    expect(text).toContain("npm install @no/such-package");
    expect(problem(await kernel.execute('import { a } from "./nowhere";'))).not.toContain("npm install");
  });
});

describe("variables", () => {
  test("are shared by all cells: functions see what later cells assign", async () => {
    await kernel.execute("let rate = 0.1; var size = 2; const scaled = () => rate * size;");
    expect(await value("rate = 0.5; size += 2; scaled()")).toBe("2");
    expect(await value("[rate, size] = [1, 3]; ({ rate } = { rate: 7 }); [scaled(), { rate }]")).toBe(
      "[ 21, { rate: 7 } ]",
    );
    expect(await value("for (rate of [1, 2]) {} for (var k = 0; k < 3; k++) {} rate++; [rate, k]")).toBe(
      "[ 3, 3 ]",
    );
  });

  test("can be declared again, with another type and another kind", async () => {
    await kernel.execute("const thing = 1; function use() { return thing }");
    expect(await value('const thing = "text"; thing.length')).toBe("4");
    expect(await value("class thing { static here = 5 } thing.here")).toBe("5");
    expect(await value("function thing<T>(x: T): T { return x } thing(6)")).toBe("6");
  });

  test("keep their types: a wrong assignment does not compile", async () => {
    await kernel.execute("let amount = 1; const fixed = 2;");
    expect(problem(await kernel.execute('amount = "much"'))).toContain(
      "Type 'string' is not assignable to type 'number'",
    );
    expect(problem(await kernel.execute("fixed = 3"))).toContain(
      "Cannot assign to 'fixed' because it was declared as a constant in an earlier cell.",
    );
    expect(await value("[amount, fixed]")).toBe("[ 1, 2 ]");
  });

  test("are there as far as a failed cell came; the others keep their old value", async () => {
    await kernel.execute("const older = 'old'; function half() { throw new Error('half-way') }");
    await kernel.execute("interface Kept { a: number } let first = 1; const older = half(); const last = 3;");
    expect(await value("const kept: Kept = { a: first }; [kept, older]")).toBe("[ { a: 1 }, 'old' ]");
    expect(problem(await kernel.execute("last"))).toContain("Cannot find name 'last'");
  });

  test("reach later cells whatever their kind: generics, enums, namespaces, patterns, defaults", async () => {
    await kernel.execute(`
      class Stack<T> { items: T[] = []; push(x: T) { this.items.push(x); return this } }
      enum Colour { Red = 1, Green }
      namespace Geometry { export const sides = 4 }
      type Pair<A, B = A> = [A, B];
      let { p, q: [r = 7, ...rest] = [], ...others } = { p: 1, q: [undefined, 2, 3] as number[], s: 4 };
      let named = () => 0;
    `);
    expect(await value("class Own extends Stack<Colour> {} new Own().push(Colour.Green).items")).toBe(
      "[ 2 ]",
    );
    expect(
      await value("const pair: Pair<number> = [Geometry.sides, p]; [pair, r, rest, others, named.name]"),
    ).toBe("[ [ 4, 1 ], 7, [ 2, 3 ], { s: 4 }, 'named' ]");
  });

  test("do not reach Node's own: a cell may call its data `process` or `URL`", async () => {
    await kernel.execute('const URL = "mine"; let process = 1;');
    expect(await value("[URL, process, typeof globalThis.URL, typeof globalThis.process]")).toBe(
      "[ 'mine', 1, 'function', 'object' ]",
    );
  });
});

describe("the language", () => {
  test("knows top-level await and for await, using, and what this Node has", async () => {
    const answer = await kernel.execute(`
      async function* numbers() { yield 1; yield 2; }
      for await (const n of numbers()) console.log(n);
      using file = { [Symbol.dispose]() { console.log("closed") } };
      [3, 1, 2].toSorted().at(-1)
    `);
    expect(streamText(answer)).toBe("1\n2\nclosed\n");
    expect(contents(answer, "execute_result")[0].data["text/plain"]).toBe("3");
  });

  test("calls functions of other cells without a receiver", async () => {
    await kernel.execute(
      "function whose(this: unknown) { return this === undefined } const tag = (s: any) => s[0];",
    );
    expect(await value("[whose(), tag`x`]")).toBe("[ true, 'x' ]");
  });

  test("has a dead zone before a declaration, whose error shows the line, and old values in other cells", async () => {
    await kernel.execute("let soon = 'old'; const peek = () => soon;");
    const text = problem(
      await kernel.execute("const early = () => soon;\nconsole.log(peek());\nearly();\nlet soon = 'new';"),
    );
    expect(text).toContain("ReferenceError: Cannot access 'soon' before initialization");
    expect(text).toContain("> 1 | const early = () => soon;");
    expect(await value("[soon, peek()]")).toBe("[ 'old', 'old' ]");
  });

  test("evaluates text that names variables of all cells, and assigns to them", async () => {
    await kernel.execute(
      "let evaluated = 1; const fixedOne = 2; function tripled(x: number) { return x * 3 }",
    );
    expect(await value('eval("evaluated = tripled(fixedOne)"); [evaluated, eval("evaluated + 1")]')).toBe(
      "[ 6, 7 ]",
    );
    expect(problem(await kernel.execute('eval("fixedOne = 3")'))).toContain(
      "Assignment to constant variable.",
    );
  });

  test("keeps labels, switches and jumps as they are, though loops look whether to stop", async () => {
    const answer = await kernel.execute(`
      const seen: string[] = [];
      outer: for (const a of [1, 2, 3]) {
        for (const b of [1, 2]) {
          if (b === 2) continue outer;
          switch (a) { case 2: for (;;) { seen.push("inner"); break } break; case 3: break outer }
          seen.push(\`\${a}\${b}\`);
        }
      }
      let n = 0; do n++; while (n < 3);
      const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
      seen.concat(String(n), String(factorial(5)))
    `);
    expect(contents(answer, "execute_result")[0].data["text/plain"]).toBe(
      "[ '11', 'inner', '21', '3', '120' ]",
    );
  });
});

describe("a last line that shows something itself", () => {
  const pending = '{ [Symbol.for("Jupyter.display")]: async () => ({ "text/plain": "shown" }) }';

  test.each([
    'Jupyter.display({ "text/plain": "shown" })',
    'await Jupyter.display({ "text/plain": "shown" })',
    `Jupyter.display(${pending})`,
    'import { display } from "factorlab"; display({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": "shown" }) })',
    'import { newDisplay } from "factorlab"; const output = newDisplay(); output.show({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": "shown" }) }); output',
  ])("is shown once: %s", async (code) => {
    const answer = await kernel.execute(code);
    expect(contents(answer, "display_data").map(({ data }) => data["text/plain"])).toEqual(["shown"]);
    expect([contents(answer, "execute_result"), contents(answer, "error")]).toEqual([[], []]);
  });

  test.each([
    "console.log('printed')",
    "Jupyter.clearOutput()",
    'const comm = Jupyter.comms.open("nobody"); comm.send({})',
    "comm.close()",
    'import { newDisplay } from "factorlab"; newDisplay()',
  ])("is no result: %s", async (code) => {
    const answer = await kernel.execute(code);
    expect([contents(answer, "execute_result"), contents(answer, "error")]).toEqual([[], []]);
  });

  test("has its error in the cell", async () => {
    const failing = '{ [Symbol.for("Jupyter.display")]: async () => { throw new RangeError("no picture") } }';
    const answer = await kernel.execute(`Jupyter.display(${failing})`);
    expect(answer.reply?.content).toMatchObject({
      status: "error",
      ename: "RangeError",
      evalue: "no picture",
    });
    expect(streamText(answer, "stderr")).toBe("");
  });

  test("is a promise like any other elsewhere", async () => {
    expect(await value('[Jupyter.display({ "text/plain": "shown" }) instanceof Promise]')).toBe("[ true ]");
    expect(await value("Promise.resolve(1)")).toBe("Promise { 1 }");
  });
});

describe("help while writing", () => {
  test("completes names of cells, of the library and of the cell itself, with their kinds", async () => {
    await kernel.execute(
      'import { MatrixFactorization as Model } from "factorlab"; const ratingsOfAnn = [1];',
    );
    const names = await kernel.request("complete_request", { code: "ratingsOf", cursor_pos: 9 });
    expect(names.reply?.content).toMatchObject({ matches: ["ratingsOfAnn"], cursor_start: 0, cursor_end: 9 });
    const code = "const fac = new Model([[1]], 1); fac.trainM";
    const { reply } = await kernel.request("complete_request", { code, cursor_pos: code.length });
    expect(reply?.content.matches).toEqual(["trainModel"]);
    expect(reply?.content.metadata._jupyter_types_experimental).toEqual([
      { text: "trainModel", type: "method", start: code.length - 6, end: code.length },
    ]);
  });

  test.each([
    ["lists.", "map"],
    ["'😀'; lists[0].", "first"],
    ["console.log(`${lists.", "length"],
    ["for (const list of lists) { list.", "first"],
    ["new Sha", "Shape"],
    ["let one: ", "Shape"],
    ["shapeOf({ ", "corners"],
    ["const copy = ", "lists"],
    ["if (lists.filter((one) => one.", "first"],
    ["import { ", "type"],
  ])("completes %j behind cells that declare and import", async (code, name) => {
    await kernel.execute(
      'import { tmpdir } from "node:os"; const lists = [{ first: 1 }]; class Shape { sides = 3 } ' +
        "function shapeOf(like: { corners: number }): Shape { return new Shape() }",
    );
    const cursor_pos = Array.from(code).length;
    const { reply } = await kernel.request("complete_request", { code, cursor_pos });
    expect(reply?.content.status).toBe("ok");
    expect(reply?.content.matches).toContain(name);
    const inspected = await kernel.request("inspect_request", { code: "shapeOf(", cursor_pos: 8 });
    expect(inspected.reply?.content.data["text/plain"]).toContain(
      "shapeOf(like: { corners: number; }): Shape",
    );
  });

  test("explains what stands at the cursor in Markdown, with parameters and returns", async () => {
    const code =
      "/** Halves.\n * @param x what to halve\n * @returns half of it\n */\nfunction halved(x: number) { return x / 2 }";
    await kernel.execute(code);
    const ask = (cursor_pos: number, detail_level: number) =>
      kernel.request("inspect_request", { code: "halved(4)", cursor_pos, detail_level });
    const { data, found } = (await ask(3, 0)).reply?.content ?? {};
    expect(found).toBe(true);
    expect(data["text/markdown"]).toContain("```typescript\nhalved(x: number): number\n```");
    expect(data["text/markdown"]).toContain("Halves.");
    expect(data["text/markdown"]).toContain("*@param* `x` — what to halve");
    expect(data["text/plain"]).toContain("@returns half of it");
    expect((await ask(7, 0)).reply?.content.data["text/markdown"]).toContain("halved(x: number): number");
    expect((await ask(3, 1)).reply?.content.data["text/markdown"]).toContain("return x / 2");
    const nothing = await kernel.request("inspect_request", { code: "  ", cursor_pos: 1, detail_level: 0 });
    expect(nothing.reply?.content).toMatchObject({ status: "ok", found: false, data: {} });
  });

  test.each([
    ["1 + 1", "complete"],
    ["", "complete"],
    ["function f() {", "incomplete"],
    ["const text = `a", "incomplete"],
    ["/* still", "incomplete"],
    ["f(1,", "incomplete"],
    ["1 1", "invalid"],
    ["f())", "invalid"],
  ])("finds that %j is %s", async (code, status) => {
    const { reply } = await kernel.request("is_complete_request", { code });
    expect(reply?.content.status).toBe(status);
  });
});
