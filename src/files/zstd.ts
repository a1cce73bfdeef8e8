import type * as Fzstd from "fzstd";
import { nodeModule } from "./node";

/** Unpacks Zstandard into at most so many bytes: by Node where it can, from 22.15 on. */
export async function zstdUnpacker(): Promise<(packed: Uint8Array, most: number) => Uint8Array> {
  const zlib = nodeModule("node:zlib", "reading packed files");
  if (zlib.zstdDecompressSync !== undefined)
    return (packed, most) => zlib.zstdDecompressSync!(packed, { maxOutputLength: Math.max(1, most) });
  const { decompress }: typeof Fzstd = await import("fzstd");
  return (packed, most) => within(decompress(packed), most);
}

function within(bytes: Uint8Array, most: number): Uint8Array {
  if (bytes.length <= most) return bytes;
  throw new RangeError(`Zstandard that unpacks to more than ${most} bytes`);
}
