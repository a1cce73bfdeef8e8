import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, order, streamText } from "./client";

/** A kernel that gets wrong messages first, and has to work as any other after them. */
let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});

afterAll(() => kernel.close());

describe("a kernel that gets wrong messages", () => {
  const header = JSON.stringify({ msg_id: "1", msg_type: "execute_request" });
  const interrupt = JSON.stringify({ msg_id: "2", msg_type: "interrupt_request" });
  const shutdown = JSON.stringify({ msg_id: "3", msg_type: "shutdown_request" });
  const wrong = {
    "a wrong signature": ["<IDS|MSG>", "bad", header, "{}", "{}", '{"code":"console.log(666)"}'],
    "an interrupt with a wrong signature": ["<IDS|MSG>", "bad", interrupt, "{}", "{}", "{}"],
    "a shutdown with a wrong signature": ["<IDS|MSG>", "bad", shutdown, "{}", "{}", "{}"],
    "no signature": ["<IDS|MSG>", "", header, "{}", "{}", '{"code":"console.log(666)"}'],
    "broken JSON": ["<IDS|MSG>", "", "{broken", "{}", "{}", "{}"],
    "a part too few": ["<IDS|MSG>", "", header, "{}", "{}"],
    "no parts": ["<IDS|MSG>"],
    "no delimiter": ["nothing at all"],
    "empty frames": ["", ""],
  };

  test.each(["shell", "control", "stdin"] as const)(
    "goes on with its cell after such messages on %s",
    async (channel) => {
      const id = await kernel.send("await new Promise((resolve) => setTimeout(resolve, 500))");
      for (const frames of Object.values(wrong)) await kernel.raw(frames, channel);
      const answer = await kernel.collect(id);
      expect(order(answer)).toEqual(["busy", "execute_input", "idle"]);
      expect(await kernel.alive()).toBe(true);
    },
  );

  test.each(["shell", "control"] as const)("still answers requests on %s", async (channel) => {
    for (const type of ["no_such_request", "constructor", "__proto__"]) await kernel.tell(type, {});
    const { reply } = await kernel.request("kernel_info_request", {}, channel);
    expect(reply).toMatchObject({ msg_type: "kernel_info_reply", content: { status: "ok" } });
  });
});

describe("a kernel in an endless loop", () => {
  let busy: KernelClient;

  beforeAll(async () => {
    busy = await KernelClient.start();
    await busy.late(await busy.send("/^(a+)+$/.test('a'.repeat(40) + 'b')"), 0.5);
  });

  afterAll(() => busy.close());

  test("answers its heartbeat", async () => {
    expect(await busy.beats(5)).toBe(true);
  });

  test("ends when it is asked to, and says so", async () => {
    const { reply, alive } = await busy.shutDown(false);
    expect(reply).toMatchObject({ msg_type: "shutdown_reply", content: { status: "ok", restart: false } });
    expect(alive).toBe(false);
  });
});

describe("a cell that ends the process", () => {
  let ended: KernelClient;

  afterEach(() => ended.close());

  test.each([
    ["at once", "process.exit(3)"],
    ["after an await", "await new Promise((resolve) => setTimeout(resolve, 20)); process.exit(3);"],
    ["and catches everything", "try { process.exit(3); } catch {} finally { console.log('not reached'); }"],
  ])("%s is reported with the reason, and with everything it has written", async (_when, code) => {
    ended = await KernelClient.start();
    const id = await ended.send(`for (let i = 0; i < 10_000; i++) console.log(i); ${code}`);
    const error = { ename: "ProcessExit", evalue: "the cell called process.exit(3); the kernel ends" };
    expect(await ended.ends(10)).not.toBeNull();
    const answer = await ended.late(id, 0.5);
    expect(order(answer).slice(-2)).toEqual(["error", "idle"]);
    expect(contents(answer, "error")).toMatchObject([error]);
    expect(answer.reply?.content).toMatchObject({ status: "error", ...error });
    expect(streamText(answer)).toBe(Array.from({ length: 10_000 }, (_, i) => `${i}\n`).join(""));
  });
});

describe("user expressions", () => {
  test("are evaluated after the cell, each with its value or its error, and show nothing", async () => {
    const answer = await kernel.execute("const two = 2;", {
      user_expressions: { sum: "two + 2", broken: "missing", thrown: "throw new RangeError('no')" },
    });
    expect(order(answer)).toEqual(["busy", "execute_input", "idle"]);
    expect(answer.reply?.content.user_expressions).toMatchObject({
      sum: { status: "ok", data: { "text/plain": "4" }, metadata: {} },
      broken: { status: "error", ename: "CompileError" },
      thrown: { status: "error", ename: "RangeError", evalue: "no" },
    });
  });
});

describe("a display with metadata", () => {
  test("keeps them, also when it is updated", async () => {
    const answer = await kernel.execute(`
      const show = (globalThis as any)[Symbol.for("factorlab.display")];
      show({ "text/plain": "1" }, { displayId: "one", metadata: { "text/plain": { width: 3 } } });
      show({ "text/plain": "2" }, { displayId: "one", update: true, metadata: { "text/plain": { width: 4 } } });
    `);
    const shown = [...contents(answer, "display_data"), ...contents(answer, "update_display_data")];
    expect(shown).toMatchObject([
      { metadata: { "text/plain": { width: 3 } } },
      { metadata: { "text/plain": { width: 4 } } },
    ]);
  });
});
