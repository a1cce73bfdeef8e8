/** The parts of a page's platform that need no page. */
import { describe, expect, test } from "vitest";
import { values as nodeValues } from "../../src/jupyter/platform/values";
import { boxTable } from "../../src/page/box-table";
import { contexts, inPresentContext } from "../../src/page/contexts";
import { FileGraph } from "../../src/page/file-graph";
import { PageFiles } from "../../src/page/page-files";
import { relativePath, resolvePath } from "../../src/page/paths";
import { stacksOf } from "../../src/page/stacks";

describe("stacks in browsers", () => {
  const stacks = stacksOf(new PageFiles(), {
    session: ["https://site/worker.js"],
    library: ["https://site/factorlab.js"],
  });

  test("Firefox's lines are read as V8's", () => {
    const stack = [
      "check@cell[3].12:2:9",
      "@cell[4].13:1:1",
      "async*run@https://site/worker.js:10:2",
      "later/<@cell[3].12:4:3",
      "",
    ].join("\n");
    expect(stacks.inForm(stack).split("\n")).toEqual([
      "    at check (cell[3].12:2:9)",
      "    at cell[4].13:1:1",
      "    at async run (https://site/worker.js:10:2)",
      "    at later (cell[3].12:4:3)",
    ]);
  });

  test("V8's lines, and messages with an @, stay as they are", () => {
    const stack = "Error: write to me@example.org\n    at check (cell[3].12:2:9)";
    expect(stacks.inForm(stack)).toBe(stack);
  });

  test("code of a cell outside functions has no name, as in Node", () => {
    const stack = "    at eval (cell[4].13:1:1)\n    at async eval (cell[4].13:2:1)";
    expect(stacks.inForm(stack)).toBe("    at cell[4].13:1:1\n    at async cell[4].13:2:1");
    const own = "    at eval (eval at make (cell[4].13:1:1), <anonymous>:1:1)";
    expect(stacks.inForm(own)).toBe(own);
  });

  test("the session's own frames are known", () => {
    expect(stacks.isKernelFrame("    at run (https://site/worker.js:10:2)")).toBe(true);
    expect(stacks.isKernelFrame("    at check (cell[3].12:2:9)")).toBe(false);
  });
});

describe("the console's table", () => {
  test.each([
    ["records", [{ a: 1, b: "x" }, { a: 22 }], undefined],
    ["some of their fields", [{ a: 1, b: "x" }, { a: 22 }], ["b"]],
    [
      "rows",
      [
        [1, 2],
        [3.5, null],
      ],
      undefined,
    ],
    ["values", ["one", 2], undefined],
    ["objects in cells", [{ a: { deep: { deeper: 1 } }, b: [1, 2, 3, 4] }], undefined],
    ["a Map", new Map([["k", 1]]), undefined],
  ])("is drawn as Node draws it: %s", (_what, data, keys) => {
    expect(boxTable(data, keys)).toBe(nodeValues.table(data, keys));
  });

  test("is the value itself where there is nothing to tabulate", () => {
    expect(boxTable(5, undefined)).toBe("5");
  });
});

describe("files in memory", () => {
  test("folders are there as long as a file is in them, or they were made", () => {
    const files = new PageFiles({ "/drive/deep/own.ts": "" });
    files.addFolder("/empty");
    expect(["/drive", "/drive/deep", "/empty", "/", "/other"].map((each) => files.hasFolder(each))).toEqual([
      ...[true, true, true, true],
      false,
    ]);
    expect(files.foldersIn("/")).toEqual(["drive", "empty"]);
    files.remove("/drive/deep/own.ts");
    expect(files.hasFolder("/drive")).toBe(false);
  });

  test("a stamp changes with each text, and is empty where there is no file", () => {
    const files = new PageFiles({ "/own.ts": "1" });
    const before = files.stamp("/own.ts");
    files.write("/own.ts", "1");
    expect(files.stamp("/own.ts")).not.toBe(before);
    expect(files.stamp("/other.ts")).toBe("");
  });

  test("paths are resolved and told from a folder", () => {
    expect(resolvePath("../shared/./own.ts", "/drive/notebooks")).toBe("/drive/shared/own.ts");
    expect(relativePath("/drive/notebooks", "/drive/shared/own.ts")).toBe("../shared/own.ts");
    expect(relativePath("/drive", "/drive/own.ts")).toBe("own.ts");
  });

  test("a file is found by the names that the compiler allows, and circles are seen", () => {
    const files = new PageFiles({
      "/a.ts": 'import { b } from "./b.js";',
      "/b.ts": 'import { a } from "./a"; import data from "./data.json";',
      "/data.json": "[]",
    });
    const graph = new FileGraph(files);
    expect(graph.resolve("./b.js", "/")).toBe("/b.ts");
    expect(graph.resolve("./none", "/")).toBeUndefined();
    expect([...graph.below("/a.ts")]).toEqual(["/data.json", "/b.ts", "/a.ts"]);
    expect([graph.isInCircle("/a.ts"), graph.isInCircle("/data.json")]).toEqual([true, false]);
    files.write("/b.ts", "");
    expect(graph.isInCircle("/a.ts")).toBe(false);
  });
});

describe("contexts in a page", () => {
  test("a callback runs in the context in which it was handed over", () => {
    const [first, second] = [{}, {}];
    const callback = contexts.run(first, () => inPresentContext(() => contexts.current()));
    expect(contexts.run(second, callback)).toBe(first);
    expect(contexts.current()).toBeUndefined();
  });

  test("a context that code has entered ends with the code", async () => {
    const context = {};
    contexts.enter(context);
    expect(contexts.current()).toBe(context);
    await Promise.resolve();
    expect(contexts.current()).toBeUndefined();
  });
});
