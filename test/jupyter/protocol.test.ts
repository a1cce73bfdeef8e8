import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../../scripts/lib/paths.mjs";
import { notebooks } from "../notebook-cells";
import { contents, KernelClient, order, streamText } from "./client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});

afterAll(() => kernel.close());

function readVersion(...path: string[]): string {
  return (JSON.parse(readFileSync(join(root, ...path, "package.json"), "utf8")) as { version: string })
    .version;
}

async function executionCount(): Promise<number> {
  return (await kernel.execute("0")).reply?.content.execution_count as number;
}

describe("the kernel's answers", () => {
  test("kernel_info describes the kernel", async () => {
    const { reply } = await kernel.request("kernel_info_request", {});
    expect(reply?.content).toMatchObject({
      status: "ok",
      protocol_version: "5.3",
      implementation: "factorlab",
      implementation_version: readVersion(),
      language_info: {
        name: "typescript",
        version: readVersion("node_modules", "typescript"),
        file_extension: ".ts",
        mimetype: "text/typescript",
        pygments_lexer: "typescript",
        codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
      },
    });
    expect(reply?.content.banner).toContain(`Factorlab ${readVersion()}`);
  });

  test("each reply has its own type", async () => {
    const code = "const abc = 1; abc.";
    const cursor = { code, cursor_pos: code.length };
    const requests: [string, object, object][] = [
      ["comm_info", {}, { status: "ok", comms: {} }],
      ["history", { hist_access_type: "tail", n: 1 }, { status: "ok", history: [] }],
      ["is_complete", { code: "function f() {" }, { status: "incomplete" }],
      ["is_complete", { code: "1 + 1" }, { status: "complete" }],
      ["complete", cursor, { status: "ok", cursor_start: code.length, cursor_end: code.length }],
      ["inspect", { code, cursor_pos: 7, detail_level: 0 }, { status: "ok", found: true }],
    ];
    for (const [name, content, expected] of requests) {
      const answer = await kernel.request(`${name}_request`, content);
      expect(answer.reply).toMatchObject({ msg_type: `${name}_reply`, content: expected });
      expect(order(answer)).toEqual(["busy", "idle"]);
    }
  });

  test("positions in code are counted in characters", async () => {
    const code = 'const smile = "😀😀"; smile.toFix';
    const answer = await kernel.request("complete_request", { code, cursor_pos: Array.from(code).length });
    const { cursor_start: start, cursor_end: end } = answer.reply?.content as Record<string, number>;
    expect(Array.from(code).slice(start, end).join("")).toBe("toFix");
  });

  test.each([
    ["complete_request", {}],
    ["inspect_request", { code: 5 }],
    ["is_complete_request", { code: null }],
    ["execute_request", {}],
    ["execute_request", { code: ["1"] }],
  ])("%s with the content %j is answered with an error", async (type, content) => {
    const { reply } = await kernel.request(type, content);
    expect(reply?.content).toMatchObject({ status: "error", ename: "TypeError" });
  });

  test("while a cell waits, completion is answered and the status stays busy", async () => {
    const id = await kernel.send("await new Promise((resolve) => setTimeout(resolve, 1_500))");
    await kernel.late(id, 0.5);
    const answer = await kernel.request("complete_request", { code: "Mat", cursor_pos: 3 });
    expect(answer.reply?.content.matches).toContain("Math");
    expect(order(await kernel.late(id, 0.2))).toEqual(["busy", "execute_input", "busy"]);
    expect(order(await kernel.collect(id)).at(-1)).toBe("idle");
  });
});

describe("counting cells", () => {
  test("execute_input repeats the code with the cell's number", async () => {
    const answer = await kernel.execute("1 + 2");
    const count: unknown = answer.reply?.content.execution_count;
    expect(contents(answer, "execute_input")).toEqual([{ code: "1 + 2", execution_count: count }]);
  });

  test("a silent request shows nothing and is not counted", async () => {
    const before = await executionCount();
    const answer = await kernel.execute('console.log("x"); require("tslab").display.text("y"); 5', {
      silent: true,
    });
    expect(order(answer)).toEqual(["busy", "idle"]);
    expect(answer.reply?.content).toMatchObject({ status: "ok", execution_count: before });
    const failing = await kernel.execute('throw new Error("quiet")', { silent: true });
    expect(order(failing)).toEqual(["busy", "idle"]);
    expect(failing.reply?.content).toMatchObject({ status: "error", evalue: "quiet" });
    expect(await executionCount()).toBe(before + 1);
  });

  test("a request without history shows its output and is not counted", async () => {
    const before = await executionCount();
    const answer = await kernel.execute("5", { store_history: false });
    expect(order(answer)).toEqual(["busy", "execute_result", "idle"]);
    expect(await executionCount()).toBe(before + 1);
  });
});

describe("messages that are wrong", () => {
  test("neither end the kernel nor show in a cell", async () => {
    const header = JSON.stringify({ msg_id: "1", msg_type: "execute_request" });
    const id = await kernel.send("await new Promise((resolve) => setTimeout(resolve, 500))");
    for (const frames of [
      ["<IDS|MSG>", "bad signature", header, "{}", "{}", '{"code":"console.log(666)"}'],
      ["<IDS|MSG>", "", "{broken", "{}", "{}", "{}"],
      ["<IDS|MSG>"],
      ["nothing at all"],
      ["", ""],
    ]) {
      await kernel.raw(frames);
    }
    const answer = await kernel.collect(id);
    expect(order(answer)).toEqual(["busy", "execute_input", "idle"]);
    expect(await kernel.alive()).toBe(true);
  });

  test("get a status where their type is unknown, and show in no cell", async () => {
    const id = await kernel.send("await new Promise((resolve) => setTimeout(resolve, 500))");
    expect(order(await kernel.tell("no_such_request", {}))).toEqual(["busy", "idle"]);
    expect(streamText(await kernel.collect(id), "stderr")).toBe("");
    expect(order(await kernel.tell("constructor", {}))).toEqual(["busy", "idle"]);
  });
});

describe("the folder of a notebook", () => {
  test("is the working folder", async () => {
    const answer = await kernel.execute("process.cwd()");
    expect(contents(answer, "execute_result")[0].data["text/plain"]).toBe(`'${notebooks}'`);
  });

  test("decides what imports find", async () => {
    const answer = await kernel.execute(
      'import { MatrixFactorization } from "factorlab"; typeof MatrixFactorization',
    );
    expect(contents(answer, "execute_result")[0].data["text/plain"]).toBe("'function'");
  });

  test("may be a folder without any packages, with blanks in its name", async () => {
    const folder = mkdtempSync(join(tmpdir(), "far away "));
    const other = await KernelClient.start("factorlab", folder);
    const answer = await other.execute('import { existsSync } from "fs"; existsSync(".")');
    expect(contents(answer, "execute_result")[0].data["text/plain"]).toBe("true");
    await other.close();
    rmSync(folder, { recursive: true });
    expect(existsSync(folder)).toBe(false);
  });
});
