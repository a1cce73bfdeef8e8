/**
 * The ways in which a line of the user's code can be seen. In each cell, a mark stands in front of every place that has
 * to be shown, and no other place may be.
 */

/** Stands in front of a place that has to be shown. */
export const mark = "▸";

export interface LineCase {
  what: string;
  /** The cell, with marks. */
  code: string;
  /** Further places that have to be shown: in files of the folder, or in the first cell. */
  at?: string[];
  /** A text that has to be among the output. */
  text?: string;
}

/** The first cell, whose functions the others call. */
export const firstCell = `function boom(what: string): never {
  // The line of the error is the next one.
  throw new RangeError(what);
}
const quiet = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return error;
  }
};
let settled: any;
const kept = new TypeError("kept from the first cell");
const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));
import { EventEmitter } from "node:events";
import { inspect, format, deprecate } from "node:util";
import { createRequire } from "node:module";
import assert from "node:assert";
import vm from "node:vm";
import fs from "node:fs";
`;

const boom = "cell [1]:3:9";
const call = "cell [1]:7:5";

const shown: LineCase[] = [
  ["console.error", `console.error(${mark}new Error("x"))`],
  ["console.log", `console.log(${mark}new Error("x"))`],
  ["console.warn", `console.warn(${mark}new Error("x"))`],
  ["console.info", `console.info("text", ${mark}new Error("x"))`],
  ["console.debug", `console.debug(${mark}new Error("x"))`],
  ["console.dir", `console.dir(${mark}new Error("x"))`],
  ["console.log of a stack", `console.log((${mark}new Error("x")).stack)`],
  ["console.log with a format", `console.log("%O and %s", ${mark}new Error("x"), "more")`],
  ["console.trace", `console.${mark}trace("label")`, "Trace: label"],
  ["console.trace in a function", `function here() {\n  console.${mark}trace();\n}\n\n${mark}here();`],
  ["console.assert", `console.assert(false, "text", ${mark}new Error("x"))`],
  ["console.group", `console.group("g"); console.log(${mark}new Error("x")); console.groupEnd()`],
  ["console.table of errors", `console.table([${mark}new Error("x"), ${mark}new Error("y")])`],
  ["console.table of records", `console.table([{ name: "a", error: ${mark}new Error("x") }])`],
  ["console.table of a Map", `console.table(new Map([["a", ${mark}new Error("x")]]))`],
  ["inspect", `console.log(inspect(${mark}new Error("x"), { depth: 0 }))`],
  ["format", `console.log(format("%o", ${mark}new Error("x")))`],
  ["a write to stderr", `process.stderr.write((${mark}new Error("x")).stack + "\\n")`],
  ["a write to stdout", `process.stdout.write(\`\${(${mark}new Error("x")).stack}\\n\`)`],
  ["display", `import { display } from "factorlab"; display(${mark}new Error("x"))`],
  ["a bundle", `Jupyter.display({ "text/plain": (${mark}new Error("x")).stack })`],
  ["an object", `console.log({ a: { b: ${mark}new Error("x") } })`],
  ["an array", `console.log([1, ${mark}new Error("x")])`],
  ["a Map", `console.log(new Map([["k", ${mark}new Error("x")]]))`],
  ["a Set", `console.log(new Set([${mark}new Error("x")]))`],
  ["an instance", `${mark}class Holder { error = ${mark}new Error("x") }\nconsole.log(${mark}new Holder())`],
  ["a cause", `console.log(${mark}new Error("x", { cause: ${mark}new Error("y") }))`],
  ["an AggregateError", `console.log(${mark}new AggregateError([${mark}new Error("x")], "all"))`],
  [
    "fields of an error",
    `console.log(Object.assign(${mark}new Error("x"), { inner: ${mark}new Error("y") }))`,
  ],
  ["JSON", `console.log(JSON.stringify({ stack: (${mark}new Error("x")).stack }))`],
].map(asCase);

const results: LineCase[] = [
  ["an error as result", `${mark}new Error("x")`],
  ["errors as result", `[${mark}new Error("x"), ${mark}new TypeError("y")]`],
  ["records as result", `[{ n: 1, error: ${mark}new Error("x") }, { n: 2, error: ${mark}new Error("y") }]`],
  ["a Map as result", `new Map([["k", ${mark}new Error("x")]])`],
  ["a cause in a result", `${mark}new Error("x", {\n  cause: ${mark}new Error("y"),\n})`],
  [
    "a rejected promise as result",
    `settled = Promise.reject(${mark}new Error("x")); settled.catch(() => 0); settled`,
  ],
  ["the text of a stack as result", `(${mark}new Error("x")).stack`],
  ["an error of a getter in a result", `({ get x() { throw new Error("x") } })`, "[Getter]"],
  ["a display that fails", `({ [Symbol.for("Jupyter.display")]() { throw ${mark}new Error("x") } })`],
  ["an inspection that fails", `console.${mark}log({ [inspect.custom]() { throw ${mark}new Error("x") } })`],
  ["an error of an earlier cell as result", `kept`, "kept", ["cell [1]:13:14"]],
  ["an error of a function of an earlier cell", `${mark}quiet(() => ${mark}boom("x"))`, "x", [boom, call]],
].map(asCase);

const thrown: LineCase[] = [
  ["an error", `throw ${mark}new Error("x")`],
  ["a function", `${mark}boom("x")`, "x", [boom]],
  ["an error of an earlier cell", `throw kept`, "kept", ["cell [1]:13:14"]],
  ["a long line", `const long = "${"a".repeat(200)}"; throw ${mark}new Error("x")`],
  ["a line behind types", `interface A {\n  a: number;\n}\ntype B = A;\n\nthrow ${mark}new Error("x")`],
  ["Windows line ends", `const one = 1;\r\nconst two = 2;\r\n  throw ${mark}new Error("x")`],
  [
    "an assigned function",
    `let later: any;\nlater = () => {\n  throw ${mark}new Error("x");\n};\n${mark}later()`,
  ],
  ["a function called by an array", `[1].${mark}map(() => {\n  throw ${mark}new Error("x");\n})`],
  ["a comparison", `[2, 1].${mark}sort(() => { throw ${mark}new Error("x") })`],
  ["a replacement", `"a".${mark}replace("a", () => { throw ${mark}new Error("x") })`],
  ["a method", `class M {\n  m() {\n    throw ${mark}new Error("x");\n  }\n}\nnew M().${mark}m()`],
  ["a constructor", `class C { constructor() { throw ${mark}new Error("x") } }\n${mark}new C()`],
  ["a getter", `const g = { get x() { throw ${mark}new Error("x") } };\ng.${mark}x`],
  ["a setter", `const s = { set x(value) { throw ${mark}new Error("x") } };\ns.x${mark} = 1`],
  ["a static block", `class S {\n  static {\n    ${mark}boom("x");\n  }\n}`, "x", [boom]],
  [
    "a private method",
    `class P { #p() { throw ${mark}new Error("x") } m() { this.#p${mark}() } }\nnew P().${mark}m()`,
  ],
  ["a proxy", `const p: any = new Proxy({}, { get() { throw ${mark}new Error("x") } });\np.${mark}any`],
  ["a tag", `function tag(...parts: any[]): any { throw ${mark}new Error("x") }\ntag${mark}\`a\${1}\``],
  ["toString", `const text = { toString() { throw ${mark}new Error("x") } };\n\`\${${mark}text}\``],
  ["toJSON", `JSON.${mark}stringify({ toJSON() { throw ${mark}new Error("x") } })`],
  ["a default value", `function defaults(a = ${mark}boom("x")) {}\n${mark}defaults()`, "x", [boom]],
  ["a generator", `function* values() { yield 1; throw ${mark}new Error("x") }\n[...${mark}values()]`],
  ["a loop", `for (let k = 0; k < 5; k++) {\n  if (k === 3) throw ${mark}new Error("x");\n}`],
  [
    "a loop in a loop",
    `outer: for (const a of [1]) {\n  while (true) {\n    if (a) ${mark}boom("x");\n  }\n}`,
    "x",
    [boom],
  ],
  ["a finally", `try {\n  throw ${mark}new Error("x");\n} finally {\n  settled = 1;\n}`],
  ["another throw", `try {\n  ${mark}boom("x");\n} catch (error) {\n  throw error;\n}`, "x", [boom]],
  [
    "a decorator",
    `function refuse(...parts: any[]): any { throw ${mark}new Error("x") }\n@refuse${mark} ${mark}class D${mark} {}`,
  ],
  [
    "using",
    `{\n  using held = { [Symbol.dispose]() { throw ${mark}new Error("x") } };\n  settled = 1;${mark}\n}`,
  ],
  ["null", `const nothing: any = null;\nnothing.${mark}field`, "reading 'field'"],
  ["what is no function", `let number: any = 3;\n${mark}number()`, "number is not a function"],
  ["a constant", `const fixed: any = 1;\n// @ts-expect-error\nfixed${mark} = 2`, "constant"],
  [
    "an endless recursion",
    `const recurse = (n: number): number =>${mark} 1 + ${mark}recurse(n);\nrecurse(1)`,
  ],
  ["JSON text", `JSON.${mark}parse("{")`, "JSON"],
  ["a missing file", `fs.${mark}readFileSync("missing")`, "ENOENT"],
  ["an argument that Node refuses", `fs.${mark}readFileSync({} as any)`, "path"],
  ["an assertion", `assert.${mark}equal(1 as number, 2)`, "1 == 2"],
  ["a deep assertion", `assert.${mark}deepStrictEqual({ a: 1 }, { a: 2 })`, "deep"],
  ["assert", `${mark}assert(1 > (2 as number))`],
  ["a DOMException", `throw ${mark}new DOMException("x", "AbortError")`],
  [
    "a subclass",
    `class Own extends Error {\n  override toString() { return "mine" }\n}\nthrow ${mark}new Own("x")`,
  ],
  ["a cause that is thrown", `throw ${mark}new Error("x", { cause: ${mark}new Error("y") })`, "Caused by"],
  [
    "an AggregateError",
    `throw ${mark}new AggregateError([${mark}new Error("x"), ${mark}new Error("y")], "all")`,
  ],
].map(asCase);

const asynchronous: LineCase[] = [
  ["behind an await", `await null;\nthrow ${mark}new Error("x")`],
  [
    "an async function",
    `async function waits() {\n  await null;\n  throw ${mark}new Error("x");\n}\n${mark}await waits()`,
  ],
  ["an awaited rejection", `await Promise.reject(${mark}new Error("x"))`],
  ["Promise.all", `${mark}await Promise.all([1, (async () => { await 1; throw ${mark}new Error("x") })()])`],
  ["Promise.any", `await Promise.any([Promise.reject(${mark}new Error("x"))])`],
  ["Promise.allSettled", `await Promise.allSettled([Promise.reject(${mark}new Error("x"))])`],
  ["a then", `${mark}await Promise.resolve(1).then(() => { throw ${mark}new Error("x") })`],
  [
    "an async generator",
    `async function* many() { yield 1; throw ${mark}new Error("x") }\nfor await (const ${mark}each of many()) settled = each`,
  ],
  ["a constructed promise", `await ${mark}new Promise(() => { throw ${mark}new Error("x") })`],
  [
    "an error that was caught behind an await",
    `try {\n  await pause(1);\n  throw ${mark}new Error("x");\n} catch (error) {\n  console.log(error);\n}`,
  ],
  ["a rejection that nothing handles", `Promise.reject(${mark}new Error("x")); await pause(20)`, "Unhandled"],
  [
    "an async callback that nothing handles",
    `(async () => {\n  await 1;\n  throw ${mark}new Error("x");\n})();\nawait pause(20)`,
    "Unhandled",
  ],
  ["setTimeout", `setTimeout(() => { throw ${mark}new Error("x") }, 1); await pause(20)`, "Uncaught"],
  [
    "setInterval",
    `const timer = setInterval(() => { clearInterval(timer); throw ${mark}new Error("x") }, 1); await pause(20)`,
    "Uncaught",
  ],
  ["setImmediate", `setImmediate(() => { throw ${mark}new Error("x") }); await pause(20)`, "Uncaught"],
  ["nextTick", `process.nextTick(() => { throw ${mark}new Error("x") }); await pause(20)`, "Uncaught"],
  ["queueMicrotask", `queueMicrotask(() => { throw ${mark}new Error("x") }); await pause(20)`, "Uncaught"],
  ["an event", `new EventEmitter().on("a", () => { throw ${mark}new Error("x") }).${mark}emit("a")`],
  ["an error event without listener", `new EventEmitter().emit("error", ${mark}new Error("x"))`],
  [
    "an EventTarget",
    `const target = new EventTarget();\ntarget.addEventListener("a", () => { throw ${mark}new Error("x") });\ntarget.${mark}dispatchEvent(new Event("a")); await pause(20)`,
    "Uncaught",
  ],
  [
    "a callback of Node",
    `fs.readFile("missing", () => { throw ${mark}new Error("x") }); await pause(50)`,
    "Uncaught",
  ],
].map(asCase);

const evaluated: LineCase[] = [
  ["eval", `${mark}eval("null.x")`],
  ["eval of a call", `(globalThis as any).thrower = boom; ${mark}eval("thrower('x')")`, "x", [boom]],
  ["a Function", `${mark}new Function("run", "run()")${mark}(() => ${mark}boom("x"))`, "x", [boom]],
  ["vm.runInThisContext", `vm.${mark}runInThisContext("null.x")`],
  ["vm.runInNewContext", `vm.${mark}runInNewContext("run()", { run: () => ${mark}boom("x") })`, "x", [boom]],
  [
    "a caught error of vm",
    `console.log(${mark}quiet(() => vm.${mark}runInNewContext("run(1)", { run: boom })))`,
    "1",
    [boom, call],
  ],
  ["a syntax error of vm", `vm.${mark}runInThisContext("const = 5")`, "Unexpected token '='"],
  ["a syntax error of Function", `${mark}new Function("const = 5")`, "Unexpected token '='"],
].map(asCase);

const interfaces: LineCase[] = [
  [
    "captureStackTrace",
    `const held: any = {};\nError.${mark}captureStackTrace(held);\nconsole.log(held.stack)`,
  ],
  [
    "captureStackTrace below a function",
    `function make() {\n  const own: any = {};\n  Error.captureStackTrace(own, make);\n  return own;\n}\nconsole.log(${mark}make().stack)`,
  ],
  [
    "a limit of frames",
    `Error.stackTraceLimit = 1; console.log(${mark}new Error("x")); Error.stackTraceLimit = 10`,
  ],
  [
    "an inspection of one's own",
    `class Shown extends Error { [inspect.custom]() { return this.stack } }\n${mark}new Shown("x")`,
  ],
  [
    "a subclass with a name",
    `class Named extends Error { override name = "Named" }\nconsole.log(${mark}new Named("x"))`,
    "Named: x",
  ],
  ["a cloned error", `structuredClone(${mark}new Error("x"))`],
  ["a cloned error in an object", `console.log(structuredClone({ error: ${mark}new Error("x") }))`],
  ["a frozen error", `console.log(Object.freeze(${mark}new Error("x")))`],
  [
    "a stack with a text added",
    `const added = ${mark}new Error("x");\nadded.stack += "\\nadded";\nconsole.log(added)`,
    "added",
  ],
  ["an error from another context", `vm.${mark}runInNewContext("new Error('x')")`],
  ["a warning", `process.${mark}emitWarning("careful"); await pause(5)`, "Warning: careful"],
  [
    "a warning with a code",
    `process.${mark}emitWarning("careful", "Own", "OWN1"); await pause(5)`,
    "[OWN1] Own: careful",
  ],
  [
    "a deprecation",
    `const old = deprecate(() => 1, "old is old", "OLD1");\n${mark}old(); await pause(5)`,
    "[OLD1] DeprecationWarning: old is old",
  ],
  [
    "a warning of Node's",
    `const many = new EventEmitter().setMaxListeners(1);\nmany.on("a", boom);\nmany.${mark}on("a", boom);\nawait pause(5)`,
    "MaxListenersExceededWarning",
  ],
  ["an abort", `AbortSignal.${mark}abort().reason`, "aborted"],
  [
    "a worker's creation that fails",
    `const { Worker } = await import("node:worker_threads");\n${mark}new Worker({} as any)`,
  ],
  [
    "an error of the kernel's own",
    `try {\n  Jupyter.${mark}display({ "text/plain": 5n } as any);\n} catch (error) {\n  console.log(error.stack);\n}`,
    "TypeError",
  ],
  [
    "names in a caught message",
    `let six: any = 6; try { six() } catch (error) { console.log(error.message) }`,
    "six is not a function",
  ],
  [
    "names in a caught pattern",
    `let ten: any = 10; try { ten.run() } catch ({ message }) { console.log(message) }`,
    "ten.run is not a function",
  ],
  [
    "names in the message of an awaited value",
    `try { (await (5 as any)).run() } catch (error) { console.log(error.message) }`,
    "(intermediate value).run is not a function",
  ],
  ["names in an uncaught message", `let nine: any = 9;\n${mark}nine()`, "TypeError: nine is not a function"],
].map(asCase);

const formatters: LineCase[] = [
  [
    "a formatter of one's own",
    `Error.prepareStackTrace = (error, sites) => sites.map((site) => \`\${site.getFunctionName()} \${site.getFileName()}:\${site.getLineNumber()}:\${site.getColumnNumber()}\`).join("\\n");\nfunction formatted() {\n  return ${mark}new Error("x").stack;\n}\nconsole.log(${mark}formatted())`,
    "formatted cell",
  ],
  [
    "call sites as text",
    `Error.prepareStackTrace = (error, sites) => String(sites);\n(${mark}new Error("x")).stack`,
  ],
  [
    "an uncaught error with a formatter",
    `Error.prepareStackTrace = (error, sites) => sites;\nthrow ${mark}new Error("x")`,
  ],
  ["a formatter that is deleted", `delete Error.prepareStackTrace;\nconsole.log(${mark}new Error("x"))`],
  [
    "a formatter that is unset",
    `Error.prepareStackTrace = () => "theirs";\nconsole.log(new Error("x").stack);\nError.prepareStackTrace = undefined;\nconsole.log(${mark}new Error("y").stack)`,
    "theirs",
  ],
  [
    "a formatter that is put back",
    `const before = Error.prepareStackTrace;\nError.prepareStackTrace = (error, sites) => sites;\nconst [site] = new Error().stack as any;\nError.prepareStackTrace = before;\nconsole.log(${mark}new Error("x"), site.getLineNumber() === 3)`,
    "true",
  ],
  [
    "a formatter that fails",
    `Error.prepareStackTrace = () => { throw 1 };\nconsole.log(quiet(() => new Error("x").stack));\ndelete Error.prepareStackTrace;\nconsole.log(${mark}new Error("y"))`,
    "1",
  ],
].map(asCase);

const files: LineCase[] = [
  ["a file's function", `import { fails } from "./own";\n${mark}fails()`, "from a file", ["own.ts:5:9"]],
  [
    "a file's function in the console",
    `console.log(${mark}quiet(() => ${mark}fails()))`,
    "from a file",
    ["own.ts:5:9", call],
  ],
  [
    "a file that imports a file",
    `import { outer } from "./outer";\n${mark}outer()`,
    "from a file",
    ["own.ts:5:9", "outer.ts:4:10"],
  ],
  ["a file's error as result", `import { error } from "./own";\nerror`, "kept in a file", ["own.ts:7:22"]],
  [
    "a file's async function",
    `import { waits } from "./own";\n${mark}await waits()`,
    "late",
    ["own.ts:10:9"],
  ],
  ["a file that fails when it is loaded", `import "./fails-at-once";`, "at once", ["fails-at-once.ts:2:7"]],
  [
    "a file that is required",
    `createRequire(process.cwd() + "/x.js")${mark}("./fails-at-once.ts")`,
    "at once",
    ["fails-at-once.ts:2:7"],
  ],
  [
    "a JavaScript file",
    `import { script } from "./script.js";\n${mark}script()`,
    "from a script",
    ["script.js:3:9"],
  ],
  [
    "an ES module",
    `import { module } from "./module.mjs";\n${mark}module()`,
    "from a module",
    ["module.mjs:3:9"],
  ],
  [
    "a function in a folder with parentheses",
    `import { far } from "./a (1)/far";\n${mark}far()`,
    "far",
    ["a (1)/far.ts:3:9"],
  ],
  ["a syntax error in JavaScript", `${mark}require("./broken.js")`, "Unexpected token", ["broken.js:2:7"]],
  [
    "a syntax error in JavaScript in the console",
    `try {\n  ${mark}require("./broken.js");\n} catch (error) {\n  console.log(error);\n}`,
    "broken.js:2\n",
  ],
  ["a syntax error in an ES module", `await import("./broken.mjs")`, "Unexpected token", ["broken.mjs:2:7"]],
  ["a syntax error in TypeScript", `${mark}require("./broken.ts")`, "SyntaxError", ["broken.ts:3:7"]],
  ["a syntax error in JSON", `${mark}require("./broken.json")`, "not valid JSON", ["broken.json:3:10"]],
  ["an end of JSON that is missing", `${mark}require("./ended.json")`, "SyntaxError", ["ended.json:2:1"]],
].map(asCase);

function asCase(parts: (string | string[])[]): LineCase {
  const [what, code, text, at] = parts as [string, string, string?, string[]?];
  return { what, code, text, at };
}

export const lineCases: Record<string, LineCase[]> = {
  shown,
  results,
  thrown,
  asynchronous,
  evaluated,
  interfaces,
  formatters,
  files,
};

/** The files beside the notebook. */
export const lineFiles: Record<string, string> = {
  "own.ts": `interface Nothing {
  no: string;
}
export function fails(): never {
  throw new RangeError("from a file");
}
export const error = new Error("kept in a file");
export async function waits() {
  await null;
  throw new Error("late");
}
`,
  "outer.ts": `import { fails } from "./own";
type Result = never;
export function outer(): Result {
  return fails();
}
`,
  "fails-at-once.ts": `type A = string;\nthrow new Error("at once");\n`,
  "script.js": `exports.script = () => {\n  // here\n  throw new Error("from a script");\n};\n`,
  "module.mjs": `export function module() {\n  // here\n  throw new Error("from a module");\n}\n`,
  "a (1)/far.ts": `type A = string;\nexport function far() {\n  throw new Error("far");\n}\n`,
  "broken.js": `const fine = 1;\nconst = 5;\n`,
  "broken.mjs": `const fine = 1;\nconst = 5;\n`,
  "broken.ts": `type A = string;\nconst fine: A = "";\nconst = 5;\n`,
  "broken.json": `{\n  "fine": 1,\n  "not": oops\n}\n`,
  "ended.json": `{ "a": 1,\n`,
};
