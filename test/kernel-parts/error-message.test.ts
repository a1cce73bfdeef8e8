import { describe, expect, test } from "vitest";
import { compileErrorMessage } from "../../lib/jupyter/compile-error";
import { errorMessage } from "../../lib/jupyter/error-message";
import { readableFrames, sourceName } from "../../lib/jupyter/stack";

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
  const here = require.resolve("../../lib/jupyter/stack.js").replace("stack.js", "server.js");
  const tslab = require.resolve("tslab/dist/executor");
  const stack = [
    "Error: x",
    "    at f (cell[3]:4:9)",
    "    at async Promise.all (index 0)",
    "    at train (/home/me/node_modules/pkg/index.js:3:4)",
    "    at cell[3]:12:3",
    "    at cell[3]:19:3",
    "    at Script.runInThisContext (node:vm:129:12)",
    "    at Object.runInThisContext (node:vm:307:38)",
    `    at Object.execute (${tslab}:160:39)`,
    `    at KernelServer.handleShellMessage (${here}:1:1)`,
    "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)",
    "    at async node:internal/main:1:1",
  ].join("\n");

  test("keep the person's own and their packages, without lines of compiled code", () => {
    expect(sourceName(3)).toBe("cell[3]");
    expect(readableFrames(stack)).toEqual([
      "    at f (cell [3])",
      "    at async Promise.all (index 0)",
      "    at train (/home/me/node_modules/pkg/index.js:3:4)",
      "    at cell [3]",
    ]);
  });

  test("code without a cell's number is called a cell all the same", () => {
    expect(readableFrames("E\n    at g (evalmachine.<anonymous>:1:2)")).toEqual(["    at g (cell)"]);
  });
});

describe("the message of a cell that does not compile", () => {
  const at = (offset: number, line: number, character: number) => ({ offset, line, character });

  test("shows place, text and a mark under the columns", () => {
    const source = 'const ok = 1;\n\tlet x: number = "a";';
    const diagnostic = { start: at(19, 1, 5), end: at(20, 1, 6), messageText: "Not a number.", code: 2322 };
    const { ename, evalue, traceback } = compileErrorMessage(source, [diagnostic]);
    expect([ename, evalue]).toEqual(["CompileError", "2:6 Not a number."]);
    expect(plain(traceback).split("\n")).toEqual([
      "CompileError: 1 problem",
      "2:6 Not a number. (TS2322)",
      '    \tlet x: number = "a";',
      "    \t    ^",
    ]);
  });

  test("the parts of one explanation are one problem; other files and lines that are not there have no source", () => {
    const first = { start: at(0, 0, 0), end: at(3, 0, 3), messageText: "Outer.", code: 1 };
    const part = { ...first, messageText: "Inner.", code: 2 };
    const elsewhere = {
      start: at(9, 0, 2),
      end: at(10, 0, 3),
      messageText: "There.",
      code: 3,
      fileName: "a.ts",
    };
    const beyond = { start: at(99, 7, 0), end: at(100, 7, 1), messageText: "Beyond.", code: 4 };
    const { traceback } = compileErrorMessage("abc", [first, part, elsewhere, beyond]);
    expect(plain(traceback).split("\n")).toEqual([
      "CompileError: 3 problems",
      "1:1 Outer. (TS1)",
      "    Inner.",
      "    abc",
      "    ^^^",
      "a.ts:1:3 There. (TS3)",
      "8:1 Beyond. (TS4)",
    ]);
  });
});
