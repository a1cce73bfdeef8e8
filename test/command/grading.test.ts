/** What `factorlab grade` and `factorlab assignment` make of files, apart from running them. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { courseNames, courseNotebook, courseSource } from "../../scripts/lib/course/course.mjs";
import { root } from "../../scripts/lib/paths.mjs";
import { assignmentOf, type Notebook } from "../../src/jupyter/command/assignment/assignment-rules.cjs";
import { readNotebook } from "../../src/jupyter/command/grading/notebook-file";
import {
  changesOf,
  isUntouched,
  originalFor,
  readOriginals,
} from "../../src/jupyter/command/grading/originals";
import { findSubmissions } from "../../src/jupyter/command/grading/submissions";
import { requireKernel, requireKernelParts } from "../../src/jupyter/command/own-package";
import { run } from "../../src/jupyter/command/run";
import { thisSystem } from "../../src/jupyter/command/system";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "factorlab grade "))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, text = ""): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const cell = (id: string, source: string): Notebook["cells"][number] => ({
  ...{ cell_type: "code", id, metadata: {}, source, outputs: [], execution_count: null },
});
const notebook = (...cells: Notebook["cells"]): Notebook => ({
  cells,
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});
const QUESTION = cell("question", 'const { x } = exercise("2.1");');
const ANSWER = cell("answer", 'let slope = undefined; // your answer\ncheck("2.1", slope);');

/** Runs a command line in this process. */
async function factorlab(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const stream = (name: "out" | "err") => ({ write: (text: string) => (said[name] += text) });
  const stdin = Object.assign(Readable.from([]), { isTTY: true });
  const code = await run(args, thisSystem(), { stdin, stdout: stream("out"), stderr: stream("err") });
  return { code, ...said };
}

describe("submissions", () => {
  const found = (): string[] => findSubmissions(folder).submissions.map(({ learner }) => learner);

  test("are whose file or folder it is, in the order of names", () => {
    for (const name of [
      "Cleo.ipynb",
      "Ben/02.ipynb",
      "Ada/deep/down/02.IPYNB",
      "Ben 10.ipynb",
      "Ben 9.ipynb",
    ])
      put(name);
    expect(found()).toEqual(["Ada", "Ben", "Ben 9", "Ben 10", "Cleo"]);
  });

  test("come from nbgrader and Moodle as well", () => {
    put("submitted/ada/02/02.ipynb");
    put("Lovelace Ada_81523_assignsubmission_file_/02.ipynb");
    expect(found()).toEqual(["ada", "Lovelace Ada"]);
  });

  test("are no copies that JupyterLab keeps; other files are named", () => {
    for (const name of [
      "Ada/.ipynb_checkpoints/02.ipynb",
      "__MACOSX/x.ipynb",
      "Ada/02.ipynb",
      "Ada/ratings.csv",
    ])
      put(name);
    expect(found()).toEqual(["Ada"]);
    expect(findSubmissions(folder).others).toEqual([join("Ada", "ratings.csv")]);
  });

  test("are found once where a link leads in a circle", () => {
    put("Ada/02.ipynb");
    symlinkSync(folder, join(folder, "Ada", "circle"), "junction");
    expect(found()).toEqual(["Ada"]);
  });

  test("are missing in a sentence", async () => {
    put("readme.txt");
    expect(await factorlab("grade", folder)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^There is no notebook in /),
    });
    const nowhere = await factorlab("grade", join(folder, "nowhere"));
    expect(nowhere).toMatchObject({
      code: 1,
      err: expect.stringMatching(/nowhere cannot be read: it is not there/),
    });
  });
});

test("notebooks run from a package without the extension, such as pip's", () => {
  put("package.json", "{}");
  put("lib/jupyter/kernel.js");
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  expect(() => requireKernel(folder)).not.toThrow();
  expect(() => requireKernelParts(folder)).toThrow(/package\.json is missing: this package is not built/);
});

describe("a file that was handed in", () => {
  test.each([
    ["", "an empty file"],
    ["{", "not a notebook: the file cannot be read as JSON"],
    ["[1]", "not a notebook"],
    ["null", "not a notebook"],
    ["{}", "not a notebook: it has no cells"],
    ['{"cells": 3}', "not a notebook: it has no cells"],
    ['{"worksheets": []}', "a notebook in a format of before 2015"],
    [
      '{"cells": [], "metadata": {"language_info": {"name": "python"}}}',
      "a notebook in another language, python",
    ],
  ])("%j is told as what it is", (text, problem) => {
    expect(readNotebook(put("x.ipynb", text))).toEqual({ problem });
  });

  test("may have strange cells, of which nothing is run", () => {
    const strange = {
      cells: [null, 5, {}, { cell_type: "code", source: 7 }, { cell_type: "code", source: ["a", "b"] }],
    };
    expect(readNotebook(put("x.ipynb", `\uFEFF${JSON.stringify(strange)}`))).toEqual({
      cells: [
        { id: undefined, isCode: false, text: "" },
        { id: undefined, isCode: true, text: "" },
        { id: undefined, isCode: true, text: "ab" },
      ],
    });
  });
});

describe("the notebook that was handed out", () => {
  const cellsOf = (...cells: Notebook["cells"]) => {
    const read = readNotebook(put("handed-in.ipynb", JSON.stringify(notebook(...cells))));
    if ("problem" in read) throw new Error(read.problem);
    return read.cells;
  };
  const [original] = [() => readOriginals(put("out.ipynb", JSON.stringify(notebook(QUESTION, ANSWER))))[0]];

  test("is found by the ids of cells, and by exercises where cells have lost theirs", () => {
    const other = { ...original(), name: "other", cells: new Map(), exercises: ["2.1"] };
    expect(originalFor(cellsOf(QUESTION), [other, original()])?.name).toBe("out");
    expect(originalFor(cellsOf({ ...ANSWER, id: undefined }), [other])?.name).toBe("other");
    expect(originalFor(cellsOf(cell("own", "1")), [other, original()])).toBeUndefined();
  });

  test.each([
    ["nothing", [QUESTION, ANSWER], []],
    ["an answer", [QUESTION, cell("answer", 'check("2.1", 7);')], []],
    ["spaces in a question", [cell("question", 'const  { x }  =\n exercise("2.1");'), ANSWER], []],
    ["a question", [cell("question", 'const x = exercise("2.1").x + 1;'), ANSWER], ["edited the question"]],
    ["the id of a check", [QUESTION, cell("answer", 'check("2.3", 7);')], ["edited the check"]],
    ["a check, away", [QUESTION], ["deleted the check"]],
    ["a check, elsewhere", [QUESTION, cell("own", 'check("2.1", 7);')], []],
    ["all", [], ["deleted the question", "deleted the check"]],
  ])("says what was changed: %s", (_, cells, changes) => {
    expect(changesOf("2.1", cellsOf(...cells), original())).toEqual(changes);
  });

  test("tells whether an answer was touched", () => {
    const untouched = (source: string): boolean =>
      isUntouched("2.1", cellsOf(cell("answer", source)), original());
    expect(untouched(ANSWER.source as string)).toBe(true);
    expect(untouched(`${ANSWER.source as string}\n`)).toBe(true);
    expect(untouched((ANSWER.source as string).replace("undefined", "7"))).toBe(false);
  });

  test("must have checks where a teacher names it", async () => {
    const path = put("plain.ipynb", JSON.stringify(notebook(cell("a", "1"))));
    put("in/Ada.ipynb", "{}");
    const { code, err } = await factorlab("grade", join(folder, "in"), "--assignment", path);
    expect(code).toBe(1);
    expect(err).toContain('plain.ipynb: it has no cell with check("…").');
  });
});

describe("an assignment", () => {
  const rulesOf = ({ cells }: Notebook) => cells.map(({ metadata }) => metadata.nbgrader);

  test("locks the question, has a region for the solution, and grades the answer behind it", () => {
    const made = assignmentOf(notebook(QUESTION, ANSWER));
    expect(rulesOf(made)).toMatchObject([
      { grade_id: "question", locked: true, grade: false, solution: false, schema_version: 3 },
      { grade_id: "answer", locked: false, grade: false, solution: true },
      { grade_id: "answer-grade", locked: true, grade: true, solution: false, points: 1 },
    ]);
    expect(made.cells[1].source).toEqual([
      ...["let slope = undefined; // your answer\n", "// BEGIN SOLUTION\n", "// END SOLUTION\n"],
      'check("2.1", slope);',
    ]);
    expect((made.cells[2].source as string[]).at(-1)).toBe('grade("2.1", slope);');
  });

  test("keeps a teacher's solution where nbgrader looks for it", () => {
    const own = cell(
      "a",
      'let a = 0;\n  // begin solution\n  a = 4;\n  // end solution\ncheck("mine.1", a);',
    );
    const [{ source }] = assignmentOf(notebook(own)).cells;
    expect((source as string[]).join("")).toBe(
      'let a = 0;\n  // BEGIN SOLUTION\n  a = 4;\n  // END SOLUTION\ncheck("mine.1", a);',
    );
  });

  test("has the region within a function that is to be written", () => {
    const own = cell(
      "a",
      'function f(x: number) {\n  // your answer: twice x\n  return 0;\n}\ncheck("mine.1", f);',
    );
    const [{ source }] = assignmentOf(notebook(own)).cells;
    expect((source as string[]).join("")).toBe(
      'function f(x: number) {\n  // your answer: twice x\n  // BEGIN SOLUTION\n  // END SOLUTION\n  return 0;\n}\ncheck("mine.1", f);',
    );
  });

  test("wants a name for what is graded", () => {
    for (const answer of ["undefined", "3 * 4", "a, b"])
      expect(() => assignmentOf(notebook(cell("a", `check("2.1", ${answer});`)))).toThrow(
        /give the answer a name/,
      );
  });

  test("can be made of each notebook of the course that has exercises", () => {
    for (const name of courseNames()) {
      const answers = courseSource(name).filter(({ tags }) => tags.answer !== undefined).length;
      const graded = rulesOf(assignmentOf(courseNotebook(name) as Notebook)).filter(
        (rule) => (rule as { grade?: boolean } | undefined)?.grade,
      );
      expect(graded, name).toHaveLength(answers);
    }
  });

  test("is written beside the settings of nbgrader, and never over what is there", async () => {
    const path = put("mine.ipynb", JSON.stringify(notebook(QUESTION, ANSWER)));
    const course = join(folder, "course");
    expect((await factorlab("assignment", path, "--folder", course)).code).toBe(0);
    const written = readFileSync(join(course, "source", "mine", "mine.ipynb"), "utf8");
    expect(JSON.parse(written).cells).toHaveLength(3);
    expect(readFileSync(join(course, "nbgrader_config.py"), "utf8")).toContain(
      '"typescript": "// Write your answer here."',
    );
    writeFileSync(join(course, "nbgrader_config.py"), "mine");
    const again = await factorlab("assignment", path, "--folder", course);
    expect(again.out).toContain("nbgrader_config.py is there already, and stays as it is");
    expect(readFileSync(join(course, "nbgrader_config.py"), "utf8")).toBe("mine");
  });

  test.each([
    ["{", /cannot be an assignment: /],
    ["{}", /cannot be an assignment: it has no cells\.\n/],
    [
      JSON.stringify(notebook(cell("a", "1"))),
      /no cell ends with a check, such as check\("2\.1", slope\)\.\n/,
    ],
    [JSON.stringify(assignmentOf(notebook(QUESTION, ANSWER))), /it is an assignment of nbgrader already\.\n/],
    [
      JSON.stringify(notebook(cell("a", 'check("2.1", 7);'))),
      /give the answer a name, as in check\("2\.1", slope\)/,
    ],
  ])("cannot be made of %j, and nothing is written then", async (text, message) => {
    const { code, err } = await factorlab(
      "assignment",
      put("x.ipynb", text),
      "--folder",
      join(folder, "course"),
    );
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(readdirSync(folder)).toEqual(["x.ipynb"]);
  });

  test.each([
    [["assignment"], 2, /^Say which notebook: factorlab assignment 02/],
    [["assignment", "77"], 1, /^There is no notebook "77"\./],
    [["grade"], 2, /^Say where the notebooks are: factorlab grade submissions/],
    [["grade", "a", "b"], 2, /does not know what to do with "b"/],
    [
      ["grade", "a", "--time-limit", "0"],
      2,
      /^--time-limit is "0", expected seconds, more than 0 and at most 3600/,
    ],
    [
      ["grade", "a", "--output", "grades.xlsx"],
      2,
      /^--output is "grades\.xlsx", expected a name that ends in \.csv/,
    ],
  ])("and its command line: %j", async (args, code, message) => {
    const ran = await factorlab(...args);
    expect(ran.code).toBe(code);
    expect(ran.err).toMatch(message);
  });
});
