import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, order, streamText } from "./client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});

afterAll(() => kernel.close());

/** The next cell runs, with its result and its own messages only. */
async function expectNextCellRuns(): Promise<void> {
  const next = await kernel.execute("6 * 7");
  expect(order(next)).toEqual(["busy", "execute_input", "execute_result", "idle"]);
  expect(contents(next, "execute_result")[0].data).toEqual({ "text/plain": "42" });
}

describe("output of a cell", () => {
  test("ten thousand lines of one synchronous loop all arrive and the next cell runs", async () => {
    const answer = await kernel.execute("for (let i = 0; i < 10_000; i++) console.log(`line ${i}`);");
    const expected = Array.from({ length: 10_000 }, (_, i) => `line ${i}\n`).join("");
    expect(streamText(answer)).toBe(expected);
    expect(order(answer).at(-1)).toBe("idle");
    await expectNextCellRuns();
  });

  test("five thousand lines that change between stdout and stderr keep their order", async () => {
    const answer = await kernel.execute(
      "for (let i = 0; i < 2_500; i++) { console.log(i); console.error(i); }",
    );
    const streams = contents(answer, "stream").map(({ name, text }) => `${name} ${text}`);
    const expected = Array.from({ length: 2_500 }, (_, i) => [`stdout ${i}\n`, `stderr ${i}\n`]).flat();
    expect(streams).toEqual(expected);
    await expectNextCellRuns();
  });

  test("ten thousand updates of a display show the last state, in few messages, and the next cell runs", async () => {
    const answer = await kernel.execute(
      'const many = require("tslab").newDisplay(); for (let i = 0; i < 10_000; i++) many.text(`${i}`);',
    );
    expect(contents(answer, "display_data")[0].data).toEqual({ "text/plain": "0" });
    const updates = contents(answer, "update_display_data");
    expect(updates.at(-1).data).toEqual({ "text/plain": "9999" });
    expect(updates.length).toBeLessThan(200);
    await expectNextCellRuns();
  });

  test("ten thousand different displays of one loop all arrive and the next cell runs", async () => {
    const answer = await kernel.execute(
      'for (let i = 0; i < 10_000; i++) require("tslab").display.text(`${i}`);',
    );
    const shown = contents(answer, "display_data").map(({ data }) => data["text/plain"] as string);
    expect(shown).toEqual(Array.from({ length: 10_000 }, (_, i) => `${i}`));
    await expectNextCellRuns();
  });

  test("eight megabytes of text arrive whole, in large messages", async () => {
    const answer = await kernel.execute(
      'for (let i = 0; i < 8_192; i++) process.stdout.write("x".repeat(1023) + "\\n");',
    );
    expect(streamText(answer)).toBe(("x".repeat(1023) + "\n").repeat(8_192));
    expect(contents(answer, "stream").length).toBeLessThan(100);
    await expectNextCellRuns();
  });

  test("a synchronous loop shows its lines while it runs", async () => {
    const id = await kernel.send(
      'console.log("begun"); for (const t = Date.now(); Date.now() - t < 3_000; );',
    );
    expect(streamText(await kernel.late(id, 1.5))).toBe("begun\n");
    await kernel.collect(id);
  });

  test("a character that is split between two buffers is not garbled", async () => {
    const answer = await kernel.execute(`
      const bytes = new TextEncoder().encode("ä€😀");
      for (const byte of bytes) process.stdout.write(Uint8Array.of(byte));
      await new Promise<void>((resolve) => process.stdout.write(" written", () => resolve()));
      process.stdout.write("4142", "hex");
    `);
    expect(streamText(answer)).toBe("ä€😀 writtenAB");
  });

  test("what a timer writes after the cell has ended still belongs to its cell", async () => {
    const first = await kernel.send('setTimeout(() => console.log("from the first"), 400); undefined');
    await kernel.collect(first);
    const second = await kernel.execute("await new Promise((resolve) => setTimeout(resolve, 800))");
    expect(streamText(second)).toBe("");
    expect(streamText(await kernel.late(first, 0.3))).toBe("from the first\n");
  });

  test("streams, displays and the result keep their order, the idle status is last", async () => {
    const answer = await kernel.execute(`
      console.log("a");
      require("tslab").display.text("b");
      console.log("c");
      ({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": "d" }) })
    `);
    expect(order(answer)).toEqual([
      "busy",
      "execute_input",
      "stream",
      "display_data",
      "stream",
      "execute_result",
      "idle",
    ]);
  });
});

describe("the last expression", () => {
  test.each([
    ["[1, 2]", "[ 1, 2 ]"],
    ["'text'", "'text'"],
    ["({ a: { b: { c: { d: 1 } } } })", "{ a: { b: { c: [Object] } } }"],
    ["0", "0"],
    ["false", "false"],
    ["Promise.resolve(3)", "Promise { 3 }"],
  ])("%s is shown as Node's REPL does", async (code, shown) => {
    const [result] = contents(await kernel.execute(code), "execute_result");
    expect(result).toMatchObject({ data: { "text/plain": shown }, metadata: {} });
  });

  test.each(["undefined", "null", "const nothing = 1", "// nothing", ""])(
    "%j shows nothing",
    async (code) => {
      expect(order(await kernel.execute(code))).toEqual(["busy", "execute_input", "idle"]);
    },
  );

  test("a value with Jupyter.display gives one result with the whole bundle, also asynchronously", async () => {
    const answer = await kernel.execute(`
      ({
        async [Symbol.for("Jupyter.display")]() {
          await new Promise((resolve) => setTimeout(resolve, 10));
          return { "text/plain": "p", "text/html": "<b>h</b>", "application/vnd.x.v1+json": { a: [1] } };
        },
      })
    `);
    const [result] = contents(answer, "execute_result");
    expect(result.data).toEqual({
      "text/plain": "p",
      "text/html": "<b>h</b>",
      "application/vnd.x.v1+json": { a: [1] },
    });
    expect(result.execution_count).toBe(answer.reply?.content.execution_count);
  });

  test.each([
    ["that throws", 'throw new Error("broken")', "broken"],
    ["that gives a number", "return 5", "gave 5"],
    ["that gives an array", "return ['text/plain']", "gave [ 'text/plain' ]"],
    ["whose key is no MIME type", "return { text: 1 }", '"text", which is no MIME type'],
    ["whose value is a function", "return { 'text/plain': () => 1 }", "for text/plain"],
    ["whose value is cyclic", "const c: any = {}; c.c = c; return { 'a/b': c }", "cannot be written as JSON"],
  ])("a Jupyter.display %s is reported, and the value is inspected", async (_what, body, problem) => {
    const answer = await kernel.execute(`({ x: 1, [Symbol.for("Jupyter.display")](): any { ${body} } })`);
    expect(contents(answer, "execute_result")[0].data["text/plain"]).toContain("x: 1");
    const [error] = contents(answer, "error");
    expect(error.evalue).toBe("this value's Jupyter.display failed");
    expect(error.traceback.join("\n")).toContain(problem);
    expect(answer.reply?.content.status).toBe("ok");
    await expectNextCellRuns();
  });

  test("a value that throws at every access is no reason to fail", async () => {
    const answer = await kernel.execute(`
      const refuse = () => { throw new Error("no") };
      new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse })
    `);
    expect(answer.reply?.content.status).toBe("ok");
    expect(contents(answer, "execute_result")).toHaveLength(1);
  });
});

describe("displays in the middle of a cell", () => {
  test("the library's hook sends whole bundles, new and updated", async () => {
    const answer = await kernel.execute(`
      const show = (globalThis as any)[Symbol.for("factorlab.display")];
      show({ "text/plain": "once", "text/html": "<i>once</i>" });
      show({ "text/plain": "1" }, { displayId: "mine" });
      show({ "text/plain": "2" }, { displayId: "mine", update: true });
    `);
    expect(contents(answer, "display_data")).toEqual([
      { data: { "text/plain": "once", "text/html": "<i>once</i>" }, metadata: {}, transient: {} },
      { data: { "text/plain": "1" }, metadata: {}, transient: { display_id: "mine" } },
    ]);
    expect(contents(answer, "update_display_data")).toEqual([
      { data: { "text/plain": "2" }, metadata: {}, transient: { display_id: "mine" } },
    ]);
  });

  test("a wrong bundle is an error of the cell that showed it", async () => {
    const answer = await kernel.execute('(globalThis as any)[Symbol.for("factorlab.display")]("text")');
    expect(answer.reply?.content).toMatchObject({ status: "error", ename: "TypeError" });
  });

  test("tslab's own display goes on working, bytes as base64", async () => {
    const answer = await kernel.execute(`
      import { display } from "tslab";
      display.html("<b>h</b>");
      display.png(Uint8Array.of(1, 2, 3));
    `);
    expect(contents(answer, "display_data").map(({ data }) => data as unknown)).toEqual([
      { "text/html": "<b>h</b>" },
      { "image/png": "AQID" },
    ]);
  });
});
