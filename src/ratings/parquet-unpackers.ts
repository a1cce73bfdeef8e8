import type { Compressors } from "hyparquet";
import { unpackLz4Block } from "../files/lz4";
import { nodeModule } from "../files/node";
import { zstdUnpacker } from "../files/zstd";

/** What unpacks the columns of Parquet: Node's zlib, and for the rest the package's own. */
export async function unpackers(): Promise<Compressors> {
  const zlib = nodeModule("node:zlib", "reading packed files");
  const zstd = await zstdUnpacker();
  const within = (length: number): { maxOutputLength: number } => ({ maxOutputLength: Math.max(1, length) });
  return {
    GZIP: (packed, length) => zlib.gunzipSync(packed, within(length)),
    BROTLI: (packed, length) => zlib.brotliDecompressSync(packed, within(length)),
    ZSTD: zstd,
    LZ4_RAW: unpackLz4Block,
  };
}
