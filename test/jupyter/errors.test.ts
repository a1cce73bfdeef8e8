import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, order, streamText, type Answer } from "./client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});

afterAll(() => kernel.close());

function traceback(answer: Answer): string {
  const lines = contents(answer, "error")[0].traceback as string[];
  // eslint-disable-next-line no-control-regex -- colours are escape sequences
  return lines.join("\n").replace(/\u001b\[\d+m/g, "");
}

function count(answer: Answer): number {
  return answer.reply?.content.execution_count as number;
}

describe("a cell that fails", () => {
  test("gives one error message, and the same in its reply", async () => {
    const answer = await kernel.execute('console.log("before"); throw new RangeError("too low");');
    expect(order(answer)).toEqual(["busy", "execute_input", "stream", "error", "idle"]);
    const [error] = contents(answer, "error");
    expect(error).toMatchObject({ ename: "RangeError", evalue: "too low" });
    expect(answer.reply?.content).toEqual({ status: "error", execution_count: count(answer), ...error });
    const cell = `cell [${count(answer)}]`;
    expect(traceback(answer).split("\n")).toEqual([
      "RangeError: too low",
      `    at ${cell}:1:30`,
      "",
      `${cell}, line 1`,
      '  > 1 | console.log("before"); throw new RangeError("too low");',
      "      |                              ^",
    ]);
  });

  test("shows the lines in which it failed, and the one that began it, each in its own cell", async () => {
    const code = "function fails(what: string): never {\n  // here\n  throw new Error(what);\n}";
    const defined = `cell [${count(await kernel.execute(code))}]`;
    const answer = await kernel.execute('const calm = 1;\nconst never: number = fails("inside");');
    const called = `cell [${count(answer)}]`;
    expect(traceback(answer).split("\n")).toEqual([
      "Error: inside",
      `    at fails (${defined}:3:9)`,
      `    at ${called}:2:23`,
      "",
      `${defined}, line 3`,
      "    1 | function fails(what: string): never {",
      "    2 |   // here",
      "  > 3 |   throw new Error(what);",
      "      |         ^",
      "    4 | }",
      "",
      `${called}, line 2`,
      '  > 2 | const never: number = fails("inside");',
      "      |                       ^",
    ]);
  });

  test("shows what was wrong with the library's input, not where the library found it", async () => {
    await kernel.execute('import { MatrixFactorization } from "factorlab";');
    const ragged = await kernel.execute("new MatrixFactorization([[1, 2], [3]], 2)");
    const [message, frame, ...rest] = traceback(ragged).split("\n");
    expect(message).toBe("ShapeError: data[1] has 1 column, expected 2, as row 0 has");
    expect(frame).toBe(`    at cell [${count(ragged)}]:1:1`);
    expect(rest).toContain("  > 1 | new MatrixFactorization([[1, 2], [3]], 2)");
    const diverged = await kernel.execute(
      "new MatrixFactorization([[1, 2], [3, 4]], 2, { seed: 1 }).trainModel({ learningRate: 9 })",
    );
    expect(traceback(diverged)).toMatch(
      /^DivergenceError: training diverged at iteration \d+ [^\n]*\n {4}at cell/,
    );
  });

  test("is readable after an await, with its cause", async () => {
    const answer = await kernel.execute(`
      async function outer() {
        await null;
        throw new Error("outer", { cause: new TypeError("inner") });
      }
      await outer();
    `);
    const cell = `cell [${count(answer)}]`;
    expect(traceback(answer).split("\n")).toEqual([
      "Error: outer",
      `    at outer (${cell}:4:15)`,
      `    at async ${cell}:6:7`,
      "",
      `${cell}, line 4`,
      "    2 |       async function outer() {",
      "    3 |         await null;",
      '  > 4 |         throw new Error("outer", { cause: new TypeError("inner") });',
      "      |               ^",
      "    5 |       }",
      "",
      `${cell}, line 6`,
      "  > 6 |       await outer();",
      "      |       ^",
      "  Caused by TypeError: inner",
      `      at outer (${cell}:4:43)`,
      `      at async ${cell}:6:7`,
    ]);
  });

  test.each([
    ["null", "null"],
    ["undefined", "undefined"],
    ['"text"', "'text'"],
    ["Symbol('s')", "Symbol(s)"],
    ["(() => { const c: any = {}; c.c = c; return c; })()", "<ref *1> { c: [Circular *1] }"],
  ])("may throw %s", async (value, shown) => {
    const answer = await kernel.execute(`throw ${value}`);
    expect(contents(answer, "error")[0]).toMatchObject({ ename: "ThrownValue", evalue: shown });
    expect((await kernel.execute("1")).reply?.content.status).toBe("ok");
  });

  test("may throw a proxy that throws at every access", async () => {
    const answer = await kernel.execute(`
      const refuses = () => { throw new Error("no") };
      throw new Proxy(new Error(), { get: refuses, has: refuses, ownKeys: refuses, getPrototypeOf: refuses })
    `);
    expect(answer.reply?.content.status).toBe("error");
    expect((await kernel.execute("1")).reply?.content.status).toBe("ok");
  });

  test("ends with a short stack after endless recursion", async () => {
    const answer = await kernel.execute("const recurse = (): number => 1 + recurse(); recurse()");
    expect(contents(answer, "error")[0]).toMatchObject({ ename: "RangeError" });
    expect(traceback(answer).split("\n").length).toBeLessThan(12);
  });
});

describe("a cell that does not compile", () => {
  test("lists every problem with position, source line and mark", async () => {
    const answer = await kernel.execute('const fine = 1;\nconst wrong: number = "a";\n  missing();');
    expect(contents(answer, "error")[0]).toMatchObject({
      ename: "CompileError",
      evalue: "2:7 Type 'string' is not assignable to type 'number'.",
    });
    expect(traceback(answer).split("\n")).toEqual([
      "CompileError: 2 problems",
      "2:7 Type 'string' is not assignable to type 'number'. (TS2322)",
      '    const wrong: number = "a";',
      "          ^^^^^",
      "3:3 Cannot find name 'missing'. (TS2304)",
      "    If another cell declares or imports it, run that cell first.",
      "      missing();",
      "      ^^^^^^^",
    ]);
    expect(streamText(answer, "stderr")).toBe("");
  });

  test("says where its syntax is wrong", async () => {
    const answer = await kernel.execute("const = 5;");
    expect(contents(answer, "error")[0].ename).toBe("CompileError");
    expect(traceback(answer)).toContain("    const = 5;\n          ^");
  });

  test("keeps the variables of the cells before it", async () => {
    await kernel.execute("let kept = 5");
    await kernel.execute("kept = 'text'");
    expect(contents(await kernel.execute("kept"), "execute_result")[0].data["text/plain"]).toBe("5");
  });
});

describe("requests that wait behind a failure", () => {
  test("are aborted when they were sent before it", async () => {
    const failing = await kernel.send(
      "for (const t = Date.now(); Date.now() - t < 300; ); throw new Error('stop')",
    );
    const waiting = [await kernel.send("1"), await kernel.send("2")];
    const before = count(await kernel.collect(failing));
    for (const id of waiting) {
      const answer = await kernel.collect(id);
      expect(answer.reply?.content).toEqual({ status: "aborted", execution_count: before });
      expect(order(answer)).toEqual(["busy", "idle"]);
    }
    expect(count(await kernel.execute("3"))).toBe(before + 1);
  });

  test("run when they are sent right after the reply", async () => {
    for (let i = 0; i < 10; i++) {
      await kernel.execute("throw new Error('once more')");
      expect((await kernel.execute(`${i}`)).reply?.content.status).toBe("ok");
    }
  });

  test("run when stop_on_error is false", async () => {
    const failing = await kernel.send("throw 1", { stop_on_error: false });
    const waiting = await kernel.send("2");
    expect((await kernel.collect(failing)).reply?.content.status).toBe("error");
    expect((await kernel.collect(waiting)).reply?.content.status).toBe("ok");
  });
});

describe("an error that nothing caught", () => {
  test("is shown on the stderr of its cell where a timer threw it, and the kernel stays", async () => {
    const id = await kernel.send('setTimeout(() => { throw new Error("in a timer") }, 300); undefined');
    const own = count(await kernel.collect(id));
    const next = await kernel.execute("await new Promise((resolve) => setTimeout(resolve, 600)); 'here'");
    expect(streamText(next, "stderr")).toBe("");
    const text = streamText(await kernel.late(id, 0.3), "stderr");
    expect(text).toMatch(/^Uncaught .*Error.*: in a timer\n/);
    expect(text).toContain(`(cell [${own}]:1:26)`);
    expect(text).not.toContain("node:");
    expect(contents(next, "execute_result")[0].data["text/plain"]).toBe("'here'");
  });

  test("is shown where a promise threw it, too", async () => {
    const id = await kernel.send('Promise.reject(new Error("in a promise")); undefined');
    await kernel.collect(id);
    expect(streamText(await kernel.late(id, 0.3), "stderr")).toMatch(
      /^Unhandled rejection: .*in a promise\n/,
    );
    expect((await kernel.execute("1")).reply?.content.status).toBe("ok");
  });
});

describe("interrupting", () => {
  test.each([
    ["a synchronous loop", "while (true);"],
    ["an await that never ends", "await new Promise(() => {})"],
    ["a display that never ends", "({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) })"],
  ])("stops %s within a second, and the next cell runs", async (_what, code) => {
    const id = await kernel.send(code);
    const waiting = await kernel.send("'waiting'");
    await kernel.late(id, 1);
    await kernel.interrupt();
    const begun = Date.now();
    const answer = await kernel.collect(id, 5);
    expect(Date.now() - begun).toBeLessThan(1000);
    expect(contents(answer, "error")[0]).toMatchObject({ ename: "KeyboardInterrupt" });
    expect(answer.reply?.content.status).toBe("error");
    expect((await kernel.collect(waiting)).reply?.content.status).toBe("aborted");
    expect((await kernel.execute("1")).reply?.content.status).toBe("ok");
  });

  test("does nothing when no cell runs", async () => {
    // Interrupts have a socket of their own: one that is not answered yet may well stop a cell that is sent behind it.
    for (let time = 0; time < 2; time++) await kernel.request("interrupt_request", {}, "control");
    expect((await kernel.execute("1")).reply?.content.status).toBe("ok");
  });
});
