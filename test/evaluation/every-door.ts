import { expect } from "vitest";
import { FactorlabError, NotFittedError } from "../../src/errors";

/** What may come where something else is expected: no type holds in JavaScript. */
export const WEIRD: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, 2.5, NaN, Infinity, 1n, 2 ** 60],
  ...["", "3", "__proto__", Symbol("x"), () => 1, new Date(NaN)],
  ...[{}, [], [1], [[]], new Float64Array(2), new Map(), Object.create(null) as unknown],
  ...[JSON.parse('{"__proto__": 1}') as unknown, { constructor: 1 }],
];

/** Calls a door with each weird value. Whatever it refuses is a typed error that says what was expected of what. */
export async function knock(door: (value: never) => unknown): Promise<{ refused: number }> {
  let refused = 0;
  for (const value of WEIRD) {
    let thrown: unknown;
    try {
      await door(value as never);
      continue;
    } catch (error) {
      thrown = error;
    }
    refused++;
    expect(thrown).toBeInstanceOf(FactorlabError);
    if (thrown instanceof NotFittedError) continue;
    const { argument, expected, message } = thrown as FactorlabError;
    expect(argument).toBeTypeOf("string");
    expect(expected).toBeDefined();
    expect(message.length).toBeGreaterThan(10);
  }
  return { refused };
}
