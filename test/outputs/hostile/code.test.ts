import { Marked } from "marked";
import type { Token, Tokens } from "marked";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { readExperiment } from "../../../src/experiment/experiment";
import { experimentFromLink, experimentJson, experimentLink } from "../../../src/experiment/share";
import { experimentSource } from "../../../src/experiment/source";
import { toMarkdown, toTypeScript } from "../../../src/view";
import { CASES, HOSTILE } from "./names";

/** JavaScript of TypeScript that compiles without a complaint. */
function compiled(code: string): string {
  const { diagnostics = [], outputText } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  expect(diagnostics.map(({ messageText }) => messageText)).toEqual([]);
  return outputText;
}

/** What a program declares under some names; `require` gives it the library. */
function run(javascript: string, names: string, require?: () => object): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code is what is tested
  const program = new Function("require", "exports", `${javascript}; return [${names}];`) as (
    ...given: unknown[]
  ) => unknown[];
  return program(require, {})[0];
}

describe.each(CASES)("code with $what", ({ name, payloads }) => {
  test("compiles as TypeScript, stays in its lines, and gives the name back", () => {
    for (const [place, payload] of payloads) {
      const code = toTypeScript(payload);
      const javascript = compiled(code);
      expect(code).not.toMatch(/<\/script|[\u2028\u2029\u202e\u2066]|\p{Surrogate}/iu);
      if (place === "a factorization's rows") expect(run(javascript, "rowNames")).toEqual(["a", name]);
      if (place === "a table's cells") expect(run(javascript, "rows")).toContainEqual([-1, name]);
    }
  });

  test("writes an experiment as a cell that makes the same model", () => {
    const experiment = readExperiment({
      data: [[1, null], [3, 4]], // prettier-ignore
      labels: { rows: [name, `${name}2`], columns: ["a", name] },
    });
    const code = experimentSource(experiment);
    expect(code).not.toMatch(/<\/script|[\u2028\u2029\u202e\u2066]|\p{Surrogate}/iu);
    let given: unknown;
    class MatrixFactorization {
      constructor(_data: unknown, _features: unknown, options: { labels: unknown }) {
        given = options.labels;
      }
      trainModel(): void {
        // The options are what is looked at.
      }
    }
    run(compiled(code), "data", () => ({ MatrixFactorization, display: () => null }));
    expect(given).toEqual(experiment.labels);
    expect(JSON.parse(experimentJson(experiment))).toMatchObject({ labels: experiment.labels });
    expect(experimentFromLink(experimentLink(experiment, "https://example.org/"))).toEqual(experiment);
  });
});

const marked = new Marked({ gfm: true });

/** Every token of Markdown, those of tables' cells included. */
function allTokens(markdown: string): Token[] {
  const found: Token[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => void found.push(token));
  return found;
}

describe.each(CASES)("Markdown with $what", ({ payloads }) => {
  test.each(payloads.map(([place, payload]) => [place, payload] as const))("as %s", (_, payload) => {
    const tokens = allTokens(toMarkdown(payload));
    const kinds = new Set(tokens.map(({ type }) => type));
    for (const kind of [
      "html",
      "link",
      "image",
      "code",
      "codespan",
      "list",
      "heading",
      "blockquote",
      "hr",
      "em",
      "br",
    ])
      expect(kinds).not.toContain(kind);
    const tables = tokens.filter((token): token is Tokens.Table => token.type === "table");
    expect(tables.length).toBeGreaterThan(0);
    const written = toMarkdown(payload)
      .split("\n")
      .filter((line) => line.startsWith("| "));
    // Each line of a table is a row of it, with a cell for each column: the parser itself would cut what is too much.
    expect(tables.reduce((sum, { rows }) => sum + rows.length + 2, 0)).toBe(written.length);
    const pipes = (line: string): number => line.replace(/\\./g, "").match(/\|/g)!.length;
    for (const { raw } of tables) expect(new Set(raw.trim().split("\n").map(pipes)).size).toBe(1);
  });
});

test("each name is in a cell of Markdown as it was, but for spaces and signs that nothing can hold", () => {
  const plain = (text: string): string =>
    text.replace(/[\s\u0000-\u001f\u007f-\u009f\ufffd]|\p{Noncharacter_Code_Point}|\p{Surrogate}/gu, ""); // eslint-disable-line no-control-regex -- they are left out
  for (const [, name] of HOSTILE) {
    const matrix = { rows: 1, columns: 1, values: [1] };
    const payload = { version: 1, kind: "matrix", name: "M", matrix } as const;
    const tokens = allTokens(toMarkdown({ ...payload, labels: { rows: [name] } }));
    const [table] = tokens.filter((token): token is Tokens.Table => token.type === "table");
    const text = (cell: Tokens.TableCell): string =>
      cell.tokens.map(({ type, raw }) => (type === "escape" ? raw.slice(1) : raw)).join("");
    expect(plain(text(table.rows[0][0]))).toBe(plain(name));
  }
});
