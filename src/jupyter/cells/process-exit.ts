/** A cell that ends the process ends the kernel: the front end is told so first. */
import { currentCell } from "../running/cell";
import type { ErrorMessage } from "../errors/error-message";
import { lingerTime } from "../protocol/sockets";
import { red } from "../errors/terminal-colour";

/** Ends the kernel's process, as a cell cannot. */
export const exitProcess: (code: number) => never = process.exit.bind(process);

/**
 * Has cells' `process.exit` tell what they do.
 * @param tell Publishes the error on the cell that runs, and all that was written before.
 */
export function announceExit(tell: (error: ErrorMessage) => void): void {
  process.exit = (code?: number | string | null): never => {
    if (currentCell() !== undefined) {
      const evalue = `the cell called process.exit(${code ?? ""}); the kernel ends`;
      tell({ ename: "ProcessExit", evalue, traceback: [`${red("ProcessExit")}: ${evalue}`] });
      // What was sent is on its way in zeromq's own threads, and would be lost with them.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lingerTime);
    }
    return exitProcess(code as number);
  };
}
