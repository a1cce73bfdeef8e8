import { writeSync } from "node:fs";

/**
 * Writes to the kernel's real stderr, which Jupyter shows in its log. It writes at once and from any thread; a worker's
 * own stderr would go through the main thread, which may be in an endless loop.
 */
export function logToTerminal(text: string): void {
  try {
    writeSync(2, `[factorlab kernel] ${text}\n`);
  } catch {
    // A terminal that nobody reads, or not fast enough, must not disturb the kernel.
  }
}
