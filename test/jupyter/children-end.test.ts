import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient } from "./client";

let folder: string;
let marker: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "factorlab-end-"));
  marker = join(folder, "wait.cjs");
  writeFileSync(
    marker,
    'process.on("SIGTERM", () => {}).on("SIGHUP", () => {}); setInterval(() => {}, 1000);',
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The command lines of all processes of this test, apart from those of kernels and guardians. */
function running(): string[] {
  return commandLines().filter((line) => line.includes(marker) && !line.includes("kernel.js"));
}

function commandLines(): string[] {
  if (process.platform !== "linux")
    return spawnSync("ps", ["-A", "-o", "command="], { encoding: "utf8" }).stdout.split("\n");
  return readdirSync("/proc").flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? [readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ")] : [];
    } catch {
      return []; // It has ended meanwhile.
    }
  });
}

async function until(condition: () => boolean, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return condition();
}

/** Each starts one process that waits and takes no polite signal, by its number as last argument. */
const children = [
  'cp.spawn(node, wait(1), { stdio: "inherit" })',
  'cp.spawn(node, wait(2), { stdio: "pipe" })',
  'cp.spawn(node, wait(3), { stdio: "ignore" }).unref()',
  "cp.fork(wait(4)[0], wait(4).slice(1))",
  "cp.execFile(node, wait(5))",
  'cp.exec(`"${node}" ${wait(6).join(" ")}; true`)',
  'cp.execSync(`"${node}" ${wait(7).join(" ")} > /dev/null 2>&1 &`)',
  'cp.execSync(`nohup "${node}" ${wait(8).join(" ")} > /dev/null 2>&1 &`)',
  'cp.spawn("sh", ["-c", `"${node}" ${wait(9).join(" ")} & wait`], { stdio: "inherit" })',
  'cp.spawn("sh", ["-c", `sh -c \'"${node}" ${wait(10).join(" ")} & wait\' & wait`], { stdio: "inherit" })',
  'cp.spawn("sh", ["-c", `("${node}" ${wait(11).join(" ")} &)`], { stdio: "inherit" })',
  `new Worker("require('child_process').spawn(process.execPath, " + JSON.stringify(wait(12)) + ")", { eval: true })`,
];

/** How a kernel can end. The client, which is the kernel's parent, ends afterwards where it is still there. */
const ways: [string, (kernel: KernelClient) => Promise<unknown>][] = [
  ["is shut down", (kernel) => kernel.shutDown(false)],
  ["is restarted", (kernel) => kernel.shutDown(true)],
  [
    "is in a loop and shut down",
    async (kernel) => (await kernel.send("while (true);"), kernel.shutDown(false)),
  ],
  ["is killed", (kernel) => Promise.resolve(process.kill(kernel.pid, "SIGKILL"))],
  ["gets SIGTERM", (kernel) => Promise.resolve(process.kill(kernel.pid, "SIGTERM"))],
  ["loses its parent", (kernel) => kernel.crash()],
  ["ends itself", (kernel) => kernel.send("process.exit(0)")],
  ["aborts", (kernel) => kernel.send("process.abort()")],
];

describe.skipIf(process.platform === "win32")(`${children.length} kinds of children`, () => {
  test.each(ways)("end, with theirs, when their kernel %s", async (what, end) => {
    const kernel = await KernelClient.start("factorlab", folder);
    const { reply } = await kernel.execute(`
      import * as cp from "node:child_process";
      import { Worker } from "node:worker_threads";
      const node = process.execPath;
      const wait = (number: number): string[] => [${JSON.stringify(marker)}, String(number)];
      ${children.join(";\n")};
      undefined`);
    expect(reply?.content).toMatchObject({ status: "ok" });
    const started = (): number => new Set(running().map((line) => /wait\.cjs (\d+)/.exec(line)?.[1])).size;
    expect(await until(() => started() === children.length, 20)).toBe(true);
    await end(kernel);
    expect(await until(() => running().length === 0, 5), running().join("\n")).toBe(true);
    if (what !== "loses its parent") await kernel.close();
  });

  test("but one that was detached on purpose lives on", async () => {
    const kernel = await KernelClient.start("factorlab", folder);
    const answer = await kernel.execute(`
      import * as cp from "node:child_process";
      const args = [${JSON.stringify(marker)}, "13"];
      const start = (stdio: "ignore" | "pipe") => cp.spawn(process.execPath, args, { detached: true, stdio });
      const living = [start("ignore"), start("pipe")];
      for (const child of living) child.unref();
      living.map(({ pid }) => pid).join()`);
    expect(answer.reply?.content).toMatchObject({ status: "ok" });
    const [{ data }] = contents(answer, "execute_result");
    const ids = (data["text/plain"] as string).match(/\d+/g)!.map(Number);
    try {
      await kernel.shutDown(false);
      await kernel.close();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(ids.map((id) => process.kill(id, 0))).toEqual([true, true]);
    } finally {
      for (const id of ids) process.kill(id, "SIGKILL");
    }
  });
});
