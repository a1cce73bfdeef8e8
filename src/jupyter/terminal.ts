import { writeSync } from "node:fs";

let descriptor = 2;

/** Sets the descriptor of the real stderr in this thread, when descriptor 2 has become a pipe to the cells. */
export function setTerminal(stderr: number): void {
  descriptor = stderr;
}

/**
 * Writes to the kernel's real stderr, which Jupyter shows in its log. It writes at once and from any thread; a worker's
 * own stderr would go through the main thread, which may be in an endless loop.
 */
export function logToTerminal(text: string): void {
  writeToTerminal(`[factorlab kernel] ${text}\n`);
}

/** Writes text of another program to the kernel's real stderr as it is. */
export function writeToTerminal(text: string | Uint8Array): void {
  try {
    if (typeof text === "string") writeSync(descriptor, text);
    else writeSync(descriptor, text);
  } catch {
    // A terminal that nobody reads, or not fast enough, must not disturb the kernel.
  }
}
