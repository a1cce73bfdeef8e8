import { describe, expect, test } from "vitest";
import { IdIndex } from "../../src/ratings/ids";

describe("an unknown id", () => {
  const films = new IdIndex("item", ["Alien", "Blade Runner", "Casablanca", "The Matrix"]);
  test.each([
    ["a letter too many", "Aliens", 'such as "Alien"'],
    ["without its capitals", "the matrix", 'such as "The Matrix"'],
    ["like nothing there is", "Metropolis", 'such as "Alien", "Blade Runner", "Casablanca"'],
    ["a number", 7, 'such as "Alien", "Blade Runner", "Casablanca"'],
    ["a megabyte", "A".repeat(1e6), 'such as "Alien", "Blade Runner", "Casablanca"'],
  ])("is answered with what may have been meant: %s", (_, id, expected) => {
    expect(() => films.indexOf(id)).toThrow(expected);
  });
});
