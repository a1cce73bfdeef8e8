import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secondsOfText, toSeconds } from "../../src/ratings/time-text";

describe("a date as text", () => {
  test("is as many seconds since 1970 as Date says", () => {
    const from = Date.UTC(1600, 0, 1);
    const to = Date.UTC(2400, 11, 31);
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (time) => {
        const iso = new Date(time).toISOString();
        expect(secondsOfText(iso)).toBeCloseTo(time / 1000, 3);
        expect(secondsOfText(iso.slice(0, 10))).toBe(Date.parse(iso.slice(0, 10)) / 1000);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["2005-09-06T12:30", 1126009800],
    ["2005-09-06 12:30:15", 1126009815],
    ["2005-09-06T12:30:00+02:00", 1126002600],
    ["2005-09-06T12:30:00 -0530", 1126029600],
    ["2005-09-06 12:30:00 UTC", 1126009800],
    [" 2004-02-29 ", 1078012800],
  ])("%s is %s", (text, seconds) => {
    expect(secondsOfText(text)).toBe(seconds);
  });

  test.each([
    "2005-02-29",
    "1900-02-29",
    "2005-13-01",
    "2005-00-10",
    "2005-01-32",
    "2005-01-01T24:00",
    "20050906",
    "05-09-06",
    "9/6/2005",
    "now",
    "",
  ])("%s is none", (text) => {
    expect(secondsOfText(text)).toBeNaN();
  });
});

test.each([
  [1125964800, "seconds"],
  [1125964800_000, "milliseconds"],
  [1125964800_000_000, "microseconds"],
  [1125964800_000_000_000, "nanoseconds"],
])("%s is a time in %s", (time, unit) => {
  const times = Float64Array.of(time, 0, time);
  expect(toSeconds(times)).toBe(unit);
  expect([...times]).toEqual([1125964800, 0, 1125964800]);
});
