import { StdinNotImplementedError } from "../../session/messages/input";
import type { Cell } from "../../session/running/cell";
import type { ControlThread } from "../threads/control";
import { KeyboardInterrupt, interruptFlag } from "../../session/running/interrupt";
import type { Outgoing } from "../../session/message";

/** Milliseconds between two checks. */
const POLL_INTERVAL = 20;
const pauseFlag = new Int32Array(new SharedArrayBuffer(4));

/**
 * Asks the user for a line of text. The main thread waits, while the control thread answers requests.
 * @throws StdinNotImplementedError when the cell's front end cannot ask.
 * @throws KeyboardInterrupt when the cell is interrupted meanwhile.
 */
export function requestInput(
  cell: Cell,
  content: { prompt: string; password: boolean },
  control: ControlThread,
  send: (message: Outgoing) => void,
): string {
  if (cell.request.content.allow_stdin !== true) throw new StdinNotImplementedError();
  while (control.takeInput() !== undefined); // Drops input for a cell that was interrupted.
  send({ channel: "stdin", type: "input_request", parent: cell.request, content });
  for (;;) {
    const typed = control.takeInput();
    if (typed !== undefined) return typed;
    if (interruptFlag[0] !== 0 || cell.interrupted) throw new KeyboardInterrupt();
    Atomics.wait(pauseFlag, 0, 0, POLL_INTERVAL);
  }
}
