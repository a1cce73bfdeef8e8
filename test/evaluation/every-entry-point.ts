import { expect } from "vitest";
import { FactorlabError, NotFittedError } from "../../src/errors";

/** Values that may arrive where something else is expected: JavaScript holds to no types. */
export const WEIRD: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, 2.5, NaN, Infinity, 1n, 2 ** 60],
  ...["", "3", "__proto__", Symbol("x"), () => 1, new Date(NaN)],
  ...[{}, [], [1], [[]], new Float64Array(2), new Map(), Object.create(null) as unknown],
  ...[JSON.parse('{"__proto__": 1}') as unknown, { constructor: 1 }],
];

/** Calls an entry point with each weird value. Each refusal is a typed error that names argument and expectation. */
export async function callWithEachWeirdValue(
  entryPoint: (value: never) => unknown,
): Promise<{ refused: number }> {
  let refused = 0;
  for (const value of WEIRD) {
    let thrown: unknown;
    try {
      await entryPoint(value as never);
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
