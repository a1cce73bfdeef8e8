import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import "../../lib/jupyter/platform/node-platform";
import { compileErrorMessage } from "../../lib/session/errors/compile-error";
import { errorMessage } from "../../lib/session/errors/error-message";
import type * as Sources from "../../lib/session/language/sources";
import { readFrames } from "../../lib/session/errors/stack";

// The same copy of the module that the others require.
const { rememberSource, sourceName } = createRequire(import.meta.url)(
  "../../lib/session/language/sources",
) as typeof Sources;

// eslint-disable-next-line no-control-regex -- colours are escape sequences
const colours = /\u001b\[\d+m/g;

function plain(traceback: readonly string[]): string {
  return traceback.join("\n").replace(colours, "");
}

describe("the message of an error", () => {
  test("names class and message, the name in red", () => {
    const { ename, evalue, traceback } = errorMessage(new RangeError("too low"));
    expect([ename, evalue]).toEqual(["RangeError", "too low"]);
    expect(traceback[0]).toBe("\u001b[31mRangeError\u001b[39m: too low");
  });

  test("a class without a name of its own is called by its class", () => {
    class TooLow extends Error {}
    expect(errorMessage(new TooLow("x")).ename).toBe("TooLow");
  });

  test("causes are shown, also in a circle", () => {
    const inner = new TypeError("inner");
    const outer = new Error("outer", { cause: inner });
    inner.cause = outer;
    const text = plain(errorMessage(outer).traceback);
    expect(text).toContain("  Caused by TypeError: inner");
    expect(text.match(/outer/g)).toHaveLength(2);
  });

  test("the errors of an AggregateError are shown, of many the first ten", () => {
    const errors = Array.from({ length: 1000 }, (_, i) => new Error(`number ${i + 1};`));
    const text = plain(errorMessage(new AggregateError(errors, "many")).traceback);
    expect(text).toContain("  [10] Error: number 10;");
    expect(text).not.toContain("number 11;");
    expect(text).toContain("… 990 more errors");
  });

  const hostile = new Proxy(new Error("x"), {
    get() {
      throw new Error("no get");
    },
    getPrototypeOf() {
      throw new Error("no prototype");
    },
    has() {
      throw new Error("no has");
    },
  });
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const badName = Object.defineProperty(new Error("fine"), "name", {
    get() {
      throw new Error("no name");
    },
  });
  const oddStack = Object.assign(new Error("odd"), { stack: 5, name: Symbol("n"), message: {} });
  const badInspect = {
    [Symbol.for("nodejs.util.inspect.custom")]() {
      throw new Error("no inspection");
    },
  };

  test.each([
    ["a string", "text", "'text'"],
    ["null", null, "null"],
    ["undefined", undefined, "undefined"],
    ["a symbol", Symbol("s"), "Symbol(s)"],
    ["a bigint", 5n, "5n"],
    ["an object", { a: 1 }, "{ a: 1 }"],
    ["a cyclic object", cyclic, "<ref *1> { self: [Circular *1] }"],
    ["an object whose inspection throws", badInspect, "[a value that cannot be inspected]"],
    ["an object without prototype", Object.create(null), "[Object: null prototype] {}"],
  ])("%s may be thrown", (_what, thrown, evalue) => {
    expect(errorMessage(thrown)).toMatchObject({ ename: "ThrownValue", evalue });
  });

  test("errors with hostile getters and odd properties are described", () => {
    expect(errorMessage(badName)).toMatchObject({ ename: "Error", evalue: "fine" });
    expect(errorMessage(oddStack)).toMatchObject({ ename: "Error", evalue: "" });
    expect(errorMessage(hostile).ename).toBe("ThrownValue");
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect(errorMessage(revoked.proxy).ename).toBe("ThrownValue");
  });

  test("a message with lines that look like frames stays whole", () => {
    const error = new Error("first\n    at nowhere (fake:1:1)\nlast");
    expect(plain(errorMessage(error).traceback)).toContain("first\n    at nowhere (fake:1:1)\nlast");
  });
});

describe("the frames of a stack", () => {
  const here = require.resolve("../../lib/session/errors/stack.js").replace("stack.js", "server.js");
  // Each line of the compiled code is the line before it in the source, at the same column.
  const map = { version: 3, sources: ["cell.ts"], names: [], mappings: ";AAAA,QAAQ;AACA,QAAQ" };
  const name = sourceName(3, 12);
  rememberSource(name, "first line\nsecond", JSON.stringify(map));
  const stack = [
    "Error: x",
    `    at f (${name}:2:9)`,
    "    at async Promise.all (index 0)",
    "    at train (/home/me/node_modules/pkg/index.js:3:4)",
    `    at ${name}:2:1`,
    `    at ${name}:1:1`,
    "    at Script.runInThisContext (node:vm:129:12)",
    "    at Object.runInThisContext (node:vm:307:38)",
    `    at KernelServer.handleShellMessage (${here}:1:1)`,
    "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
    "    at async node:internal/main:1:1",
  ].join("\n");

  test("keep the person's own and their packages; positions in cells are those of the source", () => {
    expect(name).toBe("cell[3].12");
    expect(readFrames(stack).map(({ text }) => text)).toEqual([
      "    at f (cell [3]:1:9)",
      "    at async Promise.all (index 0)",
      "    at train (/home/me/node_modules/pkg/index.js:3:4)",
      "    at cell [3]:1:1",
    ]);
    expect(readFrames(stack)[0].location).toEqual({
      label: "cell [3]",
      code: "first line\nsecond",
      line: 1,
      column: 9,
    });
  });

  test("code that was never compiled here stays as it is", () => {
    const frames = readFrames("E\n    at g (cell[9].9:1:2)\n    at h (/somewhere/a.ts:3:4)");
    expect(frames).toEqual([
      { text: "    at g (cell[9].9:1:2)" },
      { text: "    at h (/somewhere/a.ts:3:4)" },
    ]);
  });

  test("a traceback shows the lines around the error, in tens of columns where a line is long", () => {
    const long = `${"x".repeat(300)} here ${"y".repeat(300)}`;
    rememberSource(sourceName(4, 13), `\n\ta\n${long}`, JSON.stringify({ ...map, mappings: ";;;AAEgT" }));
    const error = Object.assign(new Error("long"), { stack: `Error: long\n    at cell[4].13:4:1` });
    const lines = plain(errorMessage(error).traceback).split("\n");
    expect(lines.slice(0, 5)).toEqual([
      "Error: long",
      expect.stringMatching(/^ {4}at cell \[4\]:3:\d+$/),
      "",
      "cell [4], line 3",
      "    2 | \ta",
    ]);
    expect(lines[5]).toContain("here");
    expect(lines[5].length).toBeLessThan(140);
    expect(lines[6]).toMatch(/^ {6}\| +\^$/);
  });
});

describe("the message of a cell that does not compile", () => {
  const at = (line: number, character: number) => ({ line, character });

  test("shows position, text and a mark under the columns", () => {
    const source = 'const ok = 1;\n\tlet x: number = "a";';
    const diagnostic = { start: at(1, 5), end: at(1, 6), message: "Not a number.", details: [], code: 2322 };
    const { ename, evalue, traceback } = compileErrorMessage(source, [diagnostic]);
    expect([ename, evalue]).toEqual(["CompileError", "2:6 Not a number."]);
    expect(plain(traceback).split("\n")).toEqual([
      "CompileError: 1 problem",
      "2:6 Not a number. (TS2322)",
      '    \tlet x: number = "a";',
      "    \t    ^",
    ]);
  });

  test("is followed by explanations, and shows a mistake in another file with that file's line", () => {
    const own = { start: at(0, 0), end: at(0, 3), message: "Outer.", details: ["Inner."], code: 1 };
    const file = { name: "a.ts", text: "let there = 1;" };
    const elsewhere = { start: at(0, 4), end: at(0, 9), message: "There.", details: [], code: 3, file };
    const beyond = { start: at(7, 0), end: at(7, 1), message: "Beyond.", details: [], code: 4 };
    const { traceback } = compileErrorMessage("abc", [own, elsewhere, beyond]);
    expect(plain(traceback).split("\n")).toEqual([
      "CompileError: 3 problems",
      "1:1 Outer. (TS1)",
      "    Inner.",
      "    abc",
      "    ^^^",
      "a.ts:1:5 There. (TS3)",
      "    let there = 1;",
      "        ^^^^^",
      "8:1 Beyond. (TS4)",
    ]);
  });

  test("lists the first ten of many problems", () => {
    const one = { start: at(0, 0), end: at(0, 1), message: "Wrong.", details: [], code: 1 };
    const lines = compileErrorMessage(
      "a",
      Array.from({ length: 25 }, () => one),
    ).traceback;
    expect(plain(lines).match(/Wrong\./g)).toHaveLength(10);
    expect(lines.at(-1)).toBe("… 15 more problems");
  });
});
