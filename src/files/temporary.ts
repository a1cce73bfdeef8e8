import { attempt } from "../outputs/attempt";
import { crc32 } from "./crc32";
import { nodeModule, nodeProcess } from "./node";
import { errorCode, onDisk, PURPOSE } from "./on-disk";

/** Longer names, in bytes, are shortened: a name may have 255, on some encrypted disks 143, and the temporary's is longer. */
const LONGEST_NAME = 110;
const SHORTENED = 10;

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

/** Removes the temporary files of this target that killed processes left behind, as far as possible. */
export function removeLeftovers(target: string): void {
  const files = nodeModule("node:fs", PURPOSE.written);
  const { folder, start } = temporaryName(target);
  for (const name of attempt(() => files.readdirSync(folder), [])) {
    if (!name.startsWith(start)) continue;
    const [, pid] = /^(\d+)-\d+\.part$/.exec(name.slice(start.length)) ?? [];
    if (pid !== undefined && !isProcessRunning(Number(pid)))
      attempt(() => files.rmSync(`${folder}${name}`, { force: true }), undefined);
  }
}

/** The folder of the target's temporary files, and how their names start. */
function temporaryName(target: string): { folder: string; start: string } {
  const { basename, dirname, sep } = nodeModule("node:path", PURPOSE.written);
  const name = basename(target);
  const { TextEncoder } = globalThis as unknown as {
    TextEncoder: new () => { encode(text: string): Uint8Array };
  };
  const bytes = new TextEncoder().encode(name);
  const short = (): string => `${Array.from(name).slice(0, SHORTENED).join("")}-${crc32(bytes).toString(16)}`;
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
