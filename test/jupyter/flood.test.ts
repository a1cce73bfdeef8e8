import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, order, streamText, type Answer } from "./client";

let kernel: KernelClient;
const figures: { what: string; seconds: number; messages: number }[] = [];

beforeAll(async () => {
  kernel = await KernelClient.start();
});

afterAll(async () => {
  console.table(figures);
  await kernel.close();
});

/** Runs a cell that shows very much at once, and checks that it ends like any other. */
async function flood(what: string, code: string): Promise<Answer> {
  const begun = performance.now();
  const answer = await kernel.execute(code, {}, 100);
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  figures.push({ what, seconds, messages: answer.messages.length });
  expect(answer.timedOut).toBe(false);
  expect(order(answer).at(-1)).toBe("idle");
  expect(order(await kernel.execute("6 * 7"))).toEqual(["busy", "execute_input", "execute_result", "idle"]);
  return answer;
}

describe("one synchronous cell", () => {
  test("may print 100,000 lines", async () => {
    const answer = await flood(
      "100,000 lines",
      "for (let i = 0; i < 100_000; i++) console.log(`line ${i}`);",
    );
    const expected = Array.from({ length: 100_000 }, (_, i) => `line ${i}\n`).join("");
    expect(streamText(answer) === expected).toBe(true);
  });

  test("may update a display 50,000 times, and its last state is shown", async () => {
    const answer = await flood(
      "50,000 updates",
      `const show = (globalThis as any)[Symbol.for("factorlab.display")];
      show({ "text/plain": "begun" }, { displayId: "many" });
      for (let i = 1; i <= 50_000; i++) show({ "text/plain": String(i) }, { displayId: "many", update: true });`,
    );
    const states = contents(answer, "update_display_data").map(({ data }) => Number(data["text/plain"]));
    expect(states.at(-1)).toBe(50_000);
    expect(states).toEqual([...states].sort((a, b) => a - b));
  });

  test("may write 50 MB of text", async () => {
    const answer = await flood(
      "50 MB",
      'for (let i = 0; i < 51_200; i++) process.stdout.write(String(i).padEnd(1023, "x") + "\\n");',
    );
    const expected = Array.from({ length: 51_200 }, (_, i) => String(i).padEnd(1023, "x") + "\n").join("");
    expect(streamText(answer) === expected).toBe(true);
  });
});

test("the text that two cells write by turns stays apart", async () => {
  const write = (name: string): string => `
    for (let i = 0; i < 500; i++) {
      console.log("${name}", i);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }`;
  const first = await kernel.send(`(async () => {${write("first")}})(); undefined`);
  const second = await kernel.execute(write("second"));
  await kernel.collect(first);
  const lines = (name: string): string => Array.from({ length: 500 }, (_, i) => `${name} ${i}\n`).join("");
  expect(streamText(second)).toBe(lines("second"));
  expect(streamText(await kernel.late(first, 1))).toBe(lines("first"));
});
