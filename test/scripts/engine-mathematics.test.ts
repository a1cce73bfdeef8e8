import { Linter } from "eslint";
import { describe, expect, test } from "vitest";
import { noEngineMathematics } from "../../scripts/lib/no-engine-mathematics.mjs";

/** What the rule says of a line of code. */
function saidOf(code: string): string[] {
  const plugins = { own: { rules: { rule: noEngineMathematics } } };
  const config = { plugins, rules: { "own/rule": "error" } };
  return new Linter().verify(code, [config] as never).map(({ message }) => message);
}

describe("the engine's mathematics", () => {
  test.each([
    "y = Math.exp(x);",
    'y = Math["log"](x);',
    "y = list.map(Math.cbrt);",
    "y = Math.pow(x, 2);",
    "y = Math.random();",
    "y = x ** 2;",
    "y = 2 ** x;",
    "y **= 2;",
    "const { exp } = Math;",
    "const mathematics = Math;",
    'y = Math[`${"exp"}`](x);',
    "y = globalThis.Math.exp(x);",
  ])("is refused: %s", (code) => {
    expect(saidOf(code)).toEqual([expect.stringMatching(/src\/kernels\/math|Name what is taken from Math/)]);
  });

  test.each([
    "y = Math.sqrt(x) + Math.PI;",
    "y = 2 ** 31 + 2 ** -30;",
    "y = exp(x);",
    "y = own.Math.exp(x);",
  ])("is not there: %s", (code) => {
    expect(saidOf(code)).toEqual([]);
  });
});
