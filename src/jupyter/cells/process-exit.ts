/** A cell that ends the process ends the kernel; the front end is told first. */
import { currentCell } from "../../session/running/cell";
import type { ErrorMessage } from "../../session/errors/error-message";
import { asPersonFunction } from "../../session/realm/person";
import { lingerTime } from "../protocol/sockets";
import { red } from "../../session/errors/terminal-colour";

const { exit, reallyExit } = process as typeof process & { reallyExit(code: number): never };

/** Ends the kernel's process without telling the front end. */
export function exitProcess(code: number): never {
  try {
    return exit(code);
  } catch {
    return reallyExit(code); // A cell has replaced what Node's own function calls.
  }
}

/**
 * Replaces `process.exit`, so that a cell that calls it reports this first.
 * @param tell Publishes the error on the running cell, after everything that was written before.
 */
export function announceExit(tell: (error: ErrorMessage) => void): void {
  process.exit = asPersonFunction((code?: number | string | null): never => {
    if (currentCell() !== undefined) {
      const evalue = `the cell called process.exit(${code ?? ""}); the kernel ends`;
      tell({ ename: "ProcessExit", evalue, traceback: [`${red("ProcessExit")}: ${evalue}`] });
      // Sent messages are still on their way in zeromq's own threads, and would be lost with them.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lingerTime);
    }
    return exitProcess(code as number);
  });
}
