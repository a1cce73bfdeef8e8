/** What a person does in a notebook, in a session in a page: results, errors, interrupts, output that comes late. */
import { expect, test, type Page } from "@playwright/test";
import type { Answer } from "../session/front";
import { openSession } from "../session/page";

let page: Page;

test.beforeAll(async ({ browser }) => {
  page = await browser.newPage();
  await openSession(page);
});

test.afterAll(() => page.close());

function run(code: string): Promise<Answer> {
  return page.evaluate((given) => front.run(given), code);
}

/** The text of a cell's result. */
async function result(code: string): Promise<unknown> {
  const { messages, reply } = await run(code);
  const shown = messages.find(({ type }) => type === "execute_result")?.content;
  return (shown?.data as Record<string, unknown> | undefined)?.["text/plain"] ?? reply;
}

function outputOf({ messages }: Answer): string {
  return messages.flatMap(({ type, content }) => (type === "stream" ? [content.text] : [])).join("");
}

/** Interrupts a cell once it says that it runs. */
async function interrupted(code: string): Promise<Answer> {
  return page.evaluate(async (given) => {
    const running = front.run(given);
    await new Promise((resolve) => setTimeout(resolve, 500));
    front.interrupt();
    return running;
  }, code);
}

test("a cell shows its last expression, and later cells see its variables", async () => {
  expect(await result("let rows = [1, 2, 3]; rows.map((each) => each * 2)")).toBe("[ 2, 4, 6 ]");
  expect(await result("const rows = new Map([[1, { a: 'b' }]]); rows")).toBe("Map(1) { 1 => { a: 'b' } }");
});

test("types are checked with the declarations of language and library", async () => {
  const { reply } = await run('const wrong: number = "one"');
  expect(reply).toMatchObject({ status: "error", ename: "CompileError" });
  expect(reply.evalue).toContain("Type 'string' is not assignable to type 'number'.");
  const model = await run('import { BiasedMF } from "factorlab"; new BiasedMF({ n_factors: 3 })');
  expect(model.reply.evalue).toContain('did you mean "features"?');
});

test("the library trains and displays as it does in Node", async () => {
  const { messages, reply } = await run(
    'import { MatrixFactorization } from "factorlab";\n' +
      "const model = new MatrixFactorization([[5, 3], [4, 1], [1, 5]], 2, { seed: 1 });\n" +
      "model.trainModel({ iterations: 50 });\nmodel",
  );
  expect(reply).toMatchObject({ status: "ok" });
  const data = messages.find(({ type }) => type === "execute_result")?.content.data as object;
  expect(Object.keys(data)).toContain("text/html");
  expect(Object.keys(data).some((type) => type.includes("factorlab"))).toBe(true);
});

test("an error shows the lines that the person wrote, and nothing of the session", async () => {
  await run("function check(x: number) {\n  throw new RangeError('too low');\n}");
  const { reply } = await run("const deeper = () => check(1);\ndeeper()");
  const text = (reply.traceback as string[]).join("\n").replaceAll(/\p{Cc}\[\d+m/gu, "");
  expect(text).toMatch(
    /^RangeError: too low\n {4}at check \(cell \[\d+\]:2:9\)\n {4}at deeper \(cell \[\d+\]:1:22\)\n {4}at cell \[\d+\]:2:1\n/,
  );
  expect(text).toContain("> 2 |   throw new RangeError('too low');");
  expect(text).not.toMatch(/worker\.js|eval at/);
});

test("the console writes to the cell that calls it, also when it is late", async () => {
  const now = await run('console.log("a", { b: [1] }); console.error("c"); console.table([{ x: 1 }])');
  expect(outputOf(now)).toBe("a { b: [ 1 ] }\nc\n");
  expect(now.messages.map(({ type }) => type)).toContain("display_data");
  await run('setTimeout(() => console.log("late"), 300); undefined');
  const number = await page.evaluate(() => front.latest);
  await run('console.log("another"); await new Promise((resolve) => setTimeout(resolve, 600))');
  const late = await page.evaluate((given) => front.after(given), number);
  expect(late.map(({ content }) => content.text)).toEqual(["late\n"]);
});

test("output behind an await goes to its cell, while another runs", async () => {
  await run(
    "const wait = (time: number) => new Promise((resolve) => setTimeout(resolve, time));\n" +
      'async function report() { await wait(300); console.log("reported"); await wait(1); console.log("twice") }\n' +
      "void report(); undefined",
  );
  const number = await page.evaluate(() => front.latest);
  expect(outputOf(await run('await wait(600); console.log("mine")'))).toBe("mine\n");
  const late = await page.evaluate((given) => front.after(given), number);
  expect(late.map(({ content }) => content.text).join("")).toBe("reported\ntwice\n");
});

test("an interrupt ends a loop, and variables stay", async () => {
  await run("let turns = 7");
  const { reply } = await interrupted("while (true) turns++");
  expect(reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  expect(await result("turns > 1000")).toBe("true");
});

test("an interrupt ends what waits: finally blocks run, what is behind the await does not", async () => {
  await run("const seen: string[] = []");
  const { reply } = await interrupted(
    'try { await new Promise(() => {}); seen.push("behind") } catch { seen.push("caught") } finally { seen.push("finally") }',
  );
  expect(reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  expect(await result("seen")).toBe("[ 'finally' ]");
});

test("an interrupt ends a chain of awaits, and its timers call nothing more", async () => {
  await run("let [steps, ticks] = [0, 0]");
  const { reply } = await interrupted(
    "setInterval(() => ticks++, 5); for (;;) { await new Promise((resolve) => setTimeout(resolve, 5)); steps++ }",
  );
  expect(reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  const [before] = [await result("[steps, ticks]")];
  await run("await new Promise((resolve) => setTimeout(resolve, 200))");
  expect(await result("[steps, ticks]")).toBe(before);
});

test("an interrupt ends a training", async () => {
  const { reply } = await interrupted(
    'import { MatrixFactorization } from "factorlab";\n' +
      "const long = new MatrixFactorization([[5, 3], [4, 1], [1, 5]], 2, { seed: 1 });\n" +
      "long.trainModel({ iterations: 1_000_000_000 });",
  );
  expect(reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  expect(await result("1 + 1")).toBe("2");
});

test("where the page may not share memory, an interrupt ends what waits", async ({ browser }) => {
  const shared = page;
  page = await browser.newPage();
  await openSession(page, { isolated: false });
  expect(await page.evaluate(() => "SharedArrayBuffer" in globalThis)).toBe(false);
  await run("let steps = 0");
  const { reply } = await interrupted(
    "for (;;) { await new Promise((resolve) => setTimeout(resolve, 5)); steps++ }",
  );
  expect(reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  const before = await result("steps");
  await run("await new Promise((resolve) => setTimeout(resolve, 200))");
  expect(await result("steps")).toBe(before);
  await page.close();
  page = shared;
});

test("names are completed and explained", async () => {
  await run("const known = new Map<string, number>()");
  const code = "known.si";
  const complete = await page.evaluate(
    (given) => front.request("complete_request", { code: given, cursor_pos: given.length }),
    code,
  );
  expect(complete.reply.matches).toContain("size");
  await run('import { MatrixFactorization } from "factorlab"');
  const inspect = await page.evaluate(() =>
    front.request("inspect_request", {
      code: "new MatrixFactorization([[1]], 1)",
      cursor_pos: 6,
      detail_level: 0,
    }),
  );
  expect(JSON.stringify(inspect.reply.data)).toContain(
    "new MatrixFactorization(data: CellsInput, features: number",
  );
});

test("an own file is imported, and read anew once it has changed", async () => {
  await page.evaluate(() =>
    front.write("/drive/own.ts", "export const n: number = 1;\nexport const later = () => n;"),
  );
  expect(await result('import { n } from "./own"; n')).toBe("1");
  await page.evaluate(() =>
    front.write("/drive/own.ts", "export const n: number = 2;\nexport const other = 3;"),
  );
  expect(await result('import { n, other } from "./own"; [n, other]')).toBe("[ 2, 3 ]");
});

test("modules are imported by their addresses, as declarations and later", async () => {
  const address = "data:text/javascript,export const two = 2; export default 3";
  expect(await result(`import three, { two } from "${address}"; [two, three]`)).toBe("[ 2, 3 ]");
  expect(await result(`const { two: again } = await import("${address}"); again`)).toBe("2");
});

test("an error in a file names its line", async () => {
  await page.evaluate(() =>
    front.write("/drive/fails.ts", "export function fail() {\n  throw new Error('in a file');\n}"),
  );
  const { reply } = await run('import { fail } from "./fails"; fail()');
  expect((reply.traceback as string[]).join("\n")).toContain("/drive/fails.ts:2:9");
});

test("a rejection that nobody handles is shown on its cell", async () => {
  const answer = await run(
    'void Promise.reject(new Error("unhandled")); await new Promise((resolve) => setTimeout(resolve, 100))',
  );
  expect(outputOf(answer)).toContain("Unhandled rejection:");
});

test("a person can be asked nothing where nobody can answer", async () => {
  expect(await result('prompt("name?", "nobody") === null')).toBe("true");
});
