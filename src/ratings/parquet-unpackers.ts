import { unpackLz4Block } from "../files/lz4";
import { nodeModule } from "../files/node";
import { zstdUnpacker } from "../files/zstd";

/** What unpacks a column, by the names that Parquet has for the ways to pack; the package itself knows the others. */
export type Unpackers = Record<
  "GZIP" | "BROTLI" | "ZSTD" | "LZ4_RAW",
  (packed: Uint8Array, length: number) => Uint8Array
>;

/** Node's zlib, and what this package brings. */
export async function unpackers(): Promise<Unpackers> {
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
