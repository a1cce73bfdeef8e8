import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { BiasedMF } from "../../../lib";
import "../../../lib/jupyter/platform/node-platform";
import { compileErrorMessage } from "../../../lib/session/errors/compile-error";
import { CellCompiler, type Compilation } from "../../../lib/session/language/cell-compiler";
import type { Diagnostic } from "../../../lib/session/language/diagnostics";
import type * as platforms from "../../../lib/session/platform/platform";
import { isComplete } from "../../../lib/session/language/is-complete";
import { root } from "../../../scripts/lib/paths.mjs";
import { processorTime } from "../../processor-time";
import { foreignCells } from "./foreign-cells";
import { ordinaryMistakes, validCells } from "./own-cells";
import { wrongNames } from "./wrong-names";

const compiler = new CellCompiler(`${root}/notebooks`);
let compiled = 0;

function compile(code: string): Compilation {
  return compiler.compile(code, `cell[1].${++compiled}`);
}

function problems(code: string): Diagnostic[] {
  const compilation = compile(code);
  return "diagnostics" in compilation ? compilation.diagnostics : [];
}

/** The platform that the compiler asks: the files of lib require one another, and Vitest would import another copy. */
const { platform } = createRequire(import.meta.url)(
  "../../../lib/session/platform/platform",
) as typeof platforms;

/** Runs what asks for sentences as if cells ran elsewhere. */
function sayingIn<T>(place: platforms.Place, work: () => T): T {
  const { about } = platform;
  const before = about.place;
  about.place = place;
  try {
    return work();
  } finally {
    about.place = before;
  }
}

/** A cell, and the message for it. */
function said(cell: string): [cell: string, evalue: string][] {
  const found = problems(cell);
  return found.length === 0 ? [] : [[cell, compileErrorMessage(cell, found).evalue]];
}

/** Compiles a cell whose names later cells know. */
function declare(code: string): void {
  const compilation = compile(code);
  if ("diagnostics" in compilation) throw new Error(compilation.diagnostics[0].message);
  compilation.cell.adopt(compilation.cell.defines);
}

declare("const x = 1; const y = 2; const xs = [1, 2]; const d: Record<string, number> = { a: 1 };");
declare('import * as lab from "factorlab";');
declare("const { MatrixFactorization, NMF, BiasedMF, ALS, BPR, ImplicitALS, TruncatedSVD, EASE } = lab;");
declare("const { Ratings, randomSplit, evaluate, crossValidate } = lab; const ratings: lab.Ratings = null;");

describe("a cell of another language", () => {
  /** Each takes the compiler a moment; two tests look at them. */
  const found = new Map<string, Diagnostic[]>();
  const problemsOf = (cell: string): Diagnostic[] => {
    if (!found.has(cell)) found.set(cell, problems(cell));
    return found.get(cell)!;
  };

  test("there are more than 300 of them, all different", () => {
    expect(new Set(foreignCells.map(([cell]) => cell)).size).toBe(foreignCells.length);
    expect(foreignCells.length).toBeGreaterThan(300);
  });

  test("gets a sentence that says what to write here, with its place in the cell", () => {
    const lost = foreignCells.flatMap(([cell, says]) => {
      const diagnostics = problemsOf(cell);
      const [first] = diagnostics;
      const line = cell.split("\n")[first?.start.line ?? 0];
      const isPlaced =
        first !== undefined &&
        first.end.character > first.start.character &&
        first.end.character <= line.length;
      const { evalue } =
        diagnostics.length > 0 ? compileErrorMessage(cell, diagnostics) : { evalue: "nothing" };
      return evalue.includes(says) && isPlaced ? [] : [`${JSON.stringify(cell)} says ${evalue}, not ${says}`];
    });
    expect(lost).toEqual([]);
  });

  test("gets a sentence that holds in a page, without Node, npm or a shell", () => {
    const untrue = sayingIn("page", () => foreignCells.flatMap(([cell]) => said(cell)))
      // What the person has written themselves stays in the message.
      .filter(([cell, evalue]) => /\bNode\b|node:|\bnpm\b/.test(evalue) && !/node:|npm|node\b/i.test(cell));
    expect(untrue).toEqual([]);
  });

  test("says how a missing package comes, by where cells run", () => {
    const cell = 'import chalk from "chalk-of-nobody/x";';
    const details = (place: platforms.Place): string[] =>
      sayingIn(place, () => problems(cell)).flatMap((each) => each.details);
    expect(details("node")).toContain("Install it in the notebook's folder: npm install chalk-of-nobody");
    expect(details("wheel").join()).toMatch(
      /npm install chalk-of-nobody \(npm comes with Node, https:\/\/nodejs\.org\)/,
    );
    expect(details("page").join()).toMatch(
      /^A page installs nothing: import it by an address, such as "https:\S+"$/,
    );
  });

  test("does not wait for another line in a console", () => {
    const waiting = foreignCells.filter(([cell]) => isComplete(cell).status === "incomplete");
    expect(waiting.map(([cell]) => cell)).toEqual([]);
  });

  test("says nothing twice, and goes through its lines in their order", () => {
    for (const [cell] of foreignCells) {
      const diagnostics = problemsOf(cell);
      const lines = diagnostics.map(({ start }) => start.line);
      expect(lines).toEqual([...lines].sort((a, b) => a - b));
      expect(new Set(diagnostics.map(({ message }) => message)).size).toBe(diagnostics.length);
    }
  });

  test.each([
    ["words", "one two ".repeat(120)],
    ["operators that are words", "a and not b or ".repeat(60)],
    ["brackets", "[(".repeat(490)],
    ["comparisons", "a < b == c ".repeat(90)],
    ["dots", "a.".repeat(490)],
    ["quotes", "f'".repeat(490)],
    ["ten thousand wrong lines", "1 1 = = 2\n".repeat(10_000)],
    ["a large object", `{${'"key": [1, 2, 3], '.repeat(4000)}}`],
  ])("is found quickly in %s", (_, code) => {
    expect(processorTime(() => isComplete(code))).toBeLessThan(1000);
  });

  test("is marked where it is foreign", () => {
    const shown = compileErrorMessage("const a = 1;\n  !ls -la\n", problems("const a = 1;\n  !ls -la\n"));
    expect(shown.evalue).toMatch(/^2:3 A cell runs TypeScript/);
    // eslint-disable-next-line no-control-regex -- colours are escape sequences
    const text = shown.traceback.join("\n").replace(/\u001b\[\d+m/g, "");
    expect(text).toContain("\n      !ls -la\n      ^^^^^^^");
    expect(text).not.toContain("(TS");
    expect(problems("'😀';\r\n\tconst b = 2 # two")).toMatchObject([
      { start: { line: 1, character: 13 }, end: { line: 1, character: 14 } },
    ]);
  });
});

describe("a cell that is nested too deeply for the parser", () => {
  test("has an unknown end", () => {
    expect(isComplete("[(".repeat(5000))).toEqual({ status: "unknown" });
  });
});

describe("a cell in TypeScript", () => {
  test(`is never touched, whatever it reminds of: ${validCells.length} cells`, () => {
    expect(validCells.flatMap((cell) => problems(cell).map(({ message }) => `${cell}: ${message}`))).toEqual(
      [],
    );
  });

  test("is waited for while it is written: files of this project, up to each of their lines", () => {
    const files = ["als.ts", "biased-mf.ts", "nmf.ts", "global-mean.ts", "recommender/recommender.ts"];
    let asked = 0;
    const refused = files.flatMap((file) => {
      const lines = readFileSync(`${root}/src/models/${file}`, "utf8").split("\n");
      asked += lines.length;
      return lines.filter((_, last) => isComplete(lines.slice(0, last + 1).join("\n")).status === "invalid");
    });
    expect(asked).toBeGreaterThan(500);
    expect(refused).toEqual([]);
  });

  test.each(ordinaryMistakes)("keeps the compiler's own words for a mistake: %s", (cell, message) => {
    expect(problems(cell)[0]?.message).toContain(message);
  });
});

describe("a name that the library does not have", () => {
  test.each(wrongNames)("%s: did you mean %s", (cell, meant) => {
    const [{ message }, ...more] = problems(cell);
    expect(message.toLowerCase()).toContain(`did you mean "${meant.toLowerCase()}"`);
    expect(more).toEqual([]);
  });

  test("gets the same sentence as when the cell runs", () => {
    const [{ message }] = problems("new BiasedMF({ n_factors: 3 })");
    expect(() => new BiasedMF({ n_factors: 3 } as object)).toThrow(message.split(" Known:")[0]);
  });

  test("is left to the compiler where the name is of a person's own type", () => {
    const own = "function own(options: { features: number }) {} own({ n_factors: 3 })";
    expect(problems(own)[0].message).toContain("does not exist in type");
    expect(problems("class Own { fit() {} } new Own().fit_transform()")[0].message).not.toContain("mean");
  });
});
