import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { foreignCells } from "../kernel-parts/advice/foreign-cells";
import { contents, KernelClient } from "./client";

let kernel: KernelClient;

/** What the advice is about is there; each cell runs behind the others. */
const names = "x = 1; y = 2; xs = [1, 2]; d = { a: 1 };";

beforeAll(async () => {
  kernel = await KernelClient.start();
  await kernel.execute(
    "let x: number = 1, y: number = 2, xs: number[] = [1, 2], d: Record<string, number> = { a: 1 };",
  );
});

afterAll(() => kernel.close());

describe("advice for a cell of another language", () => {
  const followed = foreignCells.flatMap(([cell, says, instead]) =>
    instead === undefined ? [] : [[cell, instead === true ? says : instead]],
  );

  test(`runs when it is followed: ${followed.length} cells`, async () => {
    const failed: string[] = [];
    for (const code of new Set(followed.map(([, instead]) => instead))) {
      await kernel.execute(names);
      const [error] = contents(await kernel.execute(code), "error");
      if (error !== undefined) failed.push(`${code}: ${error.evalue}`);
    }
    expect(followed.length).toBeGreaterThan(150);
    expect(failed).toEqual([]);
  });

  test("is an ordinary error, which leaves the session as it was", async () => {
    await kernel.execute("let kept = 5");
    const sample = foreignCells.filter((_, index) => index % 8 === 0);
    for (const [cell, says] of sample) {
      const answer = await kernel.execute(`kept = 6;\n${cell}`);
      const [error] = contents(answer, "error");
      expect(error.ename).toBe("CompileError");
      expect(answer.reply?.content).toMatchObject({
        status: "error",
        ename: "CompileError",
        evalue: error.evalue,
      });
      expect(error.traceback.join("\n")).toContain(says);
    }
    expect(contents(await kernel.execute("kept"), "execute_result")[0].data["text/plain"]).toBe("5");
  });

  test.each(["Math?", "import numpy", "<div>", "%%time", "# Title", "name?"])(
    "is not waited for in a console: %s",
    async (code) => {
      const { reply } = await kernel.request("is_complete_request", { code });
      expect(reply?.content.status).toBe("invalid");
    },
  );
});
