import seedrandom from "seedrandom";
import { expect, test } from "vitest";
import { arc4 } from "../../src/matrix/arc4";
import { checkSeed } from "../../src/matrix/random";

const texts = [
  ...["", "a", "factorlab 0", "factorlab -9007199254740991 order of cells", "\u0000", "Ä → 日本 😀"],
  ...Array.from({ length: 60 }, (_, seed) => `factorlab ${seed * 7919} epoch ${seed}`),
  ...[255, 256, 257, 700].map((length) => "abcdefg".repeat(100).slice(0, length)),
];

test.each(texts)("the numbers for %j are those of seedrandom", (text) => {
  const [ours, theirs] = [arc4(text), seedrandom(text)];
  for (let k = 0; k < 500; k++) expect(ours()).toBe(theirs());
});

test("they are spread evenly over [0, 1)", () => {
  const draw = arc4("spread");
  const counts = new Array<number>(16).fill(0);
  for (let k = 0; k < 16_000; k++) counts[Math.floor(16 * draw())]++;
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000));
});

test("a seed that is not given is another one each time", () => {
  const drawn = Array.from({ length: 20 }, () => checkSeed(undefined));
  expect(new Set(drawn).size).toBe(20);
  for (const seed of drawn) expect(checkSeed(seed)).toBe(seed);
});
