import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, order, streamText } from "./client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});

afterAll(() => kernel.close());

describe("Jupyter.clearOutput", () => {
  test("keeps its place between the lines before and after it", async () => {
    const answer = await kernel.execute(`
      for (let i = 1; i <= 3; i++) {
        Jupyter.clearOutput({ wait: i < 3 });
        console.log(i);
      }
    `);
    const cleared = ["clear_output", "stream"];
    expect(order(answer)).toEqual(["busy", "execute_input", ...cleared, ...cleared, ...cleared, "idle"]);
    expect(contents(answer, "clear_output")).toEqual([{ wait: true }, { wait: true }, { wait: false }]);
    expect(streamText(answer)).toBe("1\n2\n3\n");
  });

  test("says wait: false by default, and nothing from a silent cell", async () => {
    expect(contents(await kernel.execute("Jupyter.clearOutput()"), "clear_output")).toEqual([
      { wait: false },
    ]);
    expect(order(await kernel.execute("Jupyter.clearOutput()", { silent: true }))).toEqual(["busy", "idle"]);
  });
});

describe("Jupyter.display", () => {
  test("shows bundles with metadata, and updates them in place", async () => {
    const answer = await kernel.execute(`
      console.log("before");
      Jupyter.display({ "text/plain": "1" }, { displayId: "d", metadata: { "text/plain": { width: 3 } } });
      console.log("after");
      Jupyter.display({ "text/plain": "2" }, { displayId: "d", update: true });
    `);
    expect(order(answer).slice(2, 6)).toEqual(["stream", "display_data", "stream", "update_display_data"]);
    expect(contents(answer, "display_data")).toEqual([
      {
        data: { "text/plain": "1" },
        metadata: { "text/plain": { width: 3 } },
        transient: { display_id: "d" },
      },
    ]);
    expect(contents(answer, "update_display_data")[0]).toMatchObject({ data: { "text/plain": "2" } });
  });

  test("shows any value, by its own display where it has one", async () => {
    const answer = await kernel.execute(`
      Jupyter.display({ a: 1 });
      Jupyter.display([[1, 2], [3, 4]]);
      Jupyter.display({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>now</b>" }) });
      await Jupyter.display({ [Symbol.for("Jupyter.display")]: async () => ({ "text/html": "<b>later</b>" }) });
    `);
    expect(contents(answer, "display_data").map(({ data }) => data as unknown)).toMatchObject([
      { "text/plain": "{ a: 1 }" },
      { "text/plain": expect.stringContaining("1"), "text/html": expect.stringContaining("<table") },
      { "text/html": "<b>now</b>" },
      { "text/html": "<b>later</b>" },
    ]);
  });

  test.each([
    ['Jupyter.display({ "text/plain": () => 1 })', "for text/plain"],
    ["Jupyter.display(1, { update: true })", "an update needs a displayId"],
    ['await Jupyter.display({ [Symbol.for("Jupyter.display")]: async () => 5 })', "gave 5"],
  ])("%s is an error of its cell", async (code, problem) => {
    const { reply } = await kernel.execute(code);
    expect(reply?.content).toMatchObject({ status: "error", ename: "TypeError" });
    expect(reply?.content.evalue).toContain(problem);
  });
});

test("completion and inspection know what cells are offered", async () => {
  const complete = async (code: string) =>
    (await kernel.request("complete_request", { code, cursor_pos: code.length })).reply?.content
      .matches as string[];
  expect(await complete("Jupyter.comms.")).toEqual(
    expect.arrayContaining(["open", "register", "unregister"]),
  );
  expect(await complete("Jupyter.")).toEqual(expect.arrayContaining(["clearOutput", "display", "input"]));
  const code = "prompt";
  const { reply } = await kernel.request("inspect_request", { code, cursor_pos: 3, detail_level: 0 });
  expect(reply?.content.data["text/markdown"]).toContain("Asks for a line of text");
});
