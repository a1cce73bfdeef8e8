import { nodeModule } from "./node";
import { onDisk } from "./on-disk";
import { readableFile } from "./regular";

/** Parts of a file, read where they lie. */
export interface FileSlices {
  readonly byteLength: number;
  /** The bytes from a place up to another; a negative place counts from the end. */
  slice(start: number, end?: number): ArrayBuffer;
}

/** Opens a file, lets parts of it be read, and closes it. @throws FileError where it cannot be read. */
export async function withSlices<Result>(
  path: string,
  read: (slices: FileSlices) => Promise<Result>,
): Promise<Result> {
  const files = nodeModule("node:fs", "reading files");
  const { size } = readableFile(path);
  const file = onDisk(path, "read", () => files.openSync(path, "r"));
  const slice = (start: number, end: number = size): ArrayBuffer => {
    const from = start < 0 ? Math.max(0, size + start) : Math.min(start, size);
    const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - from));
    let filled = 0;
    while (filled < bytes.length) {
      const rest = bytes.subarray(filled);
      const count = onDisk(path, "read", () => files.readSync(file, rest, 0, rest.length, from + filled));
      if (count === 0) break;
      filled += count;
    }
    return bytes.buffer;
  };
  try {
    return await read({ byteLength: size, slice });
  } finally {
    files.closeSync(file);
  }
}
