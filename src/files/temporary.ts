import { attempt } from "../outputs/attempt";
import { nodeModule, nodeProcess } from "./node";
import { errorCode, onDisk, PURPOSE } from "./on-disk";

/** Longer names, in bytes, are shortened: a name may have 255, on some encrypted disks 143, and the temporary's is longer. */
const LONGEST_NAME = 110;
const SHORTENED = 10;

/** How exactly, in milliseconds, file systems tell when a file was written. */
const EXACTNESS = 2000;

let written = 0;

/**
 * Opens a new file beside the target, so that it can be renamed, and of its own: another process, or another thread, may
 * be writing the same path.
 * @param path as it was given, for errors.
 */
export function openBeside(path: string, target: string, mode: number): { temporary: string; file: number } {
  const { pid } = nodeProcess(PURPOSE.written);
  const { folder, start } = temporaryName(target);
  for (;;) {
    const temporary = `${folder}${start}${pid}-${++written}.part`;
    const file = onDisk(path, "written", (files) => {
      try {
        return files.openSync(temporary, "wx", mode);
      } catch (error) {
        if (errorCode(error) === "EEXIST") return null;
        throw error;
      }
    });
    if (file !== null) return { temporary, file };
  }
}

/**
 * Removes the temporary files of this target that killed processes left behind, as far as possible.
 * @param own the one that is written now.
 * @param now the time by the clock of the folder, in milliseconds since 1970.
 */
export function removeLeftovers(target: string, own: string, now: number): void {
  const started = now - 1000 * nodeProcess(PURPOSE.written).uptime() - EXACTNESS;
  const files = nodeModule("node:fs", PURPOSE.written);
  const { folder, start } = temporaryName(target);
  for (const name of attempt(() => files.readdirSync(folder), [])) {
    if (!name.startsWith(start) || `${folder}${name}` === own) continue;
    const [, pid] = /^(\d+)-\d+\.part$/.exec(name.slice(start.length)) ?? [];
    if (pid !== undefined && isLeft(`${folder}${name}`, Number(pid), started))
      attempt(() => files.rmSync(`${folder}${name}`, { force: true }), undefined);
  }
}

/**
 * Whether nobody writes the file any more. In containers, one process after the other has the same number.
 * @param started when this process was, in milliseconds since 1970.
 */
function isLeft(temporary: string, pid: number, started: number): boolean {
  if (pid !== nodeProcess(PURPOSE.written).pid) return !isProcessRunning(pid);
  const files = nodeModule("node:fs", PURPOSE.written);
  return attempt(() => files.statSync(temporary).mtimeMs < started, false);
}

/** The folder of the target's temporary files, and how their names start. */
function temporaryName(target: string): { folder: string; start: string } {
  const { basename, dirname, sep } = nodeModule("node:path", PURPOSE.written);
  const name = basename(target);
  const { TextEncoder } = globalThis as unknown as {
    TextEncoder: new () => { encode(text: string): Uint8Array };
  };
  const bytes = new TextEncoder().encode(name);
  const short = (): string =>
    `${Array.from(name).slice(0, SHORTENED).join("")}-${bytes.reduce((sum, byte) => (Math.imul(sum, 31) + byte) >>> 0, 0).toString(16)}`;
  return {
    // Not joined, which would take ".." for the folder before a link.
    folder: `${dirname(target)}${sep}`,
    start: `${bytes.length > LONGEST_NAME ? short() : name}.`,
  };
}

function isProcessRunning(pid: number): boolean {
  try {
    nodeProcess(PURPOSE.written).kill(pid, 0);
    return true;
  } catch (error) {
    // The process is running, but belongs to another user.
    return errorCode(error) === "EPERM";
  }
}
