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
