import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bodyOfHtml, captionOfHtml } from "../outputs/table-reader";
import { contents, KernelClient, order, streamText } from "./client";

let kernel: KernelClient;

beforeAll(async () => {
  kernel = await KernelClient.start();
});

afterAll(() => kernel.close());

/** The bundle that a cell's last expression is shown as. */
async function resultOf(code: string): Promise<Record<string, string>> {
  const answer = await kernel.execute(code);
  expect(contents(answer, "error")).toEqual([]);
  const [result] = contents(answer, "execute_result");
  return result.data as Record<string, string>;
}

describe("a last expression", () => {
  test.each([
    ["[[1, 2], [3, 4]]", "[ [ 1, 2 ], [ 3, 4 ] ]", "numbers · 2 × 2"],
    ["new Float64Array([1, 2.5])", "Float64Array(2) [ 1, 2.5 ]", "Float64Array · 2"],
    ["new BigInt64Array(1)", "BigInt64Array(1) [ 0n ]", "BigInt64Array · 1"],
    ["[{ a: 1, b: 'x' }]", "[ { a: 1, b: 'x' } ]", "records · 1 row × 2 columns"],
    ["new Map([['a', 1]])", "Map(1) { 'a' => 1 }", "Map · 1"],
  ])("%s has a table beside its text", async (code, text, caption) => {
    const data = await resultOf(code);
    expect(Object.keys(data)).toEqual(["text/plain", "text/html"]);
    expect(data["text/plain"]).toBe(text);
    expect(captionOfHtml(data["text/html"])).toBe(caption);
  });

  test.each(["[1, 2]", "'text'", "({ a: [1] })", "(() => 1)", "Promise.resolve([[1]])", "[]"])(
    "%s is text alone",
    async (code) => {
      expect(Object.keys(await resultOf(code))).toEqual(["text/plain"]);
    },
  );

  test("is shown by its own display before a table, and may leave the value to the kernel", async () => {
    const own = 'Object.assign([[1]], { [Symbol.for("Jupyter.display")]: () => BUNDLE })';
    expect(await resultOf(own.replace("BUNDLE", '({ "text/plain": "own" })'))).toEqual({
      "text/plain": "own",
    });
    for (const nothing of ["null", "undefined", "Promise.resolve(null)"]) {
      expect((await resultOf(own.replace("BUNDLE", nothing)))["text/html"]).toContain("1 × 1");
    }
  });

  test.each([
    ["a typed array of ten million", "new Float64Array(1e7)"],
    ["5000 × 5000 numbers", "Array.from({ length: 5000 }, () => Array<number>(5000).fill(0.5))"],
    ["a million fields", "Object.fromEntries(Array.from({ length: 1e6 }, (_, k) => [`k${k}`, k]))"],
    ["ten million characters", "'x'.repeat(1e7)"],
  ])("%s is cut, and says what is left out", async (_, code) => {
    const data = await resultOf(code);
    expect(JSON.stringify(data).length).toBeLessThan(100_000);
    expect(data["text/plain"]).toMatch(/\d more \w+/);
  });
});

describe("display of the library", () => {
  test("shows plain values in the middle of a cell: as tables, and as text", async () => {
    const answer = await kernel.execute(`
      import { display } from "factorlab";
      display([[1, 2]]);
      display({ a: 1 });
      display("text");
    `);
    const shown = contents(answer, "display_data").map(({ data }) => data as Record<string, string>);
    expect(shown.map((data) => data["text/plain"])).toEqual(["[ [ 1, 2 ] ]", "{ a: 1 }", "'text'"]);
    expect(shown[0]["text/html"]).toContain("1 × 2");
  });

  test("shows them in stock tslab as html and as text", async () => {
    const stock = await KernelClient.start("tslab");
    try {
      const answer = await stock.execute(
        'import { display } from "factorlab"; display(new Float64Array(3)); display({ a: 1 });',
      );
      const [table, text] = contents(answer, "display_data").map(
        ({ data }) => data as Record<string, string>,
      );
      expect(captionOfHtml(table["text/html"])).toBe("Float64Array · 3");
      expect(text).toEqual({ "text/plain": "{ a: 1 }" });
    } finally {
      await stock.close();
    }
  });
});

describe("console.table", () => {
  test("is a table among the cell's other output, with Node's own as its text", async () => {
    const answer = await kernel.execute(`
      console.log("before");
      console.table([{ a: 1, b: "x" }, { a: 2, b: "y" }]);
      console.log("after");
    `);
    expect(order(answer)).toEqual(["busy", "execute_input", "stream", "display_data", "stream", "idle"]);
    const [{ data }] = contents(answer, "display_data");
    expect(data["text/plain"]).toBe(
      [
        "┌─────────┬───┬─────┐",
        "│ (index) │ a │ b   │",
        "├─────────┼───┼─────┤",
        "│ 0       │ 1 │ 'x' │",
        "│ 1       │ 2 │ 'y' │",
        "└─────────┴───┴─────┘",
      ].join("\n"),
    );
    expect(data["text/html"]).toContain("2 rows × 2 columns");
    expect(bodyOfHtml(data["text/html"] as string)).toEqual([
      ["0", "1", "x"],
      ["1", "2", "y"],
    ]);
  });

  test.each([
    ["chosen columns", "[{ a: 1, b: 2 }], ['b', 'c']", [["0", "2", ""]]],
    [
      "rows that are no objects",
      "[{ a: 1 }, 5, null]",
      [
        ["0", "1", ""],
        ["1", "", "5"],
        ["2", "", "null"],
      ],
    ],
    [
      "named rows",
      "{ ann: { age: 7 }, bob: 3 }",
      [
        ["ann", "7", ""],
        ["bob", "", "3"],
      ],
    ],
    [
      "a typed array",
      "new Uint8Array([7, 8])",
      [
        ["0", "7"],
        ["1", "8"],
      ],
    ],
    ["a Map", "new Map([['a', [1]]])", [["0", "a", "[1]"]]],
    ["a Set", "new Set(['a'])", [["0", "a"]]],
    ["a getter that throws", "[{ get a() { throw 1; }, b: 2 }]", [["0", "cannot be read", "2"]]],
  ])("takes %s", async (_, data, rows) => {
    const answer = await kernel.execute(`console.table(${data});`);
    const [shown] = contents(answer, "display_data");
    expect(bodyOfHtml(shown.data["text/html"] as string)).toEqual(rows);
  });

  test.each([
    ["5", "5\n"],
    ["'text'", "text\n"],
    ["null", "null\n"],
    ["undefined", "undefined\n"],
  ])("logs %s as Node does", async (value, text) => {
    const answer = await kernel.execute(`console.table(${value});`);
    expect(streamText(answer)).toBe(text);
    expect(contents(answer, "display_data")).toEqual([]);
  });

  test("shows the first and the last of ten million numbers", async () => {
    const answer = await kernel.execute("console.table(new Float64Array(1e7));");
    const [{ data }] = contents(answer, "display_data");
    expect(data["text/plain"]).toMatch(/│ 9999999 │ 0 {6}│\n.*\n… 9,999,980 more rows$/);
    expect(data["text/html"]).toContain("… 9,999,980 more rows");
    expect(JSON.stringify(data).length).toBeLessThan(100_000);
  });
});
