import { attempt } from "../outputs/attempt";
import { nodeModule, nodeProcess } from "./node";
import { fileError, onDisk } from "./on-disk";

const WRITING = "writing files";
let written = 0;

/**
 * Writes a temporary file beside the path, and renames it once it is complete and on the disk: whatever happens, no
 * partial file has the name.
 * @param fill passes the bytes to `write`; when it throws, no file is left behind.
 * @throws FileError where the system refuses; a file of that name is then the complete old or new one.
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
    // The first error is thrown below; failures of the clean-up are ignored.
    if (open) attempt(close, undefined);
    attempt(() => files.rmSync(temporary, { force: true }), undefined);
    throw error;
  }
}

/** Opens a new file of its own: another process, or another thread, may be writing the same path. */
function openBeside(path: string): { temporary: string; file: number } {
  const { pid } = nodeProcess(WRITING);
  for (;;) {
    const temporary = `${path}.${pid}-${++written}.part`;
    const file = onDisk(path, "written", (files) => {
      try {
        return files.openSync(temporary, "wx");
      } catch (error) {
        if (errorCode(error) === "EEXIST") return null;
        throw error;
      }
    });
    if (file !== null) return { temporary, file };
  }
}

/**
 * Writes the folder to the disk, so that a power failure cannot lose the new name. Windows does not offer this, nor do
 * some network folders and folders without read permission.
 */
function syncFolder(path: string): void {
  if (nodeProcess(WRITING).platform === "win32") return;
  const files = nodeModule("node:fs", WRITING);
  let folder: number | undefined;
  try {
    folder = files.openSync(nodeModule("node:path", WRITING).dirname(path), "r");
    files.fsyncSync(folder);
  } catch (error) {
    if (!["EINVAL", "EACCES"].includes(String(errorCode(error)))) throw error;
  } finally {
    if (folder !== undefined) files.closeSync(folder);
  }
}

/** Removes the temporary files of this path that killed processes left behind, as far as possible. */
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
    // The process is running, but belongs to another user.
    return errorCode(error) === "EPERM";
  }
}

function errorCode(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
}
