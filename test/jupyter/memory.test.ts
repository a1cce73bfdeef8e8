import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { installKernels } from "../../lib/jupyter/install";
import { notebooks } from "../notebook-cells";
import { contents, KernelClient } from "./client";

describe("a cell that takes all memory", () => {
  let kernel: KernelClient;

  beforeAll(async () => {
    const variables = { NODE_OPTIONS: "--max-old-space-size=300" };
    kernel = await KernelClient.start("factorlab", notebooks, installKernels, variables);
  });

  afterAll(() => kernel.close());

  test.each([
    ["with objects", "kept.push({ i: kept.length, own: [kept.length] });"],
    ["with arrays", "kept.push(new Array(1000).fill(kept.length));"],
    ["with texts", "kept.push(`x${kept.length}`.repeat(500).split(''));"],
    ["after an await", "kept.push(new Array(1000).fill(0)); if (kept.length % 1000 === 0) await null;"],
    ["in a callback", "Array.from({ length: 1e9 }, (_, i) => kept.push({ i, own: [i] }));"],
    ["and swallows errors", "try { kept.push(new Array(1000).fill(0)); } catch {}"],
  ])("%s is stopped with an error, and the kernel lives on", async (_what, body) => {
    await kernel.execute("let kept: any[] = []");
    const answer = await kernel.execute(`for (;;) { ${body} }`);
    expect(contents(answer, "error")).toMatchObject([{ ename: "MemoryError" }]);
    expect(answer.reply?.content.evalue).toMatch(
      /^the cell was stopped: it used 0\.\d\d of 0\.\d\d GB of memory$/,
    );
    const next = await kernel.execute("const some = kept.length > 0; kept = []; some");
    expect(contents(next, "execute_result")).toMatchObject([{ data: { "text/plain": "true" } }]);
  });

  test("leaves a later cell that needs little running", async () => {
    await kernel.execute("for (;;) { kept.push(new Array(1000).fill(0)); }");
    const answer = await kernel.execute(
      "let sum = 0; for (let i = 0; i < 1e8; i++) sum += i; kept.length > 0",
    );
    expect(contents(answer, "execute_result")).toMatchObject([{ data: { "text/plain": "true" } }]);
    await kernel.execute("kept = []");
  });

  test("is left alone where it gives the memory back each time", async () => {
    const answer = await kernel.execute(`
      let longest = 0;
      for (let i = 0; i < 400; i++) longest = Math.max(longest, new Array(1_000_000).fill(i).length);
      longest
    `);
    expect(contents(answer, "execute_result")).toMatchObject([{ data: { "text/plain": "1000000" } }]);
  });
});
