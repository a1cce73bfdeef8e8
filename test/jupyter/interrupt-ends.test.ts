/** After an interrupt nothing of a cell runs any more, except for what it cleans up; other cells go on. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, streamText } from "./client";
import { cases, cleaning } from "./interrupt-cases";

const folder = mkdtempSync(join(tmpdir(), "factorlab interrupt "));
const longLength = 300_000;

const files = {
  "own.ts": `
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 1500));
    let n = 0;
    export async function waitThen(then: () => unknown) { await pause(); then(); }
    export async function repeat(step: () => unknown) { for (;;) { await pause(); step(); } }
    export async function held(done: () => unknown) { try { await pause(); } finally { done(); } }
    export function spin() { for (;;) n++; }`,
  "endless.ts": "let n = 0; for (;;) n++;",
  "waits.mjs": "await new Promise((resolve) => setTimeout(resolve, 1500)); export default 1;",
  "child.js": "setInterval(() => process.send(0), 50);",
  "long.txt": "a".repeat(longLength),
  "node_modules/endless/index.js": "for (;;);",
  "node_modules/patient/index.js": `
    exports.waitThen = (then) => new Promise((resolve) => setTimeout(resolve, 1500)).then(then);
    exports.persist = async (step) => { for (;;) { try { return await step(); } catch {} } };
    exports.forever = (step) => { for (;;) step(); };`,
  "node_modules/patient/index.d.ts": `
    export function waitThen(then: () => unknown): Promise<void>;
    export function persist(step: () => Promise<unknown>): Promise<void>;
    export function forever(step: () => unknown): void;`,
};

/** A module of one function, exported as `spin`, that loops for ever: `(loop br 0)`. */
const endlessModule = [
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x04, 0x01, 0x60, 0x00, 0x00, 0x03, 0x02, 0x01],
  ...[0x00, 0x07, 0x08, 0x01, 0x04, 0x73, 0x70, 0x69, 0x6e, 0x00, 0x00, 0x0a, 0x09, 0x01, 0x07, 0x00, 0x03],
  ...[0x40, 0x0c, 0x00, 0x0b, 0x0b],
];

/** An earlier cell, whose timer, events and server go on whatever is interrupted. */
const earlier = `
  import * as fs from "node:fs";
  import { createServer } from "node:http";
  import { EventEmitter } from "node:events";
  let kept = 1, ticks = 0;
  const lost = new Set<string>(), ticker = new EventEmitter(), target = new EventTarget();
  const slow = (time = 1500) => new Promise<number>((resolve) => setTimeout(() => resolve(1), time));
  const fail = (time = 1500) => slow(time).then(() => { throw new Error("failed"); });
  setInterval(() => {
    for (const part of [1, 2]) ticks += part / 3;
    ticker.emit("tick"); target.dispatchEvent(new Event("tick"));
  }, 20);
  const server = createServer(async (request, response) => {
    if (request.url === "/slow") await slow();
    if (request.url === "/drip") for (let i = 0; i < 6; i++) { response.write("drop"); await slow(500); }
    response.end("up");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = \`http://127.0.0.1:\${(server.address() as any).port}\`;
  const { instance } = await (globalThis as any).WebAssembly.instantiate(Uint8Array.from(${JSON.stringify(endlessModule)}));
  const spin: () => void = instance.exports.spin;`;

let kernel: KernelClient;
let earlierId: string;
/** What has gone wrong, by the name of its case. */
const lost = new Map<string, string>();
const begun = new Map<string, { id: string; precious: string }>();
/** How many cases have begun: each has files of its own, so that none is taken to run because another did. */
let beginnings = 0;

beforeAll(async () => {
  for (const name of ["endless", "patient"])
    mkdirSync(join(folder, "node_modules", name), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  kernel = await KernelClient.start("factorlab", folder);
  earlierId = await kernel.send(earlier);
  expect((await kernel.collect(earlierId)).reply?.content).toMatchObject({ status: "ok" });
});

afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The code of a case, with a file of its own that it may lose and one that it may write. */
function codeOf(name: string, code: string, precious: string): string {
  const act = (text: string): string => `(${text}, 0)`;
  const goneOn = `fs.rmSync(${JSON.stringify(precious)}, { force: true }), lost.add(${JSON.stringify(name)})`;
  return `const begun = Date.now(); ${code}`
    .replaceAll("RUNNING", act(`fs.writeFileSync(${JSON.stringify(`${precious}.running`)}, "")`))
    .replaceAll("GONE_ON", act(`${goneOn}, console.log("went on")`))
    .replaceAll(
      "DONE",
      act(`fs.writeFileSync(${JSON.stringify(`${precious}.done`)}, ""), console.log("done")`),
    )
    .replaceAll("${FOLDER}/precious", precious)
    .replaceAll("FOLDER", JSON.stringify(folder));
}

/** Sends a cell and waits until it is in the middle of its work. */
async function begin(name: string, code: string): Promise<string> {
  const precious = join(folder, `precious-${++beginnings}`);
  writeFileSync(precious, "");
  const id = await kernel.send(codeOf(name, code, precious));
  begun.set(name, { id, precious });
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (existsSync(`${precious}.running`)) return id;
    if ((await kernel.late(id, 0.02)).reply !== null) break;
  }
  const [error] = contents(await kernel.late(id, 0), "error");
  throw new Error(`the cell has not come to its work: ${JSON.stringify(error)}`);
}

/** Interrupts a cell that runs: it ends in time, and the next one works. */
async function interrupt(name: string, code: string, times = 1): Promise<void> {
  try {
    const id = await begin(name, code);
    const start = performance.now();
    for (let time = 0; time < times; time++) await kernel.interrupt();
    const answer = await kernel.collect(id, 6);
    const time = performance.now() - start;
    const names = contents(answer, "error").map(({ ename }: { ename: string }) => ename);
    if (names.join() !== "KeyboardInterrupt") lost.set(name, `ended with ${names.join() || "no error"}`);
    else if (time > 2000) lost.set(name, `took ${Math.round(time)} ms`);
    const next = await kernel.execute("await slow(1); lost.size >= 0 && fs.existsSync('own.ts')", {}, 10);
    const [shown] = contents(next, "execute_result").map(({ data }) => data["text/plain"] as string);
    if (shown !== "true") lost.set(name, `the next cell has given ${shown}`);
  } catch (error) {
    lost.set(name, String(error));
  }
}

/** Looks, a while later, for what the cells have done after they were interrupted. */
async function lookForEffects(): Promise<void> {
  await kernel.late("none", 2);
  const gone = await kernel.execute("[...lost].forEach((name) => console.log(name))");
  for (const name of streamText(gone).split("\n").filter(Boolean)) lost.set(name, "went on");
  for (const [name, { id, precious }] of begun) {
    const answer = await kernel.late(id, 0);
    if (!existsSync(precious)) lost.set(name, "lost its file");
    if (/went on/.test(streamText(answer))) lost.set(name, "wrote a line");
    if (streamText(answer, "stderr") !== "") lost.set(name, `wrote ${streamText(answer, "stderr")}`);
  }
}

async function expectEarlierGoesOn(): Promise<void> {
  const answer = await kernel.execute(`
    const before = ticks; await slow(200);
    console.log(ticks > before, await (await fetch(url)).text());`);
  expect(streamText(answer)).toBe("true up\n");
  expect(streamText(await kernel.late(earlierId, 0), "stderr")).toBe("");
}

describe("an interrupted cell", () => {
  test(`runs no more, whatever it does: ${Object.keys(cases).length} cases`, async () => {
    for (const [name, code] of Object.entries(cases)) await interrupt(name, code);
    await lookForEffects();
    if (existsSync(join(folder, "copy")) && statSync(join(folder, "copy")).size === longLength)
      lost.set("a copy of a file by streams", "was finished");
    console.log(`${begun.size} interrupts, ${lost.size} lost`);
    expect(Object.fromEntries(lost)).toEqual({});
    await expectEarlierGoesOn();
  }, 180_000);

  test("runs its finally blocks and disposers to their end", async () => {
    lost.clear();
    for (const [name, code] of Object.entries(cleaning)) await interrupt(name, code);
    await lookForEffects();
    for (const name of Object.keys(cleaning))
      if (!existsSync(`${begun.get(name)?.precious}.done`)) lost.set(name, "has not cleaned up");
    expect(Object.fromEntries(lost)).toEqual({});
    await expectEarlierGoesOn();
  });

  test("is ended all the same by two interrupts, and in the middle of its compilation", async () => {
    lost.clear();
    await interrupt("interrupted twice", "RUNNING; await slow(); GONE_ON;", 2);
    await interrupt(
      "blocking, interrupted twice",
      "RUNNING; try { for (;;) kept++; } finally { kept++; } GONE_ON;",
      2,
    );
    const literals = Array.from({ length: 200_000 }, (_, i) => (i % 3 === 0 ? `"${i}"` : i)).join(",");
    const id = await kernel.send(`const literals = [${literals}]; lost.add("literals")`);
    await kernel.late(id, 0.3);
    const start = performance.now();
    await kernel.interrupt();
    const answer = await kernel.collect(id, 6);
    expect(contents(answer, "error")).toMatchObject([{ ename: "KeyboardInterrupt" }]);
    // There is no signal on Windows, where the compiler comes to its end first.
    if (process.platform !== "win32") expect(performance.now() - start).toBeLessThan(2000);
    await lookForEffects();
    expect(Object.fromEntries(lost)).toEqual({});
  });

  test("says so where it cannot be ended but by a restart, and ends when it can", async () => {
    const code = 'RUNNING; require("node:crypto").pbkdf2Sync("a", "b", 6e6, 64, "sha512"); GONE_ON;';
    const id = await begin("hashing", code);
    await kernel.interrupt();
    for (
      const end = Date.now() + 3000;
      Date.now() < end && !streamText(await kernel.late(id, 0.1), "stderr");
    );
    const answer = await kernel.late(id, 0);
    expect(streamText(answer, "stderr")).toBe(
      "this code cannot be interrupted where it is; restarting the kernel ends it\n",
    );
    expect(answer.reply).toBeNull();
    expect(contents(await kernel.collect(id, 60), "error")).toMatchObject([{ ename: "KeyboardInterrupt" }]);
    expect(streamText(await kernel.late(id, 0.2))).toBe("");
    begun.delete("hashing");
  });

  test.each([
    ["a loop", "RUNNING; try { await slow(); } finally { for (;;) kept++; } GONE_ON;"],
    ["a loop behind a loop", "RUNNING; try { for (;;) kept++; } finally { for (;;) kept++; } GONE_ON;"],
    ["a long wait", "RUNNING; try { await slow(); } finally { await slow(1700); GONE_ON; }"],
    [
      "a loop behind a long wait",
      "RUNNING; try { try { await slow(); } finally { await slow(1200); } } finally { for (;;) kept++; } GONE_ON;",
    ],
    ["waits without end", "RUNNING; try { await slow(); } finally { for (;;) await slow(10); } GONE_ON;"],
  ])("has a second for its finally blocks, and no more: %s", async (what, code) => {
    lost.clear();
    await interrupt(what, code);
    await lookForEffects();
    expect(Object.fromEntries(lost)).toEqual({});
  });
});

describe("an interrupt while no cell runs", () => {
  test.each([
    ["promises", "const again = () => { Promise.resolve().then(again); };"],
    ["an asynchronous function", "const again = async (): Promise<void> => { await null; void again(); };"],
    ["microtasks", "const again = () => queueMicrotask(again);"],
    ["ticks", "const again = () => process.nextTick(again);"],
    ["a loop", "const again = () => { for (;;) kept++; };"],
    [
      "immediates that burn",
      "const again = () => { for (const b = Date.now(); Date.now() < b + 30; ); setImmediate(again); };",
    ],
  ])("ends %s that an ended cell has left behind, and no others", async (_what, code) => {
    const id = await kernel.send(`${code} setTimeout(again, 50); kept = 7; 0`);
    await kernel.collect(id);
    await kernel.late(id, 0.3);
    await kernel.request("interrupt_request", {}, "control");
    await kernel.late(id, 0.5);
    const next = await kernel.execute("await slow(1); 'works'", {}, 5);
    expect(contents(next, "execute_result")).toMatchObject([{ data: { "text/plain": "'works'" } }]);
    const load = await kernel.execute(`
      const { eventLoopUtilization } = performance, earlierUse = eventLoopUtilization();
      await slow(300); eventLoopUtilization(earlierUse).utilization < 0.7`);
    expect(contents(load, "execute_result")).toMatchObject([{ data: { "text/plain": "true" } }]);
    // Where nothing blocks the thread, what keeps it busy cannot be told from the rest.
    if (!code.includes("setImmediate")) await expectEarlierGoesOn();
  });
});
