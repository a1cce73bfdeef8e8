/**
 * Puts pipes onto the process's descriptors 1 and 2, so that the kernel reads what is written there without Node's
 * streams: by children that inherit them, `fs.writeSync(1, …)`, native code. Descriptor 0 becomes an empty input.
 *
 * Node cannot duplicate descriptors. But the system gives an opened file the lowest free number, so that a pipe with a
 * name, opened right after descriptor 1 was closed, is descriptor 1.
 */
import { spawnSync } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The ends at which the kernel reads what is written to its descriptors 1 and 2. */
export interface OutputEnds {
  stdout: number;
  stderr: number;
}

/**
 * Redirects the descriptors. It must be called before other threads open files, which could take the freed numbers.
 * @returns undefined where there are no named pipes, as on Windows; the descriptors then stay as they are.
 */
export function redirectDescriptors(): OutputEnds | undefined {
  if (process.platform === "win32") return undefined;
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), "factorlab-"));
    const [out, err] = [join(folder, "out"), join(folder, "err")];
    const { status } = spawnSync("mkfifo", ["-m", "600", out, err], { stdio: "ignore" });
    if (status !== 0) return undefined;
    const ends = { stdout: openReader(out), stderr: openReader(err) };
    replace(0, "/dev/null", "r");
    replace(1, out, "w");
    replace(2, err, "w");
    return ends;
  } catch {
    return undefined; // A temporary folder that is full or cannot be written must not keep the kernel from starting.
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function openReader(path: string): number {
  return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
}

function replace(descriptor: number, path: string, flags: "r" | "w"): void {
  try {
    closeSync(descriptor);
  } catch {
    // It was closed from the beginning.
  }
  const opened = openSync(path, flags);
  if (opened !== descriptor) throw new Error(`descriptor ${descriptor} was opened as ${opened}`);
}
