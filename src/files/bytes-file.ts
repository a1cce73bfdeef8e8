import { replaceFile } from "./replace-file";

/** Writes bytes, piece by piece, into a file that gets its name once it is complete. @throws ValueError, FileError, EnvironmentError */
export async function writeBytes(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
  await replaceFile(path, async (write) => {
    for (const piece of pieces) write(piece);
    await Promise.resolve();
  });
}
