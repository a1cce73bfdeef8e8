import * as parser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { expect, test } from "vitest";
import { noEngineMathematics } from "../../scripts/lib/no-engine-mathematics.mjs";
import { codeCells, joined, notebookFiles } from "../notebook-cells";

/** What the rule says of a cell. Squares are left out: every engine multiplies there. */
function saidOf(cell: string): string[] {
  const config = {
    files: ["**/*.ts"],
    languageOptions: { parser },
    plugins: { own: { rules: { rule: noEngineMathematics } } },
    rules: { "own/rule": "error" },
  };
  const code = cell.replaceAll("** 2", "* 2");
  return new Linter().verify(code, [config] as never, "cell.ts").map(({ message }) => message);
}

test("a cell with the engine's mathematics is found, and so is one that cannot be read", () => {
  expect(saidOf("const y: number = Math.sin(x as number) ** 2;")).toHaveLength(1);
  expect(saidOf("const length = Math.hypot(...back);")).toHaveLength(1);
  expect(saidOf("const y: number = ;")).toHaveLength(1);
  expect(saidOf("const y: number = Math.sqrt(x) ** 2;")).toEqual([]);
});

test.each(notebookFiles())(
  "%s prints the same digits in every engine: no cell uses what engines round differently",
  (file) => {
    const found = codeCells(file).flatMap(({ id, source }) =>
      saidOf(joined(source)).map((said) => `${id}: ${said}`),
    );
    expect(found).toEqual([]);
  },
);
