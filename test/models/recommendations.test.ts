import { describe, expect, test } from "vitest";
import { jupyterDisplay, RankedList } from "../../src";
import { topIndices } from "../../src/models/shared/top";
import { PAYLOAD_MIME } from "../../src/view";
import type { TableViewPayload } from "../../src/view";

describe("a list", () => {
  const shown = (measure: string): unknown => {
    const list = new RankedList("For Ada", measure, [{ id: "a", title: "Alien", score: 4.65432 }]);
    return (list[jupyterDisplay]()[PAYLOAD_MIME] as TableViewPayload).rows[0][2];
  };

  test("shows ratings with two decimals, and what ranks with three", () => {
    expect([shown("rating"), shown("score"), shown("similarity")]).toEqual([4.65, 4.654, 4.654]);
  });
});

describe("the highest scores", () => {
  const top = (scores: number[], count: number, skipped: number[] = []): number[] =>
    topIndices(Float64Array.from(scores), count, (index) => skipped.includes(index));

  test("leave out anything that is not a number, and what is skipped", () => {
    expect(top([NaN, 1, NaN, 2, 3], 4)).toEqual([4, 3, 1]);
    expect(top([NaN, 1, NaN, 2, 3], 2, [4])).toEqual([3, 1]);
    expect(top([NaN], 1)).toEqual([]);
  });

  test("come in the order of their indices if they are equal", () => {
    expect(top([1, 2, 1, 2, 2], 4)).toEqual([1, 3, 4, 0]);
  });
});
