/** `factorlab grade`, as a teacher runs it on what a class has handed in. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "../../lib/jupyter/command/run";
import { thisSystem } from "../../lib/jupyter/command/system";
import { rounds } from "../rounds";

interface Cell {
  id?: string;
  cell_type: string;
  metadata: object;
  source: string;
  outputs: never[];
  execution_count: null;
}

const code = (id: string, source: string): Cell => ({
  ...{ cell_type: "code", id, metadata: {}, source, outputs: [], execution_count: null },
});

/** What was handed out. */
const handedOut = [
  code("start", 'import { check, exercise, learner } from "factorlab/course";\nlearner("…");'),
  code("question", 'const { x, y, rating } = exercise("2.1");'),
  code("slope", 'let slope: number | undefined = undefined; // your answer\ncheck("2.1", slope);'),
  code("last-question", 'const { choices } = exercise("0.4");'),
  code("last", 'let choice: string | number = "same"; // your answer\ncheck("0.4", choice);'),
];

type Change = (cells: Cell[], name: string) => Cell[];

const put =
  (before: string, after: string): Change =>
  (cells) =>
    cells.map((cell) => ({ ...cell, source: cell.source.replace(before, after) }));
const without =
  (...ids: string[]): Change =>
  (cells) =>
    cells.filter(({ id }) => !ids.includes(id!));
const insert =
  (source: string): Change =>
  ([first, ...others]) => [first, code("own", source), ...others];
/** Checks one choice after another. */
const tried = put(
  '// your answer\ncheck("0.4", choice)',
  '\nfor (choice of [0, 0, 1, 1, 2, 2]) check("0.4", choice)',
);
const named: Change = (cells, name) => put("…", name)(cells, name);
const right = put("undefined = undefined", "undefined = -2 * (rating - x * y) * y");
const downhill = put("undefined = undefined", "undefined = 2 * (rating - x * y) * y");

/** The learners, and what each has done with the notebook; or the text of a file that is none. */
const LEARNERS: Record<string, Change[] | string> = {
  ada: [named, right, insert('throw new Error("a slip");'), tried],
  ben: [named, downhill, insert("await new Promise(() => {});"), without("last")],
  cleo: [
    put("…", "ada"),
    insert("const y0 = 2;"),
    put("rating } =", "rating: r } ="),
    put('"2.1", slope', '"2.1"'),
  ],
  dan: [named, right, put("const { choices }", 'process.kill(process.pid, "SIGKILL"); const { choices }')],
  eve: [named, right, (cells) => cells.map(({ id: _, ...cell }) => cell)],
  fay: "{ this is no JSON",
  gus: "",
  hana: JSON.stringify({ cells: [], metadata: { kernelspec: { language: "python" } } }),
};
const CLASSES = rounds(4, 1);

let folder: string;
let text: string;
let rows: string[][];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "factorlab grading "));
  const original = join(folder, "slopes.ipynb");
  writeFileSync(original, notebook(handedOut));
  for (let k = 0; k < CLASSES; k++)
    for (const [name, changes] of Object.entries(LEARNERS)) handIn(k === 0 ? name : `${name}${k}`, changes);
  writeFileSync(join(folder, "in", "ada", "photo.jpg"), "");
  let said = "";
  const out = { write: (written: string, done?: () => void) => ((said += written), done?.()) };
  const options = ["--assignment", original, "--output", join(folder, "grades.csv"), "--time-limit", "30"];
  const streams = {
    stdin: Object.assign(Readable.from([]), { isTTY: true }),
    stdout: out,
    stderr: { write: () => 0 },
  };
  expect(await run(["grade", join(folder, "in"), ...options], thisSystem(), streams)).toBe(0);
  text = said;
  const csv = readFileSync(join(folder, "grades.csv"), "utf8").trimEnd();
  rows = csv.split("\r\n").map((line) => line.split(","));
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

function notebook(cells: Cell[]): string {
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

function handIn(name: string, changes: Change[] | string): void {
  mkdirSync(join(folder, "in", name), { recursive: true });
  const made =
    typeof changes === "string"
      ? changes
      : notebook(changes.reduce((cells, change) => change(cells, name), handedOut));
  writeFileSync(join(folder, "in", name, "slopes.ipynb"), made);
}

/** The line of a learner, with one space between its cells. */
const lineOf = (name: string): string =>
  text
    .split("\n")
    .find((line) => line.startsWith(`${name} `) || line === name)!
    .replace(/ +/g, " ");
const notesOf = (name: string): string[] =>
  text.split("\n").flatMap((line) => (line.startsWith(`  ${name}: `) ? [line.slice(name.length + 4)] : []));

describe("factorlab grade", () => {
  test("has a row for each learner, and counts the right answers", () => {
    expect(lineOf("learner")).toBe("learner 0.4 2.1 right");
    expect(rows).toHaveLength(1 + CLASSES * Object.keys(LEARNERS).length);
    expect(lineOf("ada")).toBe("ada right right 2 of 2");
    expect(lineOf("eve")).toBe("eve no answer right 1 of 2");
  });

  test("names the misconception of a wrong answer, and who has it", () => {
    expect(text).toMatch(new RegExp(`Misconceptions:\n  2\\.1  downhill: ${CLASSES} \\(ben`));
    expect(rows[0].slice(0, 8)).toEqual([
      ...["learner", "notebook", "right", "of"],
      ...["0.4", "0.4 misconception", "2.1", "2.1 misconception"],
    ]);
    expect(rows.find(([name]) => name === "ben")!.slice(0, 8)).toEqual(
      "ben,slopes,0,2,missing,,wrong,downhill".split(","),
    );
  });

  test("goes on behind a cell that fails, and behind one that never ends", () => {
    expect(notesOf("ada")).toContain("code cell 2 failed: Error: a slip");
    expect(notesOf("ben")).toContain("code cell 2 was stopped after 30 s");
  });

  test("keeps what was checked before a kernel died", () => {
    expect(lineOf("dan")).toBe("dan missing right 1 of 2");
    expect(notesOf("dan")).toContain("code cell 4 ended the kernel; the cells after it were not run");
  });

  test("says where one answer after another was checked until one was right", () => {
    expect(notesOf("ada").join()).toMatch(/0\.4: 6 answers were checked, until one was right/);
  });

  test("says which questions were edited, and which checks were deleted", () => {
    expect(notesOf("ben")).toContain("0.4: deleted the check");
    expect(notesOf("cleo")).toContain("2.1: edited the question");
    expect(notesOf("eve")).toEqual([]);
  });

  test("says who has worked with the numbers of somebody else", () => {
    expect(notesOf("cleo").join()).toContain('has the numbers of learner("ada"), as ada');
  });

  test("has a row and a note for what is no notebook, and names the files that it did not read", () => {
    expect(lineOf("fay")).toBe("fay");
    expect(notesOf("fay")).toEqual(["not a notebook: the file cannot be read as JSON"]);
    expect(notesOf("gus")).toEqual(["an empty file"]);
    expect(notesOf("hana")).toEqual(["a notebook in another language, python"]);
    expect(text).toContain("Not read, since they are not notebooks: ada/photo.jpg");
  });
});
