import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KernelClient } from "./client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
  await kernel.execute("const a = 1");
  await kernel.execute("a + 1");
  await kernel.execute("a + 100", { store_history: false });
  await kernel.execute("a + 1");
  await kernel.execute("a + 1000", { silent: true });
  await kernel.execute('throw new Error("x")');
});

afterAll(() => kernel.close());

async function history(content: object): Promise<unknown> {
  const request = { output: false, raw: true, ...content };
  return (await kernel.request("history_request", request)).reply?.content.history;
}

describe("the history of a session", () => {
  test("holds the cells that are to be stored, also one that failed", async () => {
    expect(await history({ hist_access_type: "tail", n: 10 })).toEqual([
      [1, 1, "const a = 1"],
      [1, 2, "a + 1"],
      [1, 3, "a + 1"],
      [1, 4, 'throw new Error("x")'],
    ]);
  });

  test("gives the last ones, with results where they are asked for", async () => {
    expect(await history({ hist_access_type: "tail", n: 3, output: true })).toEqual([
      [1, 2, ["a + 1", "2"]],
      [1, 3, ["a + 1", "2"]],
      [1, 4, ['throw new Error("x")', null]],
    ]);
  });

  test("gives a range", async () => {
    const range = { hist_access_type: "range", start: 2, stop: 4 };
    for (const session of [0, 1]) {
      expect(await history({ ...range, session })).toEqual([
        [1, 2, "a + 1"],
        [1, 3, "a + 1"],
      ]);
    }
    expect(await history({ ...range, session: -1 })).toEqual([]);
  });

  test("is searched by a pattern", async () => {
    const search = { hist_access_type: "search", pattern: "a ? *" };
    expect(await history(search)).toHaveLength(2);
    expect(await history({ ...search, n: 1 })).toEqual([[1, 3, "a + 1"]]);
    expect(await history({ ...search, unique: true })).toEqual([[1, 3, "a + 1"]]);
    expect(await history({ hist_access_type: "search", pattern: "a" })).toEqual([]);
  });

  test.each([
    [{ hist_access_type: "all" }],
    [{}],
    [{ hist_access_type: "tail", n: "3" }],
    [{ hist_access_type: "search", pattern: 5 }],
  ])("answers the request %j with an error", async (content) => {
    const { reply } = await kernel.request("history_request", content);
    expect(reply?.content).toMatchObject({ status: "error", ename: "TypeError" });
  });
});
