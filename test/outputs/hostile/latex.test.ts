import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { toLatex } from "../../../src/view";
import { latexMistakes } from "./latex-grammar";
import { CASES } from "./names";

test.each(CASES)("LaTeX with $what follows the grammar of tables and formulas", ({ payloads }) => {
  for (const [place, payload] of payloads)
    expect([place, ...latexMistakes(toLatex(payload))]).toEqual([place]);
});

test.each([
  ["\\[\nx = y\n\\]\n", []],
  ["\\begin{tabular}{ll}\na & b \\\\ \\hline\nc & d \\\\\n\\end{tabular}\n", []],
  ["\\begin{tabular}{ll}\na & b \\\\\n[REC] & d \\\\\n\\end{tabular}\n", ["an option behind a line break"]],
  ["\\begin{tabular}{ll}\na & b \\\\\n*x & d \\\\\n\\end{tabular}\n", ["an option behind a line break"]],
  ["\\begin{tabular}{ll}\na & b & c \\\\\n\\end{tabular}\n", ["3 cells of 2"]],
  ["\\begin{tabular}{l}\na_b \\\\\n\\end{tabular}\n", ["_"]],
  ["\\begin{tabular}{l}\na^2 \\\\\n\\end{tabular}\n", ["^"]],
  ["\\begin{tabular}{l}\n\\input{x} \\\\\n\\end{tabular}\n", ["\\input"]],
  ["\\begin{tabular}{l}\na\u0001 \\\\\n\\end{tabular}\n", ["sign 1"]],
  ["\\mbox{a}}\n", ["{ closes nothing"]],
  ["\\mbox{a\n", ["mbox stays open"]],
  ["$x\n", ["$ stays open"]],
])("the grammar finds what is wrong in %j", (source, mistakes) => {
  expect(latexMistakes(source)).toEqual(mistakes);
});

/** LaTeX without further packages sets Latin letters only. */
const LATIN = /^[\p{ASCII}\u00a0-\u017f]*$/u;

/** Compiles a document with pdflatex; its log, or null where there is none. */
function compiled(body: string): { ok: boolean; log: string } | null {
  const folder = mkdtempSync(join(tmpdir(), "factorlab-latex-"));
  try {
    writeFileSync(
      join(folder, "all.tex"),
      `\\documentclass{article}\n\\begin{document}\n${body}\n\\end{document}\n`,
    );
    const options = ["-interaction=nonstopmode", "-no-shell-escape", "-draftmode", "all.tex"];
    const { status, error } = spawnSync("pdflatex", options, { cwd: folder, timeout: 60_000 });
    if (error) return null;
    return { ok: status === 0, log: readFileSync(join(folder, "all.log"), "latin1") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test("LaTeX compiles all copies in Latin letters, where there is one; else the grammar above has read them", () => {
  const copies = CASES.flatMap(({ payloads }) => payloads.map(([, payload]) => toLatex(payload))).filter(
    (copy) => LATIN.test(copy.replace(/^%.*$/gm, "")),
  );
  expect(copies.length).toBeGreaterThan(700);
  const found = compiled(copies.join("\n\n"));
  expect(found === null || found.ok ? [] : found.log.match(/^!.*\n(?:.*\n){0,6}/gm)).toEqual([]);
});
