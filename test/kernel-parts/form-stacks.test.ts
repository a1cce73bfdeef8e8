import { createRequire } from "node:module";
import { createContext, runInContext, type Context } from "node:vm";
import { beforeAll, describe, expect, test } from "vitest";
import "../../lib/jupyter/platform/node-platform";
import type * as CallSites from "../../lib/session/errors/call-sites";
import type * as FormStacks from "../../lib/session/errors/form-stacks";
import type * as Sources from "../../lib/session/language/sources";

// One copy of the modules, as the kernel has.
const load = createRequire(import.meta.url);
const { userSites } = load("../../lib/session/errors/call-sites") as typeof CallSites;
const { formStacks, framesOf } = load("../../lib/session/errors/form-stacks") as typeof FormStacks;
const { fileSourceName, rememberSource, sourceName } = load(
  "../../lib/session/language/sources",
) as typeof Sources;

// Each line of the compiled code is the line before it in the source, at the same column.
const map = JSON.stringify({ version: 3, sources: ["a.ts"], names: [], mappings: ";AAAA,QAAQ;AACA,QAAQ" });
const cell = sourceName(7, 70);
const file = fileSourceName("/folder (1)/a.ts");
rememberSource(cell, "first\nsecond", map);
rememberSource(file, "first\nsecond", map);

/** A realm of its own, so that the tests' own `Error` stays as it is. */
let realm: Context;

beforeAll(() => {
  realm = createContext({});
  formStacks(runInContext("Error", realm) as ErrorConstructor);
});

function run(code: string, filename = cell): unknown {
  return runInContext(`\n${code}`, realm, { filename });
}

function failing(code: string, filename = cell): Error {
  return run(`(() => { ${code} })()`, filename) as Error;
}

describe("the stack of an error", () => {
  test("names cells and files as the user does, at their lines", () => {
    expect(failing("return new Error('x').stack")).toMatch(/^Error: x\n {4}at cell \[7\]:1:\d+\n/);
    expect(failing("return new Error('x').stack", file)).toMatch(/\n {4}at \/folder \(1\)\/a\.ts:1:\d+\n/);
  });

  test("has no frames of Node, nor natives that Node calls", () => {
    expect(failing("return new Error('x').stack")).not.toMatch(/node:/);
  });

  test("knows the code of its frames, also once the stack is an array of the user's", () => {
    const error = failing("return new Error('x')");
    expect(framesOf(error, error.stack)[0].location).toMatchObject({ label: "cell [7]", line: 1 });
    run("Error.prepareStackTrace = (error, sites) => sites");
    const other = failing("return new Error('y')");
    expect(framesOf(other, other.stack)[0].location).toMatchObject({ label: "cell [7]", line: 1 });
    run("delete Error.prepareStackTrace");
  });

  test("is that of the user's words where they have written it", () => {
    const error = failing("return Object.assign(new Error('x'), { stack: 'x\\n    at f (cell [7]:2:1)' })");
    expect(framesOf(error, error.stack)).toEqual([
      {
        text: "    at f (cell [7]:2:1)",
        location: { label: "cell [7]", code: "first\nsecond", line: 2, column: 1 },
      },
    ]);
  });

  test("is formed whatever the error's own properties do", () => {
    const error = failing(
      "return Object.defineProperty(new Error('x'), 'name', { get() { throw new Error('no name') } })",
    );
    expect(error.stack).toMatch(/^Error\n {4}at cell \[7\]:1/);
  });

  test("names variables as the user does, in its message as well", () => {
    const error = failing("const __box_abc = {}; try { __box_abc.__value() } catch (error) { return error }");
    expect(error.stack).toMatch(/^TypeError: abc is not a function\n/);
    expect(error.message).toBe("abc is not a function");
  });
});

describe("a formatter of the user's own", () => {
  test("takes precedence, and is what they have set", () => {
    run("var own = () => 'theirs'; Error.prepareStackTrace = own");
    expect(run("[Error.prepareStackTrace === own, new Error('x').stack]")).toEqual([true, "theirs"]);
    run("delete Error.prepareStackTrace");
  });

  test.each(["delete Error.prepareStackTrace", "Error.prepareStackTrace = undefined"])(
    "gives way to the kernel's after %s",
    (code) => {
      run(`Error.prepareStackTrace = () => 'theirs'; ${code}`);
      expect(failing("return new Error('x').stack")).toMatch(/^Error: x\n {4}at cell \[7\]:1/);
    },
  );

  test("may be put back by code that has set another for a moment", () => {
    run("Error.prepareStackTrace = () => 'first'; var before = Error.prepareStackTrace;");
    run("Error.prepareStackTrace = () => 'second'; Error.prepareStackTrace = before;");
    expect(run("new Error('x').stack")).toBe("first");
    run("delete Error.prepareStackTrace");
  });

  test("gets call sites with the user's places, and none of Node's", () => {
    run("Error.prepareStackTrace = (error, sites) => sites");
    const sites = failing("return new Error('x').stack") as unknown as NodeJS.CallSite[];
    expect(sites[0].getFileName()).toBe("cell [7]");
    expect([sites[0].getLineNumber(), sites[0].isNative(), sites[0].isToplevel()]).toEqual([1, false, true]);
    expect(sites[0].getColumnNumber()).toBeGreaterThan(0);
    expect(sites.map(String).join("\n")).not.toContain("node:");
    run("delete Error.prepareStackTrace");
  });

  test("of a subclass is the subclass's alone", () => {
    expect(run("class Own extends Error {}; Own.prepareStackTrace = () => 1; Own.prepareStackTrace()")).toBe(
      1,
    );
    expect(failing("return new Error('x').stack")).toMatch(/^Error: x\n/);
  });
});

test("plain call sites have the user's places, and count only what is theirs", () => {
  const site = (functionName: string, scriptName: string, lineNumber: number) => ({
    functionName,
    scriptName,
    lineNumber,
    column: 1,
  });
  const sites = [
    site("__box_f.__value", cell, 2),
    site("run", "node:internal/timers", 5),
    site("g", "/a.js", 3),
    site("h", "/b.js", 4),
  ];
  expect(userSites(sites, 2)).toEqual([site("f", "cell [7]", 1), site("g", "/a.js", 3)]);
});
