import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { plainText } from "../../src/outputs/plain-text";

describe("the text of a value", () => {
  it.each<[string, unknown]>([
    ["a list", [1, 2]],
    ["nested lists", [[1, 2], [3]]],
    ["nested objects", { a: { b: { c: { d: 1 } } } }],
    ["a string", "text's"],
    ["a typed array", new Float64Array(200)],
    ["a Map", new Map([["a", [1]]])],
    ["a Set", new Set([1])],
    ["a promise", Promise.resolve(3)],
    ["a symbol", Symbol("s")],
    ["minus zero", -0],
    ["a BigInt", 10n],
    ["null", null],
    ["a sparse array", Array(1e9)],
    ["many records", Array.from({ length: 500 }, (_, k) => ({ k, text: "x".repeat(30) }))],
  ])("is Node's inspection: %s", (_, value) => {
    expect(plainText(value)).toBe(inspect(value));
  });

  it("is cut for a long string, and says by how much", () => {
    expect(plainText("x".repeat(10_000))).toBe(`'${"x".repeat(10_000)}'`);
    expect(plainText("x".repeat(19_900))).toBe(`'${"x".repeat(10_000)}'… 9,900 more characters`);
    // The character at the border is of two units.
    expect(plainText("x".repeat(9_999) + "😀".repeat(2))).toBe(`'${"x".repeat(9_999)}'… 4 more characters`);
  });

  it("is cut for a large object, and says by how much", () => {
    const rows = Array.from({ length: 100 }, () => Array<number>(100).fill(Math.PI));
    const text = plainText(rows);
    expect(text.slice(0, 20_000)).toBe(inspect(rows).slice(0, 20_000));
    expect(text.slice(20_000)).toMatch(/^… \d{3},\d{3} more characters$/);
  });

  it("shows the first fields of an object with very many", () => {
    const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, k) => [`k${k}`, k]));
    const text = plainText(fields);
    expect(text).toContain("k99: 99");
    expect(text).not.toContain("k100:");
    expect(text).toMatch(/… 9,900 more fields$/);
  });

  const long = "y".repeat(10_000);
  const chain = Array.from({ length: 100_000 }).reduce<object>((inner) => ({ inner }), {});
  it.each<[string, () => unknown]>([
    ["a million fields", () => Object.fromEntries(Array.from({ length: 1e6 }, (_, k) => [`k${k}`, k]))],
    ["many objects with many fields", () => Array(100).fill(Object.fromEntries(Object.entries(long)))],
    ["a million long strings", () => Array(100).fill(Array(100).fill(Array(100).fill(long)))],
    ["a huge BigInt", () => 2n ** 100_000_000n],
    ["a list of huge BigInts", () => Array(10).fill(2n ** 10_000_000n)],
    ["a chain of 100,000 objects", () => chain],
    ["5000 × 5000 numbers", () => Array(5000).fill(Array(5000).fill(0.1))],
    ["a hundred million characters", () => "x".repeat(1e8)],
  ])(
    "of %s is short and there at once",
    (_, make) => {
      const value = make();
      const begun = performance.now();
      expect(plainText(value).length).toBeLessThan(21_000);
      expect(performance.now() - begun).toBeLessThan(10_000);
    },
    60_000,
  );

  it("is there for a value that throws when it is read, too", () => {
    const refuse = (): never => {
      throw new Error("no");
    };
    const proxy = new Proxy({ a: 1 }, { get: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse });
    expect(plainText(proxy)).toBe("{ a: 1 }");
    expect(plainText({ [inspect.custom]: refuse })).toBe("[a value that cannot be inspected]");
    expect(
      plainText({
        get a(): never {
          return refuse();
        },
      }),
    ).toBe("{ a: [Getter] }");
  });
});
