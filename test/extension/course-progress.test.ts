import { describe, expect, test } from "vitest";
import {
  PROGRESS_FILE,
  progressCsv,
  progressText,
  readProgress,
} from "../../extension/src/course/progress/file";
import type { CourseFiles } from "../../extension/src/course/progress/files";
import { exercisesIn, outlineOf } from "../../extension/src/course/progress/outline";
import { merged, NO_PROGRESS, progressOf, withEvent } from "../../extension/src/course/progress/progress";
import type { CourseEvent, Progress } from "../../extension/src/course/progress/progress";
import { FolderReader } from "../../extension/src/course/progress/reader";
import { ProgressStore } from "../../extension/src/course/progress/store";
import { useHost } from "../../extension/src/host/host";
import type { Host } from "../../extension/src/host/host";

const after = (...events: CourseEvent[]): Progress => events.reduce(withEvent, NO_PROGRESS);
const ada = { id: "0.1", learner: "Ada" };

describe("what is kept of an exercise", () => {
  test("tries count up to the first right answer, which stays right", () => {
    const progress = after({ ...ada, right: false }, { ...ada, right: true }, { ...ada, right: false });
    expect(progressOf(progress, "Ada", "0.1")).toMatchObject({ right: true, tries: 2 });
  });

  test("hints are as many as were read at most, and a solution that was seen stays seen", () => {
    const progress = after({ ...ada, hints: 2 }, { ...ada, hints: 1 }, { ...ada, solution: true });
    expect(progressOf(progress, "Ada", "0.1")).toMatchObject({ hints: 2, solution: true, tries: 0 });
  });

  test("learners stay apart, whatever they are called", () => {
    const names = ["Ada", "", "__proto__", "constructor"];
    const progress = after(...names.map((learner, k) => ({ id: "0.1", learner, hints: k + 1 })));
    names.forEach((name, k) => expect(progressOf(progress, name, "0.1").hints, name).toBe(k + 1));
    expect(readProgress(progressText(progress))).toEqual(progress);
    expect(({} as { hints?: number }).hints).toBeUndefined();
  });

  test("nothing new is the same object, so that nothing is written", () => {
    const progress = after({ ...ada, right: true });
    expect(withEvent(progress, { ...ada, right: true })).toBe(progress);
  });
});

describe("two files", () => {
  const one = after({ ...ada, right: false }, { ...ada, hints: 3 });
  const other = after({ ...ada, right: true }, { id: "0.2", learner: "Ben", right: true });

  test("become one, in which the farther progress of a learner counts", () => {
    for (const both of [merged(one, other), merged(other, one)]) {
      expect(progressOf(both, "Ada", "0.1")).toMatchObject({ right: true, tries: 1, hints: 3 });
      expect(progressOf(both, "Ben", "0.2")).toMatchObject({ right: true });
    }
  });

  test("are the same bytes whichever was first", () => {
    expect(progressText(merged(one, other))).toBe(progressText(merged(other, one)));
  });
});

test.each([
  "", "null", "[]", "{}", '{"version":2,"learners":{}}', '{"version":1,"learners":[]}', '{"version":1,"learners":{"Ada":1}}',
  '{"version":1,"learners":{"Ada":{"0.1":null}}}', "{", "\u0000",
])("a file that holds %j is no progress", (text) => {
  expect(readProgress(text)).toBeNull();
}); // prettier-ignore

test("fields of a file that are wrong count as nothing", () => {
  const text = '{"version":1,"learners":{"Ada":{"0.1":{"right":"yes","tries":-1,"hints":1.5,"title":7}}}}';
  expect(progressOf(readProgress(text)!, "Ada", "0.1")).toEqual({
    ...{ title: "", right: false, tries: 0, hints: 0, solution: false },
  });
});

test("a spreadsheet gets a line for each exercise, and no formula", () => {
  const progress = after({ id: "0.1", learner: "=1+1", right: true, title: 'Say "hello", please' });
  expect(progressCsv(progress)).toBe(
    'learner,exercise,title,right,tries,hints,solution\r\n\'=1+1,0.1,"Say ""hello"", please",yes,1,0,no\r\n',
  );
});

/** Files in memory. */
class Memory implements CourseFiles {
  readonly texts = new Map<string, string>();
  readonly writes: string[] = [];
  refuses = false;
  async read(path: string): Promise<string | null> {
    return Promise.resolve(this.texts.get(path) ?? null);
  }
  async write(path: string, text: string): Promise<void> {
    if (this.refuses) throw new Error("read-only");
    this.writes.push(path);
    this.texts.set(path, text);
    return Promise.resolve();
  }
  async notebooks(): Promise<string[]> {
    return Promise.resolve(["10-b.ipynb", "02-a.ipynb", "none.ipynb", "broken.ipynb"]);
  }
  async notebook(path: string): Promise<unknown> {
    if (path.includes("broken")) throw new Error("not JSON");
    const id = path.includes("02") ? "2.1" : "9.1";
    const source = path.includes("none") ? "" : `exercise("${id}");`;
    return Promise.resolve({ cells: [{ cell_type: "code", source }] });
  }
}

describe("the file beside the notebooks", () => {
  const said: string[] = [];
  const stored = (): { files: Memory; store: ProgressStore } => {
    said.length = 0;
    useHost({ notify: (_, text) => said.push(text) } as Partial<Host> as Host);
    const files = new Memory();
    return { files, store: new ProgressStore(files) };
  };

  test("has everything that happens at once, one after the other", async () => {
    const { files, store } = stored();
    await Promise.all(
      [1, 2, 3].map((k) => store.record("a/", { id: `0.${k}`, learner: "Ada", right: true })),
    );
    const progress = (await store.read("a/"))!;
    expect(Object.keys(progress.learners["Ada"])).toEqual(["0.1", "0.2", "0.3"]);
    expect(new Set(files.writes)).toEqual(new Set([`a/${PROGRESS_FILE}`]));
  });

  test("is left as it is where it is something else, and a person is told once", async () => {
    const { files, store } = stored();
    files.texts.set(PROGRESS_FILE, "my notes");
    await store.record("", { ...ada, right: true });
    await store.record("", { ...ada, hints: 1 });
    expect(files.texts.get(PROGRESS_FILE)).toBe("my notes");
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/left as it is/);
  });

  test("that cannot be written is said, and the next change is tried again", async () => {
    const { files, store } = stored();
    files.refuses = true;
    await store.record("", { ...ada, right: true });
    expect(said).toEqual([expect.stringMatching(/cannot be written/)]);
    files.refuses = false;
    await store.record("", { ...ada, hints: 1 });
    expect(files.writes).toEqual([PROGRESS_FILE]);
  });
});

describe("the outline of a notebook", () => {
  const shown = (part: string, title: string) => ({
    data: { "application/vnd.factorlab.v1+json": { kind: "exercise", part, id: "0.1", title } },
  });

  test("has each exercise once, with the title of its question", () => {
    const output = [shown("question", "Exercise 0.1: Two"), shown("hint", "Exercise 0.1: hint 1 of 3")];
    const cells = [
      { cell_type: "code", source: ["const a = exercise(\n", '  "0.1");'], outputs: output },
      { cell_type: "code", source: "exercise('0.1'); exercise(`0.2`)", outputs: [] },
      { cell_type: "markdown", source: 'exercise("0.3")' },
    ];
    expect(exercisesIn({ cells })).toEqual([
      { id: "0.1", title: "Exercise 0.1: Two" },
      { id: "0.2", title: "" },
    ]);
  });

  test.each([null, 1, {}, { cells: 4 }, { cells: [null, 3, { cell_type: "code" }, { cell_type: "code", source: 1, outputs: [1, { data: 2 }] }] }])(
    "of %j is empty",
    (notebook) => {
      expect(exercisesIn(notebook)).toEqual([]);
    },
  ); // prettier-ignore

  test("of a folder is in the order of the names, without those that have none or cannot be read", async () => {
    const names = (await outlineOf(new Memory(), "")).map(({ name }) => name);
    expect(names).toEqual(["02-a.ipynb", "10-b.ipynb"]);
  });
});

test("a reading of a folder's notebooks that one of its progress overtakes is made up for", async () => {
  const files = new Memory();
  const store = new ProgressStore(files);
  const reader = new FolderReader(files, store);
  await store.record("", { ...ada, right: true });
  const whole = reader.read("", true);
  const newest = reader.read("", false);
  expect(await whole).toBe(false);
  expect(await newest).toBe(true);
  expect(reader.current.outline.map(({ name }) => name)).toEqual(["02-a.ipynb", "10-b.ipynb"]);
  expect(progressOf(reader.current.progress!, "Ada", "0.1").right).toBe(true);
});
