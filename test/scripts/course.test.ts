/** The builder of the notebooks: from a source to the copies of students and teachers, and to other languages. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseNotebooks } from "../../scripts/lib/course/arguments.mjs";
import { claimFaults } from "../../scripts/lib/course/claims.mjs";
import {
  courseCells,
  courseNames,
  courseNotebook,
  courseSource,
  languagesOf,
} from "../../scripts/lib/course/course.mjs";
import type { Notebook } from "../../scripts/lib/course/notebook.mjs";
import { makeNotebook } from "../../scripts/lib/course/notebook.mjs";
import { slideTypes } from "../../scripts/lib/course/slides.mjs";
import { readSource, SourceError } from "../../scripts/lib/course/source.mjs";
import { markOf, translate, translationFaults } from "../../scripts/lib/course/translation.mjs";
import { joined, notebooks } from "../notebook-cells";
import type { Cell } from "../notebook-cells";

const SOURCE = `<!-- title -->

# Sums

Two and two.

\`\`\`text
no cell: <!-- of its own -->
\`\`\`

\`\`\`ts answer answer=0.1
let sum = undefined; // your answer
// begin solution
sum = 2 + 2;
// end solution
check("0.1", sum);
\`\`\`

\`\`\`ts result predicted-by=0.a
console.log(2 + 2);
\`\`\`

\`\`\`ts guessed folded
console.log(3 + 3);
\`\`\`
`;
const cells = readSource(SOURCE, "en.md");
const cellOf = (copy: "student" | "answers" | "nbgrader", id: string) =>
  makeNotebook(cells, copy).cells.find((cell) => cell.id === id)!;
const codeOf = (copy: "student" | "answers" | "nbgrader") => cellOf(copy, "answer").source.join("");

describe("a source", () => {
  test("becomes cells, and a fence of another language stays within its text", () => {
    expect(cells.map(({ id, kind }) => [id, kind])).toEqual([
      ["title", "markdown"],
      ["answer", "code"],
      ["result", "code"],
      ["guessed", "code"],
    ]);
    expect(cells[0].text).toContain("no cell: <!-- of its own -->");
  });

  test.each([
    ["Text of no cell.", /^en\.md:1: this stands in no cell/],
    ["<!-- a -->\n\nText.\n\n```ts\n1\n```", /^en\.md:5: a cell wants an id/],
    ["<!-- a -->\n\n```ts a\n1\n```", /^en\.md:3: there is a cell "a" already/],
    ["```ts a\n1\n", /^en\.md:1: this fence is not closed/],
    ["<!-- a slude=skip -->", /there is no tag "slude"; the tags are predicted-by, folded, answer/],
    ["<!-- a slide=big -->", /the tag "slide" cannot be "big"/],
    ["<!-- a constructor= -->", /there is no tag "constructor"/],
    ["<!-- a -->\n\nText.\n\n## More", /^en\.md:1: a heading begins a cell of its own/],
  ])("%j is refused in a sentence with its line", (text, message) => {
    expect(() => readSource(text, "en.md")).toThrow(SourceError);
    expect(() => readSource(text, "en.md")).toThrow(message);
  });

  test("reads the same with the line ends of Windows", () => {
    expect(readSource(SOURCE.replaceAll("\n", "\r\n"), "en.md")).toEqual(cells);
  });
});

describe("the copies of one source", () => {
  test("the student's has no solution, and its outputs that spoil a guess are folded away", () => {
    expect(codeOf("student")).toBe('let sum = undefined; // your answer\ncheck("0.1", sum);');
    expect(cellOf("student", "result").metadata).toMatchObject({
      factorlab: { "predicted-by": "0.a" },
      jupyter: { outputs_hidden: true },
    });
    expect(cellOf("student", "guessed").metadata).toMatchObject({ jupyter: { outputs_hidden: true } });
    expect(cellOf("student", "guessed").metadata).not.toHaveProperty("factorlab");
  });

  test("the teacher's has the solution, and shows everything", () => {
    expect(codeOf("answers")).toContain('\nsum = 2 + 2;\ncheck("0.1", sum);');
    expect(codeOf("answers")).not.toContain("solution");
    for (const id of ["result", "guessed"])
      expect(cellOf("answers", id).metadata).not.toHaveProperty("jupyter");
  });

  test("nbgrader's has regions of solutions, and a locked cell with a point behind each answer", () => {
    expect(codeOf("nbgrader")).toContain("// BEGIN SOLUTION\nsum = 2 + 2;\n// END SOLUTION\n");
    expect(cellOf("nbgrader", "answer").metadata["nbgrader"]).toMatchObject({ solution: true, grade: false });
    const grading = cellOf("nbgrader", "answer-grade");
    expect(grading.source.join("")).toContain('grade("0.1", sum);');
    expect(grading.metadata["nbgrader"]).toMatchObject({ grade: true, locked: true, points: 1 });
  });

  test("a heading begins a slide, and what follows a piece of code one below it", () => {
    const types = makeNotebook(cells).cells.map(({ metadata }) => metadata["slideshow"]);
    expect(types.map((each) => (each as { slide_type: string }).slide_type)).toEqual([
      ...["slide", "-", "subslide", "subslide"],
    ]);
  });

  test("a slide has one piece of code, unless the source says otherwise", () => {
    const source = `<!-- a -->\n\n## A\n\n<!-- b -->\n\nText.\n\n\`\`\`ts c\n1\n\`\`\`\n
<!-- d -->\n\nText.\n\n\`\`\`ts e\n2\n\`\`\`\n\n\`\`\`ts f slide=fragment\n3\n\`\`\`\n
<!-- g -->\n\n### B\n\n\`\`\`ts h slide=skip\n4\n\`\`\`\n\n\`\`\`ts i\n5\n\`\`\`\n`;
    expect(slideTypes(readSource(source, "en.md"))).toEqual([
      ...["slide", "-", "-", "subslide", "-", "fragment", "subslide", "skip", "-"],
    ]);
  });

  test("are cut before code that would not fit below much text", () => {
    const types = (paragraphs: number, lines: number) =>
      slideTypes(
        readSource(
          `<!-- a -->\n\n## A\n\n${"Some words.\n\n".repeat(paragraphs)}\`\`\`ts b\n${"1;\n".repeat(lines)}\`\`\`\n`,
          "en.md",
        ),
      );
    expect(types(4, 4)).toEqual(["slide", "-"]);
    expect(types(4, 14)).toEqual(["slide", "subslide"]);
    expect(types(11, 4)).toEqual(["slide", "subslide"]);
  });
});

describe("a translation", () => {
  const german = (line: string) => readSource(`<!-- ${line} -->\n\n# Summen\n`, "de.md");

  test("replaces prose and leaves code", () => {
    const translated = translate(cells, german(`title of=${markOf(cells[0].text)}`), "de.md");
    expect(translated[0].text).toBe("# Summen");
    expect(translated[1]).toEqual(cells[1]);
  });

  test("says what is missing, out of date, or too many", () => {
    expect(translationFaults(cells, [])).toEqual([expect.stringMatching(/^"title" is missing/)]);
    expect(translationFaults(cells, german("title of=00000000"))).toEqual([
      expect.stringMatching(/^"title" was made from another English text/),
    ]);
    const both = [...german(`title of=${markOf(cells[0].text)}`), ...german("end of=00000000")];
    expect(translationFaults(cells, both)).toEqual(['"end" is no cell of prose in the English source.']);
    expect(() => translate(cells, [], "de.md")).toThrow(/^de\.md: "title" is missing/);
  });
});

describe("a number in the prose", () => {
  const code = "```ts sum\nconsole.log(0.1 + 1);\n```";
  const faults = (prose: string, printed: string, language = "en") => {
    const source = readSource(`<!-- says -->\n\n${prose}\n\n${code}`, "claims.md");
    const notebook = makeNotebook(source);
    const cells = notebook.cells.map((cell) => ({ ...cell, outputs: [{ text: [printed] }] }));
    return claimFaults(source, { ...notebook, cells }, language);
  };

  test("is what the cell shows, rounded as it is written", () => {
    expect(faults("It is {{1.1 from sum}}, or {{1 from sum}}.", "1.0996")).toEqual([]);
    expect(faults("It is {{−1.10 from sum}} of {{2,000 from sum}}.", "-1.1 2000")).toEqual([]);
    expect(faults("Es ist {{1,1 from sum}} von {{2.000 from sum}}.", "1.0996, 2000", "de")).toEqual([]);
    expect(faults("It is {{1e-9 from sum}}.", "1.4e-9")).toEqual([]);
  });

  test("is found out where the cell shows something else, or there is no such cell", () => {
    expect(faults("It is {{1.1 from sum}}.", "1.2")).toEqual([
      'line 1, "says": the outputs of "sum" have no 1.1.',
    ]);
    expect(faults("Es ist {{1,1 from sum}}.", "11", "de")).toHaveLength(1);
    expect(faults("It is {{1.1 from product}}.", "1.1")).toHaveLength(1);
  });

  test("says where it is from, if it has decimals that the code does not have", () => {
    expect(faults("With 0.1 it is 1.1.", "1.1")).toEqual([
      'line 1, "says": say which cell shows 1.1, as {{1.1 from cell}}.',
    ]);
    expect(faults("Published: {{1.1 from elsewhere}}; `1.1`, $1.1$ and [it](a/1.1) are none.", "")).toEqual(
      [],
    );
  });

  test("stands in the notebook without its mark", () => {
    const [{ text, claims }] = readSource("<!-- says -->\n\n# It is {{1.1 from sum}}.", "claims.md");
    expect(text).toBe("# It is 1.1.");
    expect(claims).toEqual([{ written: "1.1", cell: "sum" }]);
  });
});

describe("npm run notebooks", () => {
  test("takes notebooks by how their names begin, and one copy at a time", () => {
    expect(parseNotebooks(["01", "--answers"])).toEqual({
      ...{ help: false, copy: "answers" },
      names: ["01-matrix-factorization"],
    });
    expect(parseNotebooks([]).names).toEqual(courseNames());
    expect(() => parseNotebooks(["77"])).toThrow(/^No notebook begins with "77"/);
    expect(() => parseNotebooks(["--answers", "--slides"])).toThrow(/one copy at a time/);
    expect(() => parseNotebooks(["--slide"])).toThrow(/Unknown option '--slide'/);
  });
});

/** The English notebooks, and those in other languages. */
const committed = courseNames().flatMap((name) => [
  { file: `${name}.ipynb`, name, language: "en" },
  ...languagesOf(name).map((language) => ({ file: join(language, `${name}.ipynb`), name, language })),
]);

describe.each(committed)("$file", ({ file, name, language }) => {
  const committedNotebook = readFileSync(join(notebooks, file), "utf8");
  const { cells: kept } = JSON.parse(committedNotebook) as { cells: Cell[] };

  test("is what its source says, but for the outputs", () => {
    const bare = (cell: Omit<Cell, "outputs">) => ({
      ...{ ...cell, source: joined(cell.source) },
      ...{ outputs: undefined, execution_count: undefined },
    });
    expect(kept.map(bare)).toEqual(courseNotebook(name, { language }).cells.map(bare));
  });

  test("says of its outputs what they show", () => {
    const notebook = JSON.parse(committedNotebook) as Notebook;
    expect(claimFaults(courseCells(name, language), notebook, language)).toEqual([]);
  });

  test("has a solution in each cell that is to be answered, and ends it with a check", () => {
    for (const { id, text, tags } of courseSource(name).filter(({ tags }) => tags["answer"])) {
      expect(text, id).toMatch(/^ *\/\/ begin solution$[\s\S]*^ *\/\/ end solution$/m);
      expect(text.split("\n").at(-1), id).toContain(`check("${tags["answer"]}", `);
    }
  });
});
