import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesGlob } from "../../src/session/cells/glob";
import { History } from "../../src/session/cells/history";

function codes(history: History, request: object = { hist_access_type: "tail" }): unknown[] {
  return history.answer({ ...request }).history.map(([, , code]) => code);
}

describe("the history's limits", () => {
  it("let the oldest cells go when there are too many", () => {
    const history = new History({ cells: 3 });
    for (let count = 1; count <= 5; count++) history.add({ count }, `cell ${count}`);
    expect(codes(history)).toEqual(["cell 3", "cell 4", "cell 5"]);
    expect(codes(history, { hist_access_type: "range", start: 2, stop: 5 })).toEqual(["cell 3", "cell 4"]);
  });

  it("count the text of code and results, and keep the latest cell whatever its length", () => {
    const history = new History({ units: 100 });
    const [first, second] = [{ count: 1 }, { count: 2 }];
    history.add(first, "a".repeat(40));
    history.add(second, "b".repeat(40));
    expect(codes(history)).toHaveLength(2);
    history.setOutput(second, "c".repeat(200));
    expect(codes(history)).toEqual(["b".repeat(40)]);
    history.setOutput(first, "of a cell that is gone");
    history.add({ count: 3 }, "d");
    expect(codes(history)).toEqual(["d"]);
  });
});

describe("a history request", () => {
  it("gives none for the last 0 or fewer cells", () => {
    const history = new History();
    history.add({ count: 1 }, "1");
    for (const n of [0, -1]) expect(codes(history, { hist_access_type: "tail", n })).toEqual([]);
  });
});

describe("a pattern", () => {
  it.each([
    ["const a = 1", "const*", true],
    ["const a = 1", "const", false],
    ["a\nb", "a?b", true],
    ["a.b", "a.b", true],
    ["axb", "a.b", false],
    ["", "", true],
    ["", "*", true],
    ["", "?", false],
    ["[ab]", "[ab]", true],
  ])("matches %j with %j: %s", (text, pattern, expected) => {
    expect(matchesGlob(text, pattern)).toBe(expected);
  });

  it("means what the regular expression with .* and . means", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
    const patterns = fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength: 8 });
    fc.assert(
      fc.property(letters, patterns, (text, pattern) => {
        const same = new RegExp(`^${pattern.replace(/\*/g, ".*").replace(/\?/g, ".")}$`, "s");
        expect(matchesGlob(text, pattern)).toBe(same.test(text));
      }),
    );
  });

  it("takes bounded time with many stars", () => {
    // A backtracking regular expression would not return from this one.
    expect(matchesGlob("a".repeat(5_000), "*a".repeat(200) + "b")).toBe(false);
  });
});
