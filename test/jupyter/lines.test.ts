import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, type Answer } from "./client";
import { firstCell, lineCases, lineFiles, mark, type LineCase } from "./line-cases";

let kernel: KernelClient;
const folder = realpathSync(mkdtempSync(join(tmpdir(), "factorlab-lines-")));

beforeAll(async () => {
  for (const [name, text] of Object.entries(lineFiles)) write(name, text);
  kernel = await KernelClient.start("factorlab", folder);
  expect((await kernel.execute(firstCell)).reply?.content.status).toBe("ok");
});

afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

/** All that a cell has shown, as plain text. */
function textOf(answer: Answer): string {
  const parts = [
    ...contents(answer, "stream").map(({ text }) => text as string),
    ...contents(answer, "error").map(({ traceback }) => (traceback as string[]).join("\n")),
    ...[...contents(answer, "execute_result"), ...contents(answer, "display_data")].map(
      ({ data }) => (data as Record<string, string>)["text/plain"],
    ),
  ];
  // eslint-disable-next-line no-control-regex -- colours are escape sequences
  return parts.join("\n").replace(/\u001b\[\d+m/g, "");
}

/** The places that a text names: in cells, and in files of the folder. */
function placesIn(text: string): string[] {
  const found = text.matchAll(/(cell \[\d+\]|[\w() ./-]+\.(?:ts|js|mjs|json)):(\d+):(\d+)/g);
  const names = Array.from(found, ([place]) => place.slice(Math.max(0, place.indexOf(folder))));
  return [...new Set(names.map((name) => name.replace(`${folder}/`, "")))].sort();
}

/** The marked places of a cell, and the code without the marks. */
function marked(code: string): { code: string; places: string[] } {
  const places: string[] = [];
  const [first, ...rest] = code.split(mark);
  let before = first;
  for (const part of rest) {
    const lines = before.split("\n");
    places.push(`${lines.length}:${lines[lines.length - 1].length + 1}`);
    before += part;
  }
  return { code: before, places };
}

/** Traces of the kernel, of Node and of the compiled code. */
const foreign = /lib[\\/]jupyter|src[\\/]jupyter|^\s+at .*\bnode:|cell\[|\b__\w|\.ts\?/m;

async function expectPlaces({ code, text, at = [] }: LineCase): Promise<void> {
  const { code: sent, places } = marked(code);
  const answer = await kernel.execute(sent);
  const cell = `cell [${answer.reply?.content.execution_count as number}]`;
  const shown = textOf(answer);
  const expected = [...places.map((place) => `${cell}:${place}`), ...at];
  expect({ shown, places: placesIn(shown) }).toEqual({ shown, places: [...new Set(expected)].sort() });
  expect(shown).not.toMatch(foreign);
  if (text !== undefined) expect(shown).toContain(text);
}

describe.each(Object.entries(lineCases))("the lines that are %s", (_kind, cases) => {
  test.each(cases)("$what", expectPlaces);
});

describe("the line is that of the version that ran", () => {
  test("where a cell has run again", async () => {
    const old = await kernel.execute(
      'const versions: any[] = [];\nversions.push(() => { throw new Error("old") })',
    );
    await kernel.execute('\n\n\nversions.push(() => { throw new Error("new") })');
    const count = old.reply?.content.execution_count as number;
    const shown = textOf(await kernel.execute("console.log(versions.map(quiet))"));
    expect(shown).toContain(`cell [${count}]:2:29`);
    expect(shown).toContain(`cell [${count + 1}]:4:29`);
  });

  test("where a file has changed, also for functions from before", async () => {
    write("changes.ts", 'type A = 1;\nexport const fails = () => {\n  throw new Error("old");\n};\n');
    await kernel.execute('import { fails as before } from "./changes"; const first = before;');
    write("changes.ts", '\n\n\n\nexport const fails = () => {\n  throw new Error("new");\n};\n');
    utimesSync(join(folder, "changes.ts"), new Date(), new Date(Date.now() + 5000));
    await kernel.execute('import { fails as after } from "./changes"; const second = after;');
    const [old, now] = [textOf(await kernel.execute("first()")), textOf(await kernel.execute("second()"))];
    expect(old).toMatch(/changes\.ts:3:9\)[^]*> 3 \| {3}throw new Error\("old"\);/);
    expect(now).toMatch(/changes\.ts:6:9\)[^]*> 6 \| {3}throw new Error\("new"\);/);
  });

  test("where a run without a number has used the number of another", async () => {
    const fails = 'function numbered() {\n\n  throw new Error("numbered");\n}';
    await kernel.execute(fails);
    await kernel.execute("const silent = 1;\n// one\n// two", { store_history: false });
    expect(textOf(await kernel.execute("numbered()"))).toContain('> 3 |   throw new Error("numbered");');
  });
});

test("an error that comes late is shown in the cell that began it, with its lines", async () => {
  const id = await kernel.send('setTimeout(() => Promise.reject(new Error("late")), 200); undefined');
  await kernel.collect(id);
  await kernel.execute("await pause(400)");
  expect(textOf(await kernel.late(id, 0.2))).toMatch(
    /Unhandled rejection: Error: late\n[^]*> 1 \| setTimeout/,
  );
});

test("an error that is caught where the call stack is full has its lines", async () => {
  const dig =
    "const dig = (): any => {\n  try {\n    return [dig()];\n  } catch (error) {\n    deep ??= error;\n";
  const answer = await kernel.execute(`let deep: any;\n${dig}    throw error;\n  }\n};\nquiet(dig);\ndeep`);
  const [headline, ...frames] = textOf(answer).split("\n");
  expect(headline).toBe("RangeError: Maximum call stack size exceeded");
  expect(frames.length).toBeGreaterThan(3);
  for (const frame of frames) expect(frame).toMatch(/^ {4}at dig \(cell \[\d+\]:[2-6]:\d+\)$/);
});

test("ten thousand stacks are formed within a second", async () => {
  const code = 'const begun = performance.now();\nfor (let k = 0; k < 10_000; k++) new Error("x").stack;\n';
  const answer = await kernel.execute(`${code}performance.now() - begun`);
  expect(Number(textOf(answer))).toBeLessThan(1000);
});

test("more than a hundred ways to see a line are tried", () => {
  expect(Object.values(lineCases).flat().length).toBeGreaterThan(100);
});
