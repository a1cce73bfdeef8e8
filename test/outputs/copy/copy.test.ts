import { expect, test } from "vitest";
import ts from "typescript";
import { factorizationPanels, toCsv, toLatex, toMarkdown, toNumpy, toTypeScript } from "../../../src/view";
import { identifier } from "../../../src/outputs/copy/identifier";
import { readCsv } from "./csv-reader";
import { allHostile, factorization, hostile, losses, plain, training } from "./samples";

const [L, U, LU, data] = factorizationPanels(factorization).map(({ matrix }) => matrix.values);

/** Runs copied TypeScript and gives what it declares. */
function run(code: string, names: readonly string[]): unknown[] {
  const script = ts.transpileModule(code, { reportDiagnostics: true });
  expect(script.diagnostics).toEqual([]);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the code is what is tested
  return new Function(`${script.outputText}; return [${names.join(", ")}];`)() as unknown[];
}

test("TypeScript gives back L, U, L·U and data to the last bit, null where a cell is unknown", () => {
  const code = toTypeScript(factorization);
  const values = run(code, ["L", "U", "LU", "data"]).map((rows) => (rows as (number | null)[][]).flat());
  expect(values).toEqual([L, U, LU, data]);
  expect(Object.is(values[3].at(-1), -0)).toBe(true);
  expect(code).toContain("const data: (number | null)[][]");
  expect(code).toContain("const U: number[][]");
});

test("TypeScript gives back names and curves, be they hostile", () => {
  const [rows, columns, features] = run(toTypeScript(allHostile), [
    "rowNames",
    "columnNames",
    "featureNames",
  ]);
  expect([rows, columns, features]).toEqual([allHostile.labels!.rows, [hostile, hostile], [hostile]]);
  const [runs] = run(toTypeScript(losses), ["runs"]);
  expect(runs).toEqual([
    { name: "slow", set: "training", iterations: [0, 10], loss: [2, 1 / 3] },
    { name: "slow", set: "validation", iterations: [0, 10], loss: [3, 0.5] },
    { name: hostile, set: "training", iterations: [], loss: [] },
  ]);
});

test("NumPy gets the same numbers, NaN where a cell is unknown", () => {
  const code = toNumpy(factorization);
  const read = (name: string): number[][] => {
    const source =
      new RegExp(`^${name} = np\\.array\\((\\[.*?\\]), dtype=float\\)$`, "ms").exec(code)?.[1] ?? "";
    return JSON.parse(source.replaceAll("np.nan", '"NaN"').replace(/,(\s*\])/g, "$1"), (_, x) =>
      x === "NaN" ? NaN : x,
    );
  };
  expect([read("L"), read("U"), read("LU")].map((rows) => rows.flat())).toEqual([L, U, LU]);
  expect(read("data").flat()).toEqual(data.map((value) => value ?? NaN));
  expect(code).toContain('row_names = ["Anna", "Jörg 😀", "-2"]');
  expect(toNumpy(training)).toContain('"loss": np.array([2, 1, 0.25], dtype=float)');
});

test("each hostile text stays in its line and its string in Python", () => {
  for (const payload of [allHostile, losses]) {
    const lines = toNumpy(payload).split(/[\n\r\u2028\u2029]/);
    for (const line of lines) expect(line).toMatch(/^(#|import |$|\w+ = |runs = |\]|\s+[[{])/);
  }
});

test("CSV gives back the numbers and the names of each matrix", () => {
  const tables = readCsv(toCsv(factorization));
  expect(tables.map(([[name]]) => name)).toEqual(["L", "U", "L·U", "data"]);
  tables.forEach((table, k) => {
    const values = table
      .slice(1)
      .flatMap(([, ...row]) => row.map((text) => (text === "" ? null : Number(text))));
    expect(values).toEqual([L, U, LU, data][k]);
  });
  expect(tables[3].map(([name]) => name)).toEqual(["data", "Anna", "Jörg 😀", "'-2"]);
  expect(tables[0][0]).toEqual(["L", "taste"]);
});

test.each([
  ...["=1+1", "+1", "-1", "@SUM(A1)", " =1", "=1\n"].map((name) => [name, `'${name}`]),
  ["\t=1", "'\t'=1"],
  ["\r=1", "'\r'=1"],
])("a spreadsheet does not run the name %j", (name, harmless) => {
  const [table] = readCsv(toCsv({ ...plain, name, labels: { rows: [name, "b"] } }));
  expect([table[0][0], table[1][0]]).toEqual([harmless, harmless]);
});

test("CSV of curves is one table with a line for each loss", () => {
  const [table] = readCsv(toCsv(losses));
  expect(table).toEqual([
    ["run", "set", "iteration", "loss"],
    ["slow", "training", "0", "2"],
    ["slow", "training", "10", String(1 / 3)],
    ["slow", "validation", "0", "3"],
    ["slow", "validation", "10", "0.5"],
  ]);
  expect(readCsv(toCsv(training))[0]).toHaveLength(4);
});

test("LaTeX sets a matrix without names in brackets, rounded, and powers of ten as powers", () => {
  expect(toLatex(plain)).toBe(
    `% Matrix my matrix, 2 × 2.
\\[
\\mbox{my matrix} = \\left(\\begin{array}{rr}
1.5000 & -2.0000 \\\\
0.0000 & 4 \\cdot 10^{6} \\\\
\\end{array}\\right)
\\]
`,
  );
});

test("LaTeX has the names around a matrix, and a question mark where a cell is unknown", () => {
  const code = toLatex(factorization);
  expect(code).toContain(
    "\\begin{array}{l|rr}\n & \\mbox{=SUM(A1)} & \\mbox{two} \\\\ \\hline\n\\mbox{Anna} & ",
  );
  expect(code).toContain(" & \\mbox{?} \\\\");
  expect(code).toContain("L \\cdot U = ");
  expect(toLatex(losses)).toContain("slow & validation & $10$ & $3$ & $0.5$ \\\\");
});

test("no name ends a LaTeX comment or opens a command, a group or a formula", () => {
  const code = toLatex(allHostile);
  expect(code).toContain(
    "\\textbackslash{}end\\{x\\}\\$y\\$ \\# \\% \\& \\_\\textasciicircum{}\\textasciitilde{}",
  );
  const commands = new Set(code.match(/\\[a-zA-Z]+/g));
  expect([...commands].sort()).toEqual(
    [
      "\\begin",
      "\\cdot",
      "\\end",
      "\\hline",
      "\\mbox",
      "\\textasciicircum",
      "\\textasciitilde",
      "\\textbackslash",
      "\\textbar",
      "\\textgreater",
      "\\textless",
    ].sort(),
  );
  expect(toLatex(losses).split("\n")[0]).toMatch(/^% Loss curve of slow/);
});

test("Markdown is a table for each matrix; a hostile name breaks out of none", () => {
  const code = toMarkdown({ ...plain, labels: { rows: [hostile, "b"], columns: ["x", hostile] } });
  const rows = code.split("\n").filter((line) => line.startsWith("|"));
  for (const row of rows) expect(row.replace(/\\[^ ]/g, "").match(/\|/g)).toHaveLength(4);
  expect(code.replace(/\\./g, "")).not.toMatch(/[<>[\]`$]/);
  expect(code).toContain("\\<img\\>");
  expect(toMarkdown(factorization)).toContain("| Anna | 1.00 | ? |");
});

test("Markdown of curves says where each begins and ends", () => {
  expect(toMarkdown(training)).toContain("| loss | training | 2 | 2 | 0.25 |");
});

test.each([
  ["L·U", "LU"],
  ["my matrix", "mymatrix"],
  ["größe", "große"],
  ["class", "_class"],
  ["lambda", "_lambda"],
  ["2x", "_2x"],
  ["×", "matrix"],
  ["__proto__", "__proto__"],
])("the matrix %j is the variable %s", (name, variable) => {
  expect(identifier(name)).toBe(variable.normalize("NFKD").replace(/[^A-Za-z0-9_]/g, ""));
});
