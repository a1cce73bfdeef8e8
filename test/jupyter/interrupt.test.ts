import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rounds } from "../rounds";
import { contents, KernelClient, streamText, type Answer } from "./client";

/** A module of one function, exported as `spin`, that loops for ever: `(loop br 0)`. */
const endlessModule = [
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00], // one type: () -> ()
  ...[0x03, 0x02, 0x01, 0x00], // one function of that type
  ...[0x07, 0x08, 0x01, 0x04, 0x73, 0x70, 0x69, 0x6e, 0x00, 0x00], // its export
  ...[0x0a, 0x09, 0x01, 0x07, 0x00, 0x03, 0x40, 0x0c, 0x00, 0x0b, 0x0b], // its body
];
const times = rounds(20, 3);
const busyMark = "running";

/** Work of a cell that is interrupted. Each writes a mark when it has begun. */
const frequent = {
  "a synchronous loop": `console.log("${busyMark}"); for (;;) kept++;`,
  "an asynchronous loop": `
    console.log("${busyMark}");
    for (;;) { await new Promise((resolve) => setTimeout(resolve)); kept++; }`,
  "a synchronous loop after an await": `
    await null;
    console.log("${busyMark}");
    for (;;) kept++;`,
  "a busy worker": `
    const worker = new Worker("require('worker_threads').parentPort.postMessage(0); for (;;);", { eval: true });
    await new Promise((resolve) => worker.once("message", resolve));
    console.log("${busyMark}");
    await new Promise((resolve) => worker.once("exit", resolve));
    await new Promise(() => {});`,
  "a WASM loop": `console.log("${busyMark}"); spin();`,
};

const rare = {
  "endless recursion that catches its own overflow": `
    const recurse = (): void => { try { recurse(); } catch { recurse(); } };
    console.log("${busyMark}");
    for (;;) recurse();`,
  "a loop that swallows every error": `
    console.log("${busyMark}");
    for (;;) { try { for (;;) kept++; } catch {} }`,
  "an interval that burns": `
    setInterval(() => { for (const begun = Date.now(); Date.now() - begun < 40; ); });
    console.log("${busyMark}");
    await new Promise(() => {});`,
  "a regular expression": `
    console.log("${busyMark}");
    /^(a+)+$/.test("a".repeat(40) + "b");`,
  "an asynchronous generator": `
    async function* forever() { for (;;) yield kept++; }
    console.log("${busyMark}");
    for await (const value of forever()) void value;`,
  "a child process that is waited for": `
    const child = require("node:child_process").spawn(process.execPath, ["-e", "for (;;);"]);
    console.log("${busyMark}");
    await new Promise(() => {});`,
};

let kernel: KernelClient;
const figures: { what: string; rounds: number; median: number; max: number }[] = [];

beforeAll(async () => {
  kernel = await KernelClient.start();
  const setUp = await kernel.execute(`
    import { Worker } from "node:worker_threads";
    let kept = 1;
    const earlier = { value: 42 };
    const { WebAssembly } = globalThis as any;
    const { instance } = await WebAssembly.instantiate(Uint8Array.from(${JSON.stringify(endlessModule)}));
    const spin: () => void = instance.exports.spin;
  `);
  expect(setUp.reply?.content).toMatchObject({ status: "ok" });
});

afterAll(async () => {
  console.table(figures);
  await kernel.close();
});

/** Milliseconds of CPU that the kernel's process has used, with all its threads. */
function cpuTime(pid: number): number {
  if (existsSync("/proc/self/stat")) {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10; // utime and stime, in hundredths of a second
  }
  const [days, ...clock] = execFileSync("ps", ["-o", "time=", "-p", `${pid}`], { encoding: "utf8" })
    .trim()
    .replace(/^(?!.*-)/, "0-")
    .split(/[-:]/)
    .map(Number);
  return clock.reduce((sum, part) => sum * 60 + part, days * 24) * 1000;
}

/** Sends a cell and waits until it is in the middle of its work. */
async function begin(code: string): Promise<string> {
  const id = await kernel.send(code);
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (streamText(await kernel.late(id, 0.05)).includes(busyMark)) return id;
  }
  throw new Error(`the cell has not come to its work: ${code}`);
}

/** Interrupts a cell and checks how it ends. Gives the milliseconds that it took. */
async function stop(id: string, interrupt: () => unknown = () => kernel.interrupt()): Promise<number> {
  const begun = performance.now();
  await interrupt();
  const answer = await kernel.collect(id, 10);
  const time = performance.now() - begun;
  expectInterrupted(answer);
  return time;
}

function expectInterrupted(answer: Answer): void {
  expect(answer.timedOut).toBe(false);
  expect(contents(answer, "error")).toMatchObject([{ ename: "KeyboardInterrupt" }]);
  expect(answer.reply?.content).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
}

/** The next cell runs, with the variables of the cells before. */
async function expectStateKept(): Promise<void> {
  const next = await kernel.execute("earlier.value");
  expect(contents(next, "execute_result")).toMatchObject([{ data: { "text/plain": "42" } }]);
}

/** Within three seconds there is one in which the kernel uses hardly any of a core. */
async function expectIdle(): Promise<void> {
  let used = Infinity;
  for (let second = 0; second < 3 && used >= 250; second++) {
    const before = cpuTime(kernel.pid);
    await kernel.late("none", 1);
    used = cpuTime(kernel.pid) - before;
  }
  expect(used).toBeLessThan(250);
}

function record(what: string, taken: number[]): void {
  const sorted = [...taken].sort((a, b) => a - b).map(Math.round);
  figures.push({
    what,
    rounds: taken.length,
    median: sorted[Math.floor(sorted.length / 2)],
    max: sorted.at(-1)!,
  });
  expect(sorted.at(-1)).toBeLessThan(1000);
}

describe("an interrupt", () => {
  test.each(Object.entries(frequent))(`ends %s, ${times} times`, async (what, code) => {
    const taken: number[] = [];
    for (let round = 0; round < times; round++) {
      taken.push(await stop(await begin(code)));
      await expectStateKept();
    }
    await expectIdle();
    record(what, taken);
  });

  test.each(Object.entries(rare))("ends %s", async (what, code) => {
    const time = await stop(await begin(code));
    await expectStateKept();
    await expectIdle();
    record(what, [time]);
  });

  test("runs the finally blocks of the cell, and its clean-up may wait a moment", async () => {
    const answer = await begin(`
      try { console.log("${busyMark}"); for (;;) kept++; }
      finally { await null; console.log("cleaned up"); }
    `);
    await stop(answer);
    expect(streamText(await kernel.collect(answer))).toContain("cleaned up");
  });

  test("cannot be caught by the cell", async () => {
    const id = await begin(`
      try { console.log("${busyMark}"); for (;;) kept++; } catch (error) { console.log("caught", error); }
      console.log("went on");
    `);
    await stop(id);
    expect(streamText(await kernel.late(id, 0.1))).toBe(`${busyMark}\n`);
  });

  // One in fourteen was lost while the cell was marked as running only after the kernel had said so.
  test("reaches the cell as soon as the kernel says that it is busy", async () => {
    for (let round = 0; round < rounds(300, 60); round++) {
      expectInterrupted(await kernel.collect(await kernel.interruptWhenBusy("for (;;) kept++;"), 10));
    }
    await expectStateKept();
  });

  test("does not stop the next cell when none runs", async () => {
    for (let round = 0; round < times; round++) {
      await kernel.request("interrupt_request", {}, "control");
      await expectStateKept();
    }
  });

  test("ends a loop that a timer has begun after its cell had ended", async () => {
    const id = await kernel.send(`setTimeout(() => { console.log("${busyMark}"); for (;;) kept++; }, 50); 0`);
    while (!streamText(await kernel.late(id, 0.05)).includes(busyMark));
    await kernel.interrupt();
    await expectStateKept();
    await expectIdle();
    expect(streamText(await kernel.late(id, 0.1), "stderr")).toContain("KeyboardInterrupt");
  });

  test("leaves later cells alone when an abandoned one comes back", async () => {
    const id = await begin(`
      console.log("${busyMark}");
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      for (let i = 0; i < 3; i++) { await null; console.log("came back"); }
    `);
    await stop(id);
    const next = await kernel.execute("await new Promise((resolve) => setTimeout(resolve, 2_500)); 'whole'");
    expect(contents(next, "execute_result")[0].data["text/plain"]).toBe("'whole'");
    expect(streamText(await kernel.late(id, 0.1))).not.toContain("came back");
  });

  test("leaves a model that is trained at its best so far, and usable", async () => {
    const id = await begin(`
      import { MatrixFactorization } from "factorlab";
      const model = new MatrixFactorization([[5, 3, 0, 1], [4, 0, 0, 1], [1, 1, 0, 5]], 2, { seed: 1 });
      console.log("${busyMark}");
      model.trainModel({ iterations: 1e9, learningRate: 1e-4 });
    `);
    record("training", [await stop(id)]);
    await expectIdle();
    const after = await kernel.execute("model.trainModel({ iterations: 3, learningRate: 1e-4 }) === model");
    expect(contents(after, "execute_result")).toMatchObject([{ data: { "text/plain": "true" } }]);
  });
});

describe.skipIf(process.platform === "win32")("the signal SIGINT", () => {
  const signal = (): boolean => process.kill(kernel.pid, "SIGINT");

  test("does nothing when no cell runs", async () => {
    for (let round = 0; round < times; round++) {
      signal();
      // A signal does not queue with messages: it may well stop a cell that is sent at the same moment.
      await kernel.late("none", 0.05);
      await expectStateKept();
    }
  });

  test.each(Object.entries({ ...frequent, ...rare }))("ends %s", async (what, code) => {
    record(`SIGINT: ${what}`, [await stop(await begin(code), signal)]);
    await expectStateKept();
  });

  test("leaves nothing running, here or in any test before", async () => {
    await kernel.late("none", 2);
    await expectIdle();
  });
});
