import { describe, expect, test } from "vitest";
import { send } from "../../scripts/lib/signals.mjs";
import { KernelClient, order, streamText } from "./client";

async function endsWithin(pid: number, seconds: number): Promise<boolean> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (!send(pid, 0)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

describe("the kernel's process", () => {
  test.each([true, false])(
    "ends when asked to (restart: %j), whatever a cell left running",
    async (restart) => {
      const kernel = await KernelClient.start();
      await kernel.execute("setInterval(() => {}, 1_000); undefined");
      const { reply, alive } = await kernel.shutDown(restart);
      expect(reply).toMatchObject({ msg_type: "shutdown_reply", content: { status: "ok", restart } });
      expect(alive).toBe(false);
      await kernel.close();
    },
  );

  test.skipIf(process.platform === "win32").each([
    ["is idle", "1"],
    ["is in an endless loop", "while (true);"],
  ])("ends when Jupyter has died while it %s", async (_what, code) => {
    const kernel = await KernelClient.start();
    const id = await kernel.send(code);
    await kernel.late(id, 1);
    expect(send(kernel.pid, 0)).toBe(true);
    await kernel.crash();
    expect(await endsWithin(kernel.pid, 5)).toBe(true);
  });
});

describe("stock tslab, for comparison", () => {
  test("loses output of the same loop, and its idle status", async () => {
    const kernel = await KernelClient.start("tslab");
    expect((await kernel.execute('console.log("works")')).timedOut).toBe(false);
    const answer = await kernel.execute("for (let i = 0; i < 10_000; i++) console.log(`line ${i}`);", {}, 5);
    expect(streamText(answer).split("\n").length).toBeLessThan(10_000);
    expect(order(answer).at(-1)).not.toBe("idle");
    await kernel.close();
  });
});
