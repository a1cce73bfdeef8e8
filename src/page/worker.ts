/** The worker in which a page runs cells: the entry point of its bundle. */
import * as factorlab from "..";
import * as course from "../course";
import * as view from "../view";
import { StdinNotImplementedError } from "../session/messages/input";
import type { Cell } from "../session/running/cell";
import { emptyBox, takeAnswer, type AnswerBox } from "./answer-box";
import { declarationFiles } from "./compiler-files";
import type { Order, WorkerReport } from "./orders";
import { PageFiles } from "./page-files";
import * as spark from "./spark";
import { startSession, type PageSession } from "./start";

// Taken before a cell can replace it.
const post = globalThis.postMessage.bind(globalThis) as (report: WorkerReport) => void;
let files = new PageFiles();
let started: PageSession | undefined;

addEventListener("message", ({ data }: MessageEvent<Order>) => {
  if (data.kind === "start") start(data);
  else if (data.kind === "request") started?.session.handle(data.channel, data.request);
  else if (data.kind === "files") data.files.forEach(update);
  else {
    started?.interrupt(data.run, data.interrupt);
    post({ kind: "noticed", interrupt: data.interrupt });
  }
});

function start({ folder, declarations, answers }: Order & { kind: "start" }): void {
  files = new PageFiles(declarationFiles(declarations));
  started = startSession({
    ...{ files, folder, version: declarations.version },
    packages: {
      factorlab: () => factorlab,
      "factorlab/view": () => view,
      "factorlab/course": () => course,
      "factorlab/spark": () => spark,
    },
    // All scripts of the worker are beside this one.
    scripts: { session: [new URL(".", self.location.href).href], library: [] },
    send: (message) => post({ kind: "message", message }),
    ask: (cell, prompt, password) => ask(cell, { prompt, password }, answers),
    log: (text) => post({ kind: "log", text }),
  });
  post({ kind: "ready", flags: started.flags });
}

function update([path, text]: [path: string, text: string | undefined]): void {
  if (text === undefined) files.remove(path);
  else files.write(path, text);
}

const cannotWait =
  "the page cannot be waited for, because it shares no memory with the worker in which cells run " +
  "(it is not cross-origin isolated); write the answer into the cell";

/**
 * Asks the person for a line of text, and waits for it.
 * @throws StdinNotImplementedError when the cell's front end cannot ask.
 * @throws KeyboardInterrupt when the cell is interrupted meanwhile.
 */
function ask(cell: Cell, content: object, answers: AnswerBox | undefined): string {
  if (cell.request.content.allow_stdin !== true) throw new StdinNotImplementedError();
  if (answers === undefined) throw new Error(`prompt: ${cannotWait}`);
  emptyBox(answers);
  started!.session.send({ channel: "stdin", type: "input_request", parent: cell.request, content });
  return takeAnswer(answers);
}
