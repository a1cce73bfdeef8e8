/** A session in a worker of a page, for the tests: it takes requests, and runs snippets one by one. */
import { format } from "node-inspect-extracted";
import * as factorlab from "../../src";
import * as course from "../../src/course";
import { declarationFiles } from "../../src/page/compiler-files";
import type { DeclarationTexts } from "../../src/page/orders";
import { PageFiles } from "../../src/page/page-files";
import * as spark from "../../src/page/spark";
import { startSession, type PageSession } from "../../src/page/start";
import { CellCompiler } from "../../src/session/language/cell-compiler";
import { CellRunner } from "../../src/session/language/runner";
import type { Message } from "../../src/session/message";
import { Cell, runInCell } from "../../src/session/running/cell";

/** What the page asks of the worker. */
export type Order =
  | { kind: "start"; declarations: DeclarationTexts }
  | { kind: "snippet"; id: number; cells: string[]; files: [name: string, text: string][] }
  | { kind: "request"; request: Message }
  | { kind: "interrupt"; run: number; interrupt: number }
  | { kind: "write"; file: string; text: string };

const notebook = "/drive";
let files = new PageFiles();
let started: PageSession | undefined;
let compiler: CellCompiler | undefined;
let [runs, folders] = [0, 0];

onmessage = ({ data }: MessageEvent<Order>) => {
  if (data.kind === "start") start(data.declarations);
  else if (data.kind === "request") started?.session.handle("shell", data.request);
  else if (data.kind === "interrupt") started?.interrupt(data.run, data.interrupt);
  else if (data.kind === "write") files.write(data.file, data.text);
  else void outcomeOf(data).then((lines) => postMessage({ kind: "outcome", id: data.id, lines }));
};

function start(declarations: DeclarationTexts): void {
  files = new PageFiles(declarationFiles(declarations));
  started = startSession({
    ...{
      files,
      folder: notebook,
      packages: {
        factorlab: () => factorlab,
        "factorlab/course": () => course,
        "factorlab/spark": () => spark,
      },
      version: "0.0.0",
    },
    scripts: { session: [self.location.href], library: [] },
    send: (message) => postMessage({ kind: "message", message }),
    log: (text) => postMessage({ kind: "log", text }),
  });
  compiler = new CellCompiler(notebook);
  postMessage({ kind: "ready", flags: started.flags });
}

/** The lines that a snippet prints, and the error that it ends with, as test/kernel-parts/language/outcome.mjs has them. */
async function outcomeOf({ cells, files: own }: Order & { kind: "snippet" }): Promise<string[]> {
  const folder = `s${++folders}`;
  for (const [name, text] of own) files.write(`${notebook}/${folder}/${name}`, text);
  const { log } = console;
  const lines: string[] = [];
  console.log = (...values: unknown[]) => void lines.push(format(...values));
  try {
    await runAll(cells.map((each) => each.replace(/(["'`])\.\//g, `$1./${folder}/`)));
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
  } catch (error) {
    lines.push(error instanceof Error ? `${error.name}: ${error.message}` : format("threw", error));
  } finally {
    console.log = log;
  }
  return lines;
}

async function runAll(cells: readonly string[]): Promise<void> {
  const runner = new CellRunner(notebook);
  for (const code of cells) {
    const name = `cell[1].${++runs}`;
    const compilation = compiler!.compile(code, name);
    if ("diagnostics" in compilation) throw new SyntaxError(compilation.diagnostics[0].message);
    const { cell } = compilation;
    const request = {
      identities: [],
      header: { msg_id: name, msg_type: "" },
      metadata: {},
      content: {},
      buffers: [],
    };
    const owner = new Cell(request, 1, false);
    const { thrown, assigned } = await runInCell(owner, () => runner.run(cell, name, code));
    cell.adopt(assigned);
    if (thrown !== undefined) throw thrown.error;
  }
}
