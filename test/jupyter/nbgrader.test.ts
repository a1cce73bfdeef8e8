/** An assignment's way through nbgrader, in our kernel: handed out, answered, graded, and handed back with what was wrong. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jupyterEnv, nbgraderFolder, root, venvPython } from "../../scripts/lib/paths.mjs";

/** A lesson as a teacher writes it in JupyterLab. */
const LESSON = [
  [
    "question",
    'import { check, exercise } from "factorlab/course";\n\nconst { x, y, rating } = exercise("2.1");',
  ],
  [
    "slope",
    `let slope: number | undefined = undefined; // your answer
// begin solution
slope = -2 * (rating - x * y) * y;
// end solution
check("2.1", slope);`,
  ],
].map(([id, source]) => ({
  ...{ cell_type: "code", id, metadata: {}, source, outputs: [], execution_count: null },
}));
const KERNEL = { kernelspec: { display_name: "TypeScript", language: "typescript", name: "factorlab" } };

/** What each learner puts in place of what is handed out. */
const ANSWERS = {
  ada: { "undefined = undefined": "undefined = -2 * (rating - x * y) * y" },
  // Downhill; and the question, which is not theirs to change, so that downhill would be right.
  ben: { "undefined = undefined": "undefined = 2 * (rating - x * y) * y", "{ x, y, rating }": "{ x, y }" },
  cleo: {},
};

interface RoundTrip {
  released: string;
  learners: Record<keyof typeof ANSWERS, { score: number; most: number; feedback: string }>;
}

let folder: string;
let came: RoundTrip;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "factorlab nbgrader "));
  const course = join(folder, "course");
  const notebook = join(folder, "slopes.ipynb");
  writeFileSync(
    notebook,
    JSON.stringify({ cells: LESSON, metadata: KERNEL, nbformat: 4, nbformat_minor: 5 }),
  );
  const run = promisify(execFile);
  const command = join(root, "lib", "jupyter", "command", "main.js");
  await run(process.execPath, [command, "assignment", notebook, "--folder", course]);
  const script = join(root, "test", "nbgrader", "round_trip.py");
  const env = {
    ...jupyterEnv(join(folder, "jupyter")),
    PYTHONPATH: nbgraderFolder,
    // nbgrader starts a program that came with it.
    PATH: [join(nbgraderFolder, "bin"), process.env.PATH].join(delimiter),
  };
  const { stdout } = await run(venvPython, [script, course, "slopes", JSON.stringify(ANSWERS)], { env });
  came = JSON.parse(stdout) as RoundTrip;
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

describe("nbgrader", () => {
  test("hands out the question without its solution, and the check with it", () => {
    expect(came.released).toContain("let slope: number | undefined = undefined; // your answer");
    expect(came.released).toContain("// Write your answer here.");
    expect(came.released).not.toContain("slope = -2");
    expect(came.released).not.toMatch(/(?:begin|end) solution/i);
  });

  test("gives the point for a right answer", () => {
    expect(came.learners.ada).toMatchObject({ score: 1, most: 1 });
    expect(came.learners.ada.feedback).not.toContain("Not yet");
  });

  test("tells a learner which misconception the answer shows, and puts back the question", () => {
    const { score, feedback } = came.learners.ben;
    expect(score).toBe(0);
    expect(feedback).toContain("WrongAnswer : 2.1: Not yet. That is the way downhill, which training takes.");
    expect(feedback).toMatch(/const \{ x , y , rating \}/);
  });

  test("gives no point for no answer, and says what was expected", () => {
    const { score, feedback } = came.learners.cleo;
    expect(score).toBe(0);
    expect(feedback).toMatch(/WrongAnswer : 2\.1: /);
    expect(feedback).not.toContain("ReferenceError");
  });
});
