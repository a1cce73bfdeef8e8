import type { FactorizationPayload, Payload } from "../../../src/view";

const CONTROLS = [0, 1, 2, 7, 8, 9, 10, 11, 12, 13, 14, 27, 31, 127, 128, 133, 155, 159].map((code) => [
  `the control character ${code}`,
  `a${String.fromCharCode(code)}b`,
]);

/** Names that mean something to a format, or that it cannot hold. */
export const HOSTILE: readonly (readonly [what: string, name: string])[] = [
  ...(CONTROLS as [string, string][]),
  ["U+FFFE", "a\ufffeb"],
  ["U+FFFF", "a\uffffb"],
  ["U+FDD0", "a\ufdd0b"],
  ["U+1FFFE", "a\u{1fffe}b"],
  ["U+10FFFF", "a\u{10ffff}b"],
  ["half a pair", "a\ud83db"],
  ["the other half", "a\ude00b"],
  ["two halves in the wrong order", "\ude00\ud83d"],
  ["a half at the end", "ab\ud800"],
  ["a whole pair", "a😀b"],
  ["a line separator", "a\u2028b"],
  ["a paragraph separator", "a\u2029b"],
  ["CR and LF", "a\r\nb"],
  ["a change of direction", "a\u202eb\u2066c"],
  ["a byte-order mark", "\ufeffab"],
  ["signs without a width", "a\u200bb\u200dc"],
  ["brackets", "[REC]"],
  ["an open bracket", "[2em"],
  ["a star", "*x"],
  ["stars", "**bold**"],
  ["a closed bracket", "]"],
  ["a backslash", "\\"],
  ["two backslashes", "\\\\"],
  ["two backslashes and a bracket", "\\\\[1em]"],
  ["a command", "\\end{array}\\input{x}"],
  ["braces", "}{"],
  ["an open brace", "{{"],
  ["dollars", "$x$ $$"],
  ["per cent", "100 % %"],
  ["what LaTeX escapes", "# & _ ^ ~ ^^M"],
  ["quotes", `"a" 'b' \`c\``],
  ["many hyphens", "--- -- -"],
  ["question marks", "?` !` << >>"],
  ["a script", "</script><script>alert(1)</script>"],
  ["an image", '"><img src=x onerror=alert(1)>'],
  ["the end of CDATA", "]]>"],
  ["a comment", "<!-- x --> -->"],
  ["entities", "&amp; &#0; &nbsp; &x;"],
  ["per cent codes", "%3Cscript%3E %00"],
  ["a template", "${alert(1)} `${x}`"],
  ["the end of a comment", "*/ // /*"],
  ["the end of a string", '"); alert(1); ("'],
  ["pipes", "a|b||c"],
  ["a pipe behind backslashes", "a\\|b\\\\|c"],
  ["a heading", "# Big"],
  ["a list", "- item"],
  ["a numbered list", "1. item"],
  ["a rule", "---"],
  ["a quotation", "> said"],
  ["a link", "[x](javascript:alert(1))"],
  ["an image of Markdown", "![x](http://example.org/x.png)"],
  ["an address", "https://example.org/x"],
  ["an address without a scheme", "www.example.org"],
  ["mail", "someone@example.org"],
  ["a mention", "@someone"],
  ["code", "```js"],
  ["a task", "[ ] done"],
  ["a formula", "=1+1"],
  ["a formula behind a semicolon", ";=1+1"],
  ["a formula behind a tab", "\t=1+1"],
  ["a formula behind a pipe", "|=1+1"],
  ["a formula behind a word and a semicolon", "a;=cmd|'/C calc'!A1"],
  ["a formula behind a semicolon and a space", "a; =1+1"],
  ["a formula behind a quote and a semicolon", '";=1+1'],
  ["a formula in quotes behind a semicolon", 'a;"=1+1"'],
  ["a formula behind a line break", "a\n=1+1"],
  ["a formula behind a carriage return", "a\r+1+1"],
  ["a formula behind CR and LF", "a\r\n@SUM(A1)"],
  ["formulas behind each separator", "-1;-1\t-1|-1\n-1"],
  ["a formula behind many semicolons", ";;;=1"],
  ["a formula in full width", "＝1＋1"],
  ["a minus in full width behind a semicolon", "a;－1"],
  ["a formula behind a sign that nobody sees", "\u200b=1"],
  ["a formula behind a no-break space", "\u00a0=1"],
  ["a formula behind a control character", "\u0001=1"],
  ["commas and quotes", 'a,"b",""c'],
  ["a quote at the start", '"a'],
  ["a single quote", "'"],
  ["nothing", ""],
  ["spaces", "  a  "],
  ["a number", "1.5"],
  ["a number with a comma", "1,5"],
  ["__proto__", "__proto__"],
];

const loss = { iterations: [0, 1, 2], values: [4, 2, 1] };

/** A factorization without names. */
export const factorization: FactorizationPayload = {
  version: 1,
  kind: "factorization",
  data: { rows: 2, columns: 2, values: [1, null, -0.5, 1e-7] },
  L: { rows: 2, columns: 1, values: [0.25, -2] },
  U: { rows: 1, columns: 2, values: [1 / 3, 1e9] },
  loss,
  iteration: 2,
  learningRate: 0.1,
  seed: 7,
};

/** A name in each place where a payload can have text. */
export function placed(name: string): Record<string, Payload> {
  const matrix = { version: 1, kind: "matrix", name: "M" } as const;
  const cells = { rows: 2, columns: 2, values: [1, -2, null, 3e8] };
  const table = { version: 1, kind: "table", title: "T", columns: [{ name: "a" }, { name: "b" }] } as const;
  const map = { version: 1, kind: "map", title: "T", axes: ["x", "y"], x: [1, -1], y: [0, 2] } as const;
  const runs = [{ name: "a", loss, validation: loss }];
  return {
    "a matrix's name": { ...matrix, name, matrix: cells },
    "a row's name": { ...matrix, matrix: cells, labels: { rows: [name, "b"] } },
    "a column's name": { ...matrix, matrix: cells, labels: { columns: ["a", name] } },
    "a large matrix's name": {
      ...matrix,
      ...{ name, matrix: { rows: 60, columns: 2, values: Array.from({ length: 120 }, (_, k) => k) } },
    },
    "a factorization's rows": { ...factorization, labels: { rows: ["a", name] } },
    "a factorization's columns": { ...factorization, labels: { columns: [name, "b"] } },
    "a factorization's features": { ...factorization, labels: { features: [name] } },
    "a run's name": { version: 1, kind: "loss", runs: [{ ...runs[0], name }, runs[0]] },
    "a loss's measure": { version: 1, kind: "loss", measure: name, step: "epoch", runs },
    "a table's title": { ...table, columns: [...table.columns], title: name, rows: [["x", 1]] },
    "a table's column": { ...table, columns: [{ name }, { name: "b" }], rows: [["x", 1]] },
    "a table's cells": {
      ...table,
      ...{ columns: [...table.columns], rows: [[name, name], [-1, name], [name, null]] }, // prettier-ignore
    },
    "a map's title": { ...map, axes: ["x", "y"], x: [1, -1], y: [0, 2], title: name, names: ["a", "b"] },
    "a map's axes": { ...map, axes: [name, name], x: [1, -1], y: [0, 2], names: ["a", "b"] },
    "a map's points": { ...map, axes: ["x", "y"], x: [1, -1], y: [0, 2], names: [name, "b"] },
  };
}

/** Each hostile name with each place. */
export const CASES = HOSTILE.map(([what, name]) => ({ what, name, payloads: Object.entries(placed(name)) }));
