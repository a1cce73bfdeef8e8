/** What comes through a pipe, as a file: one reader for both, which also looks at the beginning before it reads the rest. */
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
 * Writes a stream into a temporary file, named by what its first bytes are.
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
  let [path, file, bytes]: [string, number | undefined, number] = [join(folder, "ratings.csv"), undefined, 0];
  try {
    for await (const piece of input) {
      if (file === undefined) {
        path = join(folder, `ratings${suffixOf(piece)}`);
        file = kept(() => openSync(path, "w", 0o600));
      }
      const open = file;
      kept(() => writeAll(open, piece));
      bytes += piece.length;
      onProgress(bytes);
    }
    file ??= openSync(path, "w", 0o600);
  } finally {
    if (file !== undefined) closeSync(file);
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

/** The suffix by which the reader knows what begins so. */
function suffixOf(start: Buffer): string {
  if (start[0] === 0x1f && start[1] === 0x8b) return ".csv.gz";
  const text = start
    .toString("utf8", 0, 1000)
    .replace(/^\uFEFF/, "")
    .trimStart();
  // A list of lists or records, or else a list or record in each line.
  if (/^\[\s*[[{]/.test(text)) return ".json";
  return /^[[{]/.test(text) ? ".jsonl" : ".csv";
}
