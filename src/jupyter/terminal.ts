import { writeSync } from "node:fs";

/**
 * Writes to the kernel's real stderr, which Jupyter shows in its log. Written at once and from any thread: a worker's
 * own stderr goes through the main thread, which may be in an endless loop.
 */
export function logToTerminal(text: string): void {
  try {
    writeSync(2, `[factorlab kernel] ${text}\n`);
  } catch {
    // Nobody reads the terminal, or not fast enough. That must not disturb the kernel.
  }
}
