import { expect, test } from "vitest";
import { lineAndColumn, linesAndColumns, placeOfMistake, placesOfElements } from "../../src/files/json-place";
import { createRandom } from "../../src/matrix/random";

test.each<[text: string, place: number]>([
  ["", 0],
  ["  ", 2],
  ["[1, x]", 4],
  ["[1,]", 3],
  ["[,1]", 1],
  ["{,}", 1],
  ['{"a":1,}', 7],
  ['{"a" 1}', 5],
  ["{1:2}", 1],
  ["[1 2]", 3],
  ["[1}", 2],
  ["[1", 2],
  ['{"a":[{"b":null}]', 17],
  ["[1] [2]", 4],
  ["1,2", 1],
  ["]", 0],
  ["[01]", 2],
  ["[1.]", 2],
  ["[NaN]", 1],
  ["[True]", 1],
  ["['a']", 1],
  ['["a\nb"]', 3],
  ['["a\\x"]', 3],
  ['["\\u12g4"]', 2],
  ['["never closed', 14],
  ["[1]\u00a0", 3],
  ['{"a":1 "b":2}', 7],
  ["[nulls]", 5],
])("%j stops to be JSON at %i", (text, place) => {
  expect(() => JSON.parse(text)).toThrow(SyntaxError);
  expect(placeOfMistake(text)).toBe(place);
});

test("what stands before the place may begin JSON, and one letter more may not", () => {
  const random = createRandom(3);
  const below = (count: number): number => Math.floor(random() * count);
  const whole = JSON.stringify([{ user: 'A"\\\u0001', n: [-1.5e-7, true, {}] }, [], null, ["é", 0]], null, 1);
  const parts = ["{", "}", "[", "]", ",", ":", '"', "\\", "1", "e", "-", "t", " ", "\n", "\0"];
  let wrong = 0;
  for (let n = 0; n < 3000; n++) {
    const at = below(whole.length);
    const text = whole.slice(0, at) + parts[below(parts.length)] + whole.slice(at + below(3));
    try {
      JSON.parse(text);
      continue;
    } catch (error) {
      wrong++;
      const place = placeOfMistake(text);
      // Engines name the place in some of their messages; within numbers and words they are more exact.
      const [, named] = / position (\d+)/.exec((error as Error).message) ?? [];
      if (named === undefined) continue;
      expect(Number(named), text).toBeGreaterThanOrEqual(place);
      expect(Number(named) - place, text).toBeLessThan(10);
    }
  }
  expect(wrong).toBeGreaterThan(1000);
});

test("a place has a line and a column, from 1", () => {
  const text = '[\n  {"a":1},\r\n\n  x\n]';
  expect(lineAndColumn(text, text.indexOf("x"))).toEqual([4, 3]);
  expect(lineAndColumn(text, 0)).toEqual([1, 1]);
  expect(lineAndColumn(text, 1)).toEqual([1, 2]);
  expect(lineAndColumn(text, text.length)).toEqual([5, 2]);
});

test("a text of a million escapes is read", () => {
  const text = `["${"\\n".repeat(1e6)}`;
  expect(placeOfMistake(text)).toBe(text.length);
});

test.each<[text: string, index: number, place: number]>([
  ["[1,2,3]", 0, 1],
  ["[1,2,3]", 2, 5],
  [' [\n  {"a": [1, 2]},\n  3]', 1, 22],
  ['["a,[", "\\",{", 5]', 2, 16],
  ["[[1,2],[3]]", 1, 7],
  ["[]", 3, 2],
])("in %j element %i begins at %i", (text, index, place) => {
  expect(placesOfElements(text)[index] ?? text.length).toBe(place);
});

test("many places at once have the lines and columns that each has alone", () => {
  const text = '[\n{"a":1},\n\n  {"b":[2,\n3]}, 4\n]';
  const places = placesOfElements(text);
  expect(places).toHaveLength(3);
  expect(linesAndColumns(text, places)).toEqual([
    [2, 1],
    [4, 3],
    [5, 6],
  ]);
  expect(linesAndColumns(text, places)).toEqual(places.map((place) => lineAndColumn(text, place)));
});
