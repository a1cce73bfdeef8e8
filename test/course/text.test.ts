import { expect, test } from "vitest";
import { fill, valueText } from "../../src/course/text";

test("long whole numbers in a sentence are grouped, others stay", () => {
  expect(
    fill("{users}, {items}, {year}, {share}", { users: 23_000_000, items: 700_000, year: 2026, share: 0.25 }),
  ).toBe("23\u202f000\u202f000, 700\u202f000, 2026, 0.25");
  expect(fill("{x}", { x: -12_345 })).toBe("−12\u202f345");
  expect(valueText(23_000_000)).toBe("23000000");
});

test("a number in a sentence is written as its language writes it, code as code", () => {
  const values = { rate: -0.25, many: 12_345, list: [0.5, 1], name: "1.5" };
  const sentence = "{rate}, {many}, {list}, {name}";
  expect(fill(sentence, values, "de")).toBe("−0,25, 12\u202f345, [0.5, 1], 1.5");
  expect(fill(sentence, values, "en")).toBe("−0.25, 12\u202f345, [0.5, 1], 1.5");
});

test("a table has a line for each row, a small one in a record has none", () => {
  const table = [
    [1, 2],
    [3, 4],
  ];
  expect(valueText(table)).toBe("[\n  [1, 2],\n  [3, 4],\n]");
  expect(valueText({ A: table, B: table })).toBe("{ A: [[1, 2], [3, 4]], B: [[1, 2], [3, 4]] }");
  expect(valueText({ pair: { L: table, U: [[1.5, null]] } })).toBe(
    "{ pair: { L: [[1, 2], [3, 4]], U: [[1.5, null]] } }",
  );
});

test("a record that is longer than a line has a line for each entry", () => {
  const long = Array.from({ length: 30 }, (_, k) => k);
  expect(valueText({ long, short: [1] })).toBe(`{\n  long: [${long.join(", ")}],\n  short: [1],\n}`);
});

test("what a value's text says is the value", () => {
  const value = { a: [[[1, -2]], [[0.5, 3]]], "b c": { d: "x, ]", e: [] }, f: [null, "{ "] };
  expect((0, eval)(`(${valueText(value)})`)).toEqual(value);
});
