/** A cell that ends the process ends the kernel; the front end is told first. */
import { currentCell } from "../running/cell";
import type { ErrorMessage } from "../errors/error-message";
import { lingerTime } from "../protocol/sockets";
import { red } from "../errors/terminal-colour";

/** Ends the kernel's process without telling the front end. */
export const exitProcess: (code: number) => never = process.exit.bind(process);

/**
 * Replaces `process.exit`, so that a cell that calls it reports this first.
 * @param tell Publishes the error on the running cell, after everything that was written before.
 */
export function announceExit(tell: (error: ErrorMessage) => void): void {
  process.exit = (code?: number | string | null): never => {
    if (currentCell() !== undefined) {
      const evalue = `the cell called process.exit(${code ?? ""}); the kernel ends`;
      tell({ ename: "ProcessExit", evalue, traceback: [`${red("ProcessExit")}: ${evalue}`] });
      // Sent messages are still on their way in zeromq's own threads, and would be lost with them.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lingerTime);
    }
    return exitProcess(code as number);
  };
}
