/** Starts the kernel; kernel.ts loads this file, and all that it imports, into a realm of their own. */
import "./platform/node-platform";
import { mapCallSites } from "./cells/call-sites";
import { endWithCell } from "./cells/cell-processes";
import { guardTimers } from "./cells/cell-timers";
import { childOutput, showChildOutput } from "./cells/child-output";
import { endNetworkWithCell } from "./cells/cell-network";
import { endListenersWithCell } from "./cells/cell-listeners";
import { endStreamsWithCell } from "./cells/cell-streams";
import { hidePromiseMarks } from "./cells/promise-inspection";
import { showWarnings } from "./cells/warnings";
import { readConnection } from "./protocol/connection";
import { closeHoles } from "./realm/node-queues";
import { guardProcessEvents, onProcessEvent } from "./realm/process-events";
import { KernelServer } from "./server/server";
import { ProcessOutput } from "./threads/process-output";
import { logToTerminal } from "./terminal";
import { makeAtomicsInterruptible } from "../session/cells/cell-waits";
import { Evaluator } from "../session/cells/evaluator";
import { makeOffers } from "../session/cells/offers";
import { showUncaught } from "../session/cells/uncaught";
import { formStacks } from "../session/errors/form-stacks";
import type { Publisher } from "../session/messages/publisher";

/** Shows uncaught errors in the output of the cell that they came from; the kernel goes on. */
function reportUncaught(publisher: Publisher): void {
  const report = (event: string, label: string): void =>
    onProcessEvent(event, (error: unknown) => showUncaught(publisher, label, error));
  report("uncaughtException", "Uncaught");
  report("unhandledRejection", "Unhandled rejection:");
}

export async function startKernel(connectionFile: string): Promise<void> {
  // The call stack may also be full in the kernel's own code, whose errors are of its own class.
  for (const errorClass of new Set([globalThis.Error, Error])) formStacks(errorClass);
  mapCallSites();
  const connection = readConnection(connectionFile);
  const output = ProcessOutput.redirect();
  const evaluator = new Evaluator(process.cwd());
  const server = new KernelServer(evaluator, connection, output);
  const { publisher, comms, executions } = server.session;
  reportUncaught(publisher);
  makeOffers({
    ...{ publisher, comms, executions },
    requestInput: (cell, prompt, password) => server.requestInput(cell, prompt, password),
  });
  hidePromiseMarks();
  await server.start();
  guardTimers();
  endWithCell(childOutput(publisher, output));
  showChildOutput(publisher, output);
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
