import { attempt } from "../outputs/attempt";
import { nodeModule, nodeProcess } from "./node";
import type { FileStat } from "./node";
import { errorCode, onDisk, PURPOSE, refused } from "./on-disk";
import { fileError } from "./path";
import { openBeside, removeLeftovers } from "./temporary";
import { writeTarget } from "./write-target";

/** What a new file may be used for, before the process's mask; and one that will have the mode of the file it replaces. */
const NEW_MODE = 0o666;
const PRIVATE_MODE = 0o600;
/** The bits of a mode that are kept, and parts of them. */
const RIGHTS = 0o7777;
const RUNS_AS_OWNER = 0o6000;
const GROUP = 0o070;

/**
 * Writes a temporary file beside the path, and renames it once it is complete and on the disk: whatever happens, no
 * partial file has the name. Writes through links, and keeps mode and owner of what it replaces, as far as the system
 * lets it.
 * @param fill passes the bytes to `write`; when it throws, no file is left behind.
 * @throws FileError where the path should not be written or the system refuses; a file of that name is then the complete
 * old or new one.
 */
export async function replaceFile(
  path: string,
  fill: (write: (bytes: Uint8Array) => void) => Promise<void>,
): Promise<void> {
  const files = nodeModule("node:fs", PURPOSE.written);
  const { path: target, replaced } = writeTarget(path);
  const { temporary, file } = openBeside(path, target, replaced === null ? NEW_MODE : PRIVATE_MODE);
  let open = true;
  const close = (): void => {
    open = false;
    files.closeSync(file);
  };
  try {
    removeLeftovers(
      target,
      temporary,
      onDisk(path, "written", () => files.fstatSync(file).mtimeMs),
    );
    await fill((bytes) => {
      for (let at = 0; at < bytes.length;)
        at += onDisk(path, "written", () => files.writeSync(file, bytes.subarray(at)));
    });
    onDisk(path, "written", () => {
      if (replaced !== null) keepRights(file, replaced);
      files.fsyncSync(file);
      close();
    });
    await rename(path, temporary, target);
    onDisk(path, "written", () => syncFolder(target));
  } catch (error) {
    // The first error is thrown below; failures of the clean-up are ignored.
    if (open) attempt(close, undefined);
    attempt(() => files.rmSync(temporary, { force: true }), undefined);
    throw error;
  }
}

/**
 * Gives the new file the owner, the group and the mode of the one that it replaces. Only an administrator can give a
 * file away: for others it becomes theirs, and lets nobody do what the old one did not.
 */
function keepRights(file: number, { uid, gid, mode }: FileStat): void {
  const files = nodeModule("node:fs", PURPOSE.written);
  const own = files.fstatSync(file);
  const owned = own.uid === uid || permitted(() => files.fchownSync(file, uid, own.gid));
  const grouped = own.gid === gid || permitted(() => files.fchownSync(file, owned ? uid : own.uid, gid));
  let rights = mode & RIGHTS;
  if (!owned || !grouped) rights &= ~RUNS_AS_OWNER;
  // The group is another one: it may do what all may.
  if (!grouped) rights &= ~GROUP | (rights << 3);
  if ((files.fstatSync(file).mode & RIGHTS) !== rights) permitted(() => files.fchmodSync(file, rights));
}

/** Whether the system lets it be done; some file systems have neither owners nor modes. */
function permitted(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (["EPERM", "EACCES", "ENOSYS", "ENOTSUP", "EINVAL"].includes(String(errorCode(error)))) return false;
    throw error;
  }
}

/** How long it is tried again on Windows, in milliseconds: virus scanners and search hold a file only for a moment. */
const PAUSES = [10, 20, 50, 100, 200, 400];

/** Gives the temporary file its name. Windows refuses while another program has the old file open. */
async function rename(path: string, temporary: string, target: string): Promise<void> {
  const onWindows = nodeProcess(PURPOSE.written).platform === "win32";
  for (const pause of onWindows ? [...PAUSES, null] : [null]) {
    try {
      nodeModule("node:fs", PURPOSE.written).renameSync(temporary, target);
      return;
    } catch (error) {
      const inUse = onWindows && ["EPERM", "EACCES", "EBUSY"].includes(String(errorCode(error)));
      if (!inUse) throw refused(path, "written", error);
      if (pause === null)
        throw fileError(
          path,
          "cannot be replaced: another program has it open",
          "a file that is closed there",
          error,
        );
      await sleep(pause);
    }
  }
}

function sleep(milliseconds: number): Promise<void> {
  const { setTimeout } = globalThis as unknown as {
    setTimeout: (act: () => void, milliseconds: number) => void;
  };
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Writes the folder to the disk, so that a power failure cannot lose the new name. Windows does not offer this, nor do
 * some network folders and folders without read permission.
 */
function syncFolder(target: string): void {
  if (nodeProcess(PURPOSE.written).platform === "win32") return;
  const files = nodeModule("node:fs", PURPOSE.written);
  let folder: number | undefined;
  try {
    folder = files.openSync(nodeModule("node:path", PURPOSE.written).dirname(target), "r");
    files.fsyncSync(folder);
  } catch (error) {
    if (!["EINVAL", "EACCES", "ENOTSUP", "ENOSYS"].includes(String(errorCode(error)))) throw error;
  } finally {
    if (folder !== undefined) files.closeSync(folder);
  }
}
