/** The kernel's process: `node kernel.js <connection file>`, as the kernel spec has it. */
import { currentCell } from "./cell";
import { errorMessage } from "./error-message";
import { Evaluator } from "./evaluator";
import { readBundle } from "./mime-bundle";
import { watchParent } from "./parent-watch";
import { hidePromiseMarks } from "./promise-inspection";
import type { DisplayOptions, Publisher } from "./publisher";
import { KernelServer } from "./server";
import { logToTerminal } from "./stdio";

/** Lets the library show whole bundles in the middle of a cell: `globalThis[Symbol.for("factorlab.display")]`. */
function offerDisplay(publisher: Publisher): void {
  const display = (bundle: unknown, options: DisplayOptions = {}): void => {
    const cell = currentCell();
    if (cell !== undefined) publisher.display(cell, readBundle(bundle, "the display"), options);
  };
  Object.defineProperty(globalThis, Symbol.for("factorlab.display"), { value: display, configurable: true });
}

/** Shows errors that nothing caught on the cell that they came from; the kernel goes on. */
function reportUncaught(publisher: Publisher): void {
  const report = (label: string, error: unknown): void => {
    const text = `${label} ${errorMessage(error).traceback.join("\n")}\n`;
    const cell = currentCell();
    if (cell === undefined) logToTerminal(text);
    else publisher.stream(cell, "stderr", text);
  };
  process.on("uncaughtException", (error) => report("Uncaught", error));
  process.on("unhandledRejection", (reason) => report("Unhandled rejection:", reason));
}

async function start(connectionFile: string): Promise<void> {
  const server = new KernelServer(new Evaluator(process.cwd()), connectionFile);
  process.on("SIGINT", () => server.executions.interrupt());
  reportUncaught(server.publisher);
  offerDisplay(server.publisher);
  hidePromiseMarks();
  watchParent();
  await server.init();
}

function fail(error: unknown): void {
  logToTerminal(`the kernel cannot start: ${String(error)}`);
  process.exit(1);
}

if (require.main === module) {
  const connectionFile = process.argv[2];
  if (connectionFile === undefined) fail("expected the path of a connection file");
  else start(connectionFile).catch(fail);
}
