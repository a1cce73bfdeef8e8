/** What comes through a pipe, as a file: one reader for both, which looks at the beginning before it reads the rest. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FilesError, isSystemError, reasonOf } from "../errors";

/** Bytes as they come, be it from a pipe or a terminal. */
export interface Input extends AsyncIterable<Buffer> {
  isTTY?: boolean;
}

export interface KeptInput {
  file: string;
  remove: () => void;
}

/**
 * Writes a stream into a temporary file.
 * @param onProgress called with the number of bytes so far.
 * @throws FilesError where the disk is full.
 */
export async function keepInput(input: Input, onProgress: (bytes: number) => void): Promise<KeptInput> {
  const folder = kept(() => mkdtempSync(join(tmpdir(), "factorlab-input-")));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const leave = (): never => {
    remove();
    process.exit(130);
  };
  process.once("SIGINT", leave);
  try {
    return { file: await write(input, folder, onProgress), remove };
  } catch (error) {
    remove();
    throw error;
  } finally {
    process.off("SIGINT", leave);
  }
}

async function write(input: Input, folder: string, onProgress: (bytes: number) => void): Promise<string> {
  const path = join(folder, "ratings");
  const file = kept(() => openSync(path, "w", 0o600));
  let bytes = 0;
  try {
    for await (const piece of input) {
      kept(() => writeAll(file, piece));
      bytes += piece.length;
      onProgress(bytes);
    }
  } finally {
    closeSync(file);
  }
  return path;
}

/** Turns an error of the file system into one that says what was tried. */
function kept<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new FilesError(`Standard input could not be kept in ${tmpdir()}: ${reasonOf(error)}`, [
      "The environment variable TMPDIR names another folder for it (TEMP on Windows).",
    ]);
  }
}

function writeAll(file: number, piece: Buffer): void {
  for (let at = 0; at < piece.length;) at += writeSync(file, piece, at);
}
