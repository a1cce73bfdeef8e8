/** Starts the kernel; kernel.ts loads this file, and all that it imports, into a realm of their own. */
import { currentCell, owningCell, type Cell } from "./running/cell";
import { installCellGlobals } from "./cells/cell-globals";
import { endWithCell } from "./cells/cell-processes";
import { guardTimers } from "./cells/cell-timers";
import { childOutput, showChildOutput } from "./cells/child-output";
import { endNetworkWithCell } from "./cells/cell-network";
import { endListenersWithCell } from "./cells/cell-listeners";
import { endStreamsWithCell } from "./cells/cell-streams";
import { makeAtomicsInterruptible } from "./cells/cell-waits";
import { readConnection } from "./protocol/connection";
import { installConsoleTable } from "./cells/console-table";
import { mapCallSites } from "./errors/call-sites";
import { errorMessage } from "./errors/error-message";
import { formStacks } from "./errors/form-stacks";
import { Evaluator } from "./cells/evaluator";
import { KeyboardInterrupt, offerInterruptFlag } from "./running/interrupt";
import { readBundle } from "./display/mime-bundle";
import { hidePromiseMarks } from "./display/promise-inspection";
import { closeHoles } from "./realm/node-queues";
import { personFunction } from "./realm/person";
import { guardProcessEvents, onProcessEvent } from "./realm/process-events";
import type { DisplayOptions, Publisher } from "./messages/publisher";
import { KernelServer } from "./server/server";
import { ProcessOutput } from "./threads/process-output";
import { showWarnings } from "./cells/warnings";
import { logToTerminal } from "./terminal";

/** Lets the library display whole bundles in the middle of a cell: `globalThis[Symbol.for("factorlab.display")]`. */
function offerDisplay(publisher: Publisher): void {
  const display = (bundle: unknown, options: DisplayOptions = {}): void => {
    const cell = currentCell();
    if (cell !== undefined) publisher.display(cell, readBundle(bundle, "the display"), options);
  };
  Object.defineProperty(globalThis, Symbol.for("factorlab.display"), {
    value: personFunction(display),
    configurable: true,
  });
}

const told = new WeakSet<Cell>();

/**
 * Whether an error says no more than that its cell was interrupted: what is left of the cell fails when it goes on. A
 * cell that had ended before it was interrupted is told of that once, because its own output did not.
 */
function isToldAlready(error: unknown): boolean {
  // A microtask that fails is reported outside its context.
  const cell = owningCell() ?? (error instanceof KeyboardInterrupt ? currentCell() : undefined);
  if (cell?.interrupted !== true) return false;
  if (!cell.endedByItself || told.has(cell)) return true;
  told.add(cell);
  return false;
}

/** Shows uncaught errors in the output of the cell that they came from; the kernel goes on. */
function reportUncaught(publisher: Publisher): void {
  const report = (label: string, error: unknown): void => {
    if (isToldAlready(error)) return;
    const text = `${label} ${errorMessage(error).traceback.join("\n")}\n`;
    const cell = currentCell();
    if (cell === undefined) logToTerminal(text);
    else publisher.stream(cell, "stderr", text);
  };
  onProcessEvent("uncaughtException", (error: unknown) => report("Uncaught", error));
  onProcessEvent("unhandledRejection", (reason: unknown) => report("Unhandled rejection:", reason));
}

export async function startKernel(connectionFile: string): Promise<void> {
  // The call stack may also be full in the kernel's own code, whose errors are of its own class.
  for (const errorClass of new Set([globalThis.Error, Error])) formStacks(errorClass);
  mapCallSites();
  const connection = readConnection(connectionFile);
  const output = ProcessOutput.redirect();
  const evaluator = new Evaluator(process.cwd());
  const server = new KernelServer(evaluator, connection, output);
  reportUncaught(server.publisher);
  offerDisplay(server.publisher);
  offerInterruptFlag();
  installCellGlobals(server);
  installConsoleTable(server.publisher);
  hidePromiseMarks();
  await server.start();
  guardTimers();
  endWithCell(childOutput(server.publisher, output));
  showChildOutput(server.publisher, output);
  showWarnings();
  endNetworkWithCell();
  endStreamsWithCell();
  endListenersWithCell();
  makeAtomicsInterruptible();
  guardProcessEvents();
  closeHoles();
  evaluator.warmUp();
}

export function failToStart(error: unknown): void {
  logToTerminal(`the kernel cannot start: ${String(error)}`);
  process.exit(1);
}
