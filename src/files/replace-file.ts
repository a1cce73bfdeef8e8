import { attempt } from "../outputs/attempt";
import { nodeModule, nodeProcess } from "./node";
import { fileError, onDisk } from "./on-disk";

const WRITING = "writing files";
let written = 0;

/**
 * Writes a file beside its place and puts it there when it is whole and on the disk: whatever happens, no half file
 * has its name.
 * @param fill gives the bytes by `write`; when it throws, nothing stays.
 * @throws FileError where the system refuses; a file of that name is then the old or the new one, and whole.
 */
export async function replaceFile(
  path: string,
  fill: (write: (bytes: Uint8Array) => void) => Promise<void>,
): Promise<void> {
  const files = nodeModule("node:fs", WRITING);
  if (attempt(() => files.statSync(path).isDirectory(), false))
    throw fileError(path, "is a folder", "the path of a file");
  removeLeftovers(path);
  const { temporary, file } = openBeside(path);
  let open = true;
  const close = (): void => {
    open = false;
    files.closeSync(file);
  };
  try {
    await fill((bytes) => {
      for (let at = 0; at < bytes.length;)
        at += onDisk(path, "written", () => files.writeSync(file, bytes.subarray(at)));
    });
    onDisk(path, "written", () => {
      files.fsyncSync(file);
      close();
      files.renameSync(temporary, path);
      syncFolder(path);
    });
  } catch (error) {
    // Why it failed is on its way already.
    if (open) attempt(close, undefined);
    attempt(() => files.rmSync(temporary, { force: true }), undefined);
    throw error;
  }
}

/** A file that nobody else has: another process, or another thread of this one, may write the same at the same time. */
function openBeside(path: string): { temporary: string; file: number } {
  const { pid } = nodeProcess(WRITING);
  for (;;) {
    const temporary = `${path}.${pid}-${++written}.part`;
    const file = onDisk(path, "written", (files) => {
      try {
        return files.openSync(temporary, "wx");
      } catch (error) {
        if (codeOf(error) === "EEXIST") return null;
        throw error;
      }
    });
    if (file !== null) return { temporary, file };
  }
}

/**
 * Without this the new name itself could be lost with the power. Windows has no such thing, nor have some networks and
 * folders that may only be written to.
 */
function syncFolder(path: string): void {
  if (nodeProcess(WRITING).platform === "win32") return;
  const files = nodeModule("node:fs", WRITING);
  let folder: number | undefined;
  try {
    folder = files.openSync(nodeModule("node:path", WRITING).dirname(path), "r");
    files.fsyncSync(folder);
  } catch (error) {
    if (!["EINVAL", "EACCES"].includes(String(codeOf(error)))) throw error;
  } finally {
    if (folder !== undefined) files.closeSync(folder);
  }
}

/** Removes what processes that were killed have left of this file, as far as it can be removed. */
function removeLeftovers(path: string): void {
  const files = nodeModule("node:fs", WRITING);
  const paths = nodeModule("node:path", WRITING);
  const folder = paths.dirname(path);
  for (const name of attempt(() => files.readdirSync(folder), [])) {
    if (!name.startsWith(`${paths.basename(path)}.`)) continue;
    const [, pid] = /\.(\d+)-\d+\.part$/.exec(name) ?? [];
    if (pid !== undefined && !isProcessRunning(Number(pid)))
      attempt(() => files.rmSync(paths.join(folder, name), { force: true }), undefined);
  }
}

function isProcessRunning(pid: number): boolean {
  try {
    nodeProcess(WRITING).kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return codeOf(error) === "EPERM";
  }
}

function codeOf(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}
