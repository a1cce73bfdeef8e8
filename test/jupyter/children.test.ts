import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, KernelClient, streamText } from "./client";

const isWindows = process.platform === "win32";
let kernel: KernelClient;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "factorlab children "));
  writeFileSync(join(folder, "child.cjs"), 'console.log("forked"); console.error("aside");');
  writeFileSync(join(folder, "late.cjs"), 'setTimeout(() => console.log("late"), 400);');
  writeFileSync(join(folder, "reads.cjs"), 'process.stdin.on("end", () => console.log("empty")).resume();');
  kernel = await KernelClient.start();
  await kernel.execute(imports(folder));
});

afterAll(async () => {
  await kernel.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the cells of these tests share: Node's modules, a child that says things, and its end. */
function imports(scripts: string): string {
  return `
    import * as cp from "node:child_process";
    import * as fs from "node:fs";
    import { promisify } from "node:util";
    import { Worker } from "node:worker_threads";
    const node = process.execPath;
    const scripts = ${JSON.stringify(scripts)};
    const says = (text: string, name = "stdout") => ["-e", "process." + name + ".write(" + JSON.stringify(text) + ")"];
    const ended = (child: cp.ChildProcess, event = "exit") => new Promise((resolve) => child.on(event, resolve));
  `;
}

interface Case {
  what: string;
  code: string;
  out?: string;
  err?: string;
}

const children: Case[] = [
  {
    what: "spawnSync that inherits all",
    code: 'cp.spawnSync(node, says("b"), { stdio: "inherit" })',
    out: "b",
  },
  {
    what: "spawnSync that inherits by a list",
    code: 'cp.spawnSync(node, says("b"), { stdio: ["ignore", "inherit", "inherit"] })',
    out: "b",
  },
  {
    what: "spawnSync with numbers",
    code: 'cp.spawnSync(node, says("b"), { stdio: [0, 1, 2] })',
    out: "b",
  },
  {
    what: "spawnSync with the process's streams",
    code: 'cp.spawnSync(node, says("b"), { stdio: [process.stdin, process.stdout, process.stderr] })',
    out: "b",
  },
  {
    what: "spawnSync whose stderr goes to stdout",
    code: 'cp.spawnSync(node, says("b", "stderr"), { stdio: ["ignore", 1, 1] })',
    out: "b",
  },
  {
    what: "spawnSync whose stdout goes to stderr",
    code: 'cp.spawnSync(node, says("b"), { stdio: ["ignore", 2, 2] })',
    err: "b",
  },
  {
    what: "spawnSync's stderr",
    code: 'cp.spawnSync(node, says("b", "stderr"), { stdio: "inherit" })',
    err: "b",
  },
  { what: "execSync", code: 'cp.execSync("echo b", { stdio: "inherit" })', out: "b\n" },
  { what: "execSync's stderr, inherited by default", code: 'cp.execSync("echo b >&2")', err: "b\n" },
  {
    what: "execSync of a command that fails",
    code: 'try { cp.execSync("echo b && exit 3", { stdio: "inherit" }) } catch (error) { if (error.status !== 3) throw error }',
    out: "b\n",
  },
  {
    what: "execFileSync",
    code: 'cp.execFileSync(node, says("b"), { stdio: ["pipe", "inherit", "inherit"], input: "x" })',
    out: "b",
  },
  {
    what: "execFileSync's stderr, inherited by default",
    code: 'cp.execFileSync(node, says("b", "stderr"))',
    err: "b",
  },
  {
    what: "spawn until its exit",
    code: 'await ended(cp.spawn(node, says("b"), { stdio: "inherit" }))',
    out: "b",
  },
  {
    what: "spawn until its close",
    code: 'await ended(cp.spawn(node, says("b"), { stdio: "inherit" }), "close")',
    out: "b",
  },
  {
    what: "spawn with numbers",
    code: 'await ended(cp.spawn(node, says("b"), { stdio: [0, 1, 2] }))',
    out: "b",
  },
  {
    what: "spawn with streams",
    code: 'await ended(cp.spawn(node, says("b"), { stdio: ["ignore", process.stdout, process.stderr] }))',
    out: "b",
  },
  {
    what: "spawn's stderr alone, beside a pipe",
    code: 'await ended(cp.spawn(node, says("b", "stderr"), { stdio: ["pipe", "pipe", "inherit"] }))',
    err: "b",
  },
  {
    what: "spawn whose stderr goes to stdout",
    code: 'await ended(cp.spawn(node, says("b", "stderr"), { stdio: ["ignore", 1, 1] }))',
    out: "b",
  },
  {
    what: "spawn of a shell",
    code: 'await ended(cp.spawn("echo b", { stdio: "inherit", shell: true }))',
    out: "b\n",
  },
  {
    what: "a grandchild",
    code: 'await ended(cp.spawn(node, ["-e", "require(\'child_process\').spawnSync(process.execPath, " + JSON.stringify(says("b")) + ", { stdio: \'inherit\' })"], { stdio: "inherit" }))',
    out: "b",
  },
  {
    what: "fork",
    code: 'await ended(cp.fork(scripts + "/child.cjs"))',
    out: "forked\n",
    err: "aside\n",
  },
  {
    what: "fork with a list",
    code: 'await ended(cp.fork(scripts + "/child.cjs", { stdio: ["ignore", "inherit", "ignore", "ipc"] }))',
    out: "forked\n",
  },
  {
    what: "a detached child",
    code: 'await ended(cp.spawn(node, says("b"), { stdio: "inherit", detached: true }))',
    out: "b",
  },
  {
    what: "text whose characters have several bytes",
    code: 'await ended(cp.spawn(node, ["-e", "process.stdout.write(`äöü→🙂`.repeat(20_000))"], { stdio: "inherit" }))',
    out: "äöü→🙂".repeat(20_000),
  },
  { what: "bytes that are no text", code: "fs.writeSync(1, Buffer.from([98, 255, 98]))", out: "b\ufffdb" },
];

const writes: Case[] = [
  { what: "writeSync of text", code: 'fs.writeSync(1, "b")', out: "b" },
  { what: "writeSync to stderr", code: 'fs.writeSync(2, "b")', err: "b" },
  { what: "writeSync to process.stdout.fd", code: 'fs.writeSync(process.stdout.fd, "b")', out: "b" },
  { what: "writeSync of text in hex", code: 'fs.writeSync(1, "62", null, "hex")', out: "b" },
  { what: "writeSync of bytes", code: 'fs.writeSync(1, Buffer.from("abc"), 1, 1)', out: "b" },
  {
    what: "writeSync of bytes with options",
    code: '(fs as any).writeSync(1, Buffer.from("abc"), { offset: 1, length: 1 })',
    out: "b",
  },
  { what: "writeSync of wide numbers", code: "fs.writeSync(1, new Uint16Array([0x6262]))", out: "bb" },
  {
    what: "writeSync of a DataView",
    code: "fs.writeSync(1, new DataView(new Uint8Array([98]).buffer))",
    out: "b",
  },
  {
    what: "half a character, and its other half",
    code: 'const bytes = Buffer.from("ä"); fs.writeSync(1, bytes, 0, 1); fs.writeSync(1, bytes, 1, 1)',
    out: "ä",
  },
  { what: "writevSync", code: 'fs.writevSync(1, [Buffer.from("b"), Buffer.from("b")])', out: "bb" },
  { what: "writeFileSync", code: 'fs.writeFileSync(1, "b")', out: "b" },
  {
    what: "writeFileSync of a megabyte",
    code: 'fs.writeFileSync(1, "b".repeat(1_000_000))',
    out: "b".repeat(1_000_000),
  },
  { what: "appendFileSync", code: 'fs.appendFileSync(2, "b")', err: "b" },
  { what: "write", code: 'await new Promise((done) => fs.write(1, "b", done))', out: "b" },
  {
    what: "write of bytes",
    code: 'await new Promise((done) => fs.write(1, Buffer.from("abc"), 1, 1, null, done))',
    out: "b",
  },
  {
    what: "write as a promise",
    code: 'const { bytesWritten } = await promisify(fs.write)(1, Buffer.from("b")); if (bytesWritten !== 1) throw bytesWritten',
    out: "b",
  },
  { what: "writev", code: 'await new Promise((done) => fs.writev(1, [Buffer.from("b")], done))', out: "b" },
  { what: "writeFile", code: 'await promisify(fs.writeFile)(1 as any, "b")', out: "b" },
  {
    what: "a stream on the descriptor",
    code: 'const stream = fs.createWriteStream("", { fd: 1, autoClose: false }); stream.write("b"); await new Promise((done) => stream.end("c", () => done(0)))',
    out: "bc",
  },
  {
    what: "a stream on stderr",
    code: 'await new Promise((done) => fs.createWriteStream("", { fd: 2, autoClose: false }).end("b", () => done(0)))',
    err: "b",
  },
  { what: "the file of the descriptor", code: 'fs.writeFileSync("/dev/fd/1", "b")', out: "b" },
];

const workers: Case[] = [
  {
    what: "a worker that writes to the descriptor",
    code: "await new Promise((done) => new Worker(\"require('fs').writeSync(1, 'b')\", { eval: true }).on(\"exit\", done))",
    out: "b",
  },
  {
    what: "a worker whose child inherits",
    code: "await new Promise((done) => new Worker(\"require('child_process').execSync('echo b', { stdio: 'inherit' })\", { eval: true }).on(\"exit\", done))",
    out: "b\n",
  },
];

test.skipIf(isWindows).each(workers)("$what: its text is in the cell", async ({ code, out }) => {
  expect(streamText(await kernel.execute(`${code}; undefined`))).toBe(out);
});

describe(`${children.length} ways in which a child writes, and ${writes.length} to a descriptor`, () => {
  // A pipe with a name is what the last ones need.
  const here = [...children, ...writes].filter(
    ({ what }) => !isWindows || !/file of|FileSync|writeFile/.test(what),
  );

  test.each(here)("$what: its text stands between the lines before and after", async ({ code, out, err }) => {
    const answer = await kernel.execute(
      `console.log("<"); console.error("("); ${code}; console.log(">"); console.error(")");`,
    );
    expect(contents(answer, "error")).toEqual([]);
    expect(streamText(answer)).toBe(`<\n${out ?? ""}>\n`);
    expect(streamText(answer, "stderr")).toBe(`(\n${err ?? ""})\n`);
  });
});

test("a child that inherits has no streams for its cell, and its exit code arrives", async () => {
  const { reply } = await kernel.execute(`
    const child = cp.spawn(node, ["-e", "process.exit(3)"], { stdio: "inherit" });
    const code = await ended(child);
    const seen = JSON.stringify([child.stdin, child.stdout, child.stderr, child.stdio, code, child.exitCode]);
    if (seen !== "[null,null,null,[null,null,null],3,3]") throw new Error(seen);
  `);
  expect(reply?.content).toMatchObject({ status: "ok" });
});

describe("wrong parameters", () => {
  test.each([
    ["(fs as any).writeSync(1)", "ERR_INVALID_ARG_TYPE"],
    ["fs.writeSync(1, {} as any)", "ERR_INVALID_ARG_TYPE"],
    ["fs.writeSync(1, Buffer.alloc(1), 2, 1)", "ERR_OUT_OF_RANGE"],
    ["fs.writeSync(1, Buffer.alloc(1), 0, 2)", "ERR_OUT_OF_RANGE"],
    ["fs.writevSync(1, [1] as any)", "ERR_INVALID_ARG_TYPE"],
    ["fs.writeFileSync(1, {} as any)", "ERR_INVALID_ARG_TYPE"],
    ['cp.spawnSync("", { stdio: "inherit" })', "ERR_INVALID_ARG_VALUE"],
    [`(cp as any).spawn("a", [], { stdio: ["what"] })`, "ERR_INVALID_SYNC_FORK_INPUT"],
  ])("%s is Node's own error", async (code, expected) => {
    const { reply } = await kernel.execute(
      `try { ${code}; throw new Error("no error") } catch (error) { if (error.code !== "${expected}") throw error; }`,
    );
    expect(reply?.content).toMatchObject({ status: "ok" });
  });

  test("a program that is not there is an error of its own", async () => {
    const { reply } = await kernel.execute(`
      const error: any = await ended(cp.spawn("/no/such/program", { stdio: "inherit" }), "error");
      if (error.code !== "ENOENT") throw error;
    `);
    expect(reply?.content).toMatchObject({ status: "ok" });
  });
});

describe("output after the end of its cell", () => {
  test.each([
    ["spawn", 'cp.spawn(node, [scripts + "/late.cjs"], { stdio: "inherit" })'],
    ["fork", 'cp.fork(scripts + "/late.cjs")'],
    ["a shell's child", 'cp.spawn("sleep 0.4; echo late", { stdio: "inherit", shell: true })'],
    ["a write to a descriptor", 'setTimeout(() => fs.writeSync(1, "late\\n"), 400)'],
    ["writeFileSync", 'setTimeout(() => fs.writeFileSync(1, "late\\n"), 400)'],
    [
      "a stream on a descriptor",
      'const later = fs.createWriteStream("", { fd: 1 }); setTimeout(() => later.write("late\\n"), 400)',
    ],
    [
      "a synchronous child of a timer",
      'setTimeout(() => cp.execSync("echo late", { stdio: "inherit" }), 400)',
    ],
  ])("of %s goes to the cell that started it", async (_what, code) => {
    const id = await kernel.send(`${code}; undefined`);
    await kernel.collect(id);
    const next = await kernel.execute("await new Promise((resolve) => setTimeout(resolve, 800))");
    expect(streamText(await kernel.late(id, 0))).toBe("late\n");
    expect(streamText(next)).toBe("");
  });
});

describe("the input of a child", () => {
  test.each([
    'cp.execFileSync(node, [scripts + "/reads.cjs"], { stdio: "inherit" })',
    'cp.spawnSync(node, [scripts + "/reads.cjs"], { stdio: [0, 1, 2] })',
    'cp.spawnSync(node, [scripts + "/reads.cjs"], { stdio: [process.stdin, 1, 2] })',
    'await ended(cp.spawn(node, [scripts + "/reads.cjs"], { stdio: "inherit" }))',
    'await ended(cp.spawn(node, [scripts + "/reads.cjs"], { stdio: [process.stdin, "inherit", "ignore"] }))',
    'await ended(cp.fork(scripts + "/reads.cjs"))',
    'if (fs.readFileSync(0, "utf8") === "") console.log("empty")',
  ])("is empty: %s", async (code) => {
    const answer = await kernel.execute(`${code}; undefined`, {}, 20);
    expect(answer.timedOut).toBe(false);
    expect(streamText(answer)).toBe("empty\n");
  });
});

test.skipIf(isWindows)("where there are no named pipes, children's output arrives all the same", async () => {
  const bare = await KernelClient.start("factorlab", folder, undefined, { PATH: folder });
  await bare.execute(imports(folder));
  for (const { code, out, err } of children.filter(({ code }) =>
    /^cp\.(spawn|exec|execFile)Sync/.test(code),
  )) {
    const answer = await bare.execute(`console.log("<"); ${code}; console.log(">");`);
    expect([code, streamText(answer), streamText(answer, "stderr")]).toEqual([
      code,
      `<\n${out ?? ""}>\n`,
      err ?? "",
    ]);
  }
  await bare.close();
});

function residentMegabytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))!;
  return Number(kilobytes) / 1024;
}

describe.skipIf(isWindows)("a child that floods", () => {
  test.each([
    ["synchronous", 'cp.execSync("head -c 40000000 /dev/zero | tr \\\\\\\\0 x", { stdio: "inherit" })'],
    [
      "asynchronous",
      'await ended(cp.spawn("head -c 40000000 /dev/zero | tr \\\\\\\\0 x", { shell: true, stdio: "inherit" }))',
    ],
  ])("%s: its 40 MB arrive whole", async (_what, code) => {
    const answer = await kernel.execute(`${code}; undefined`);
    expect(answer.timedOut).toBe(false);
    const text = streamText(answer);
    expect([text.length, text.replaceAll("x", "")]).toEqual([40_000_000, ""]);
  });

  test("endlessly takes no memory without bound, and is ended by an interrupt", async () => {
    const id = await kernel.send('await ended(cp.spawn("yes", { stdio: "inherit" })); await 1; undefined');
    await kernel.late(id, 2);
    const before = process.platform === "linux" ? residentMegabytes(kernel.pid) : 0;
    await kernel.late(id, 3);
    if (process.platform === "linux") expect(residentMegabytes(kernel.pid) - before).toBeLessThan(150);
    const begun = performance.now();
    await kernel.interrupt();
    await kernel.collect(id, 10); // Cells that were sent before its end would be aborted with it.
    const next = await kernel.execute('cp.execSync("echo lives", { stdio: "inherit" }); undefined');
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(streamText(next)).toBe("lives\n");
  });
});
