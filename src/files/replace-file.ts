import { nodeModule, nodeProcess } from "./node";

const WRITING = "writing files";
let written = 0;

/**
 * Writes a file beside its place and puts it there when it is whole: whatever happens, no half file has its name.
 * @param fill gives the bytes by `write`; when it throws, nothing stays.
 */
export async function replaceFile(
  path: string,
  fill: (write: (bytes: Uint8Array) => void) => Promise<void>,
): Promise<void> {
  const files = nodeModule("node:fs", WRITING);
  sweep(path);
  // Another process may write the same file at the same time.
  const temporary = `${path}.${nodeProcess(WRITING).pid}-${++written}.part`;
  const file = files.openSync(temporary, "wx");
  let open = true;
  try {
    await fill((bytes) => {
      for (let at = 0; at < bytes.length;) at += files.writeSync(file, bytes.subarray(at));
    });
    files.fsyncSync(file);
    files.closeSync(file);
    open = false;
    files.renameSync(temporary, path);
  } catch (error) {
    if (open) files.closeSync(file);
    files.rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes what processes that were killed have left of this file. */
function sweep(path: string): void {
  const files = nodeModule("node:fs", WRITING);
  const paths = nodeModule("node:path", WRITING);
  const folder = paths.dirname(path);
  for (const name of files.readdirSync(folder)) {
    if (!name.startsWith(`${paths.basename(path)}.`)) continue;
    const [, pid] = /\.(\d+)-\d+\.part$/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) files.rmSync(paths.join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    nodeProcess(WRITING).kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return (error as { code?: unknown }).code === "EPERM";
  }
}
