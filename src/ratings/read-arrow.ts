import type * as Flechette from "@uwdata/flechette";
import { FactorlabError } from "../errors";
import { unpackLz4 } from "../files/lz4";
import { causeMessage } from "../files/on-disk";
import { fileError } from "../files/path";
import { fileBytes, usualLimit } from "../files/read";
import { zstdUnpacker } from "../files/zstd";
import type { RatingsSource } from "./collect";
import { arrowSource } from "./parallel";
import type { ArrowColumn } from "./parallel";
import type { RecordOptions } from "./records";

/**
 * The ratings of an Arrow file: Arrow's own form for files or for streams, and so Feather of version 2.
 * @throws FileError where it is damaged; ValueError where a column is missing.
 */
export async function arrowFileSource(path: string, options: RecordOptions): Promise<RatingsSource> {
  const flechette: typeof Flechette = await import("@uwdata/flechette");
  await setCodecs(flechette);
  const table = attempt(path, () => flechette.tableFromIPC(fileBytes(path), { useBigInt: true }));
  const getChild = (name: string): ArrowColumn | null => {
    const column = table.getChild(name);
    return (
      column && { length: column.length, type: column.type, get: (index) => column.at(index) as unknown }
    );
  };
  const source = arrowSource({ schema: table.schema, getChild }, options);
  return { ...source, readInto: (collector) => attempt(path, () => source.readInto(collector)) };
}

/** Sets what unpacks buffers, where nobody else has set it: the package keeps that for all who use it. */
async function setCodecs({
  CompressionType,
  getCompressionCodec,
  setCompressionCodec,
}: typeof Flechette): Promise<void> {
  const zstd = await zstdUnpacker();
  const codecs = [
    [CompressionType.LZ4_FRAME, unpackLz4],
    [CompressionType.ZSTD, zstd],
  ] as const;
  for (const [type, unpack] of codecs) {
    if (getCompressionCodec(type) !== null) continue;
    setCompressionCodec(type, {
      encode: unwritten,
      decode: (packed) => aligned(unpack(packed, usualLimit(packed.length))),
    });
  }
}

/** The same bytes where arrays of 64-bit numbers may begin. */
function aligned(bytes: Uint8Array): Uint8Array {
  return bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
}

function unwritten(): never {
  throw new Error("Factorlab reads packed Arrow files, and does not write them");
}

function attempt<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof FactorlabError) throw cause;
    throw fileError(path, `cannot be read (${causeMessage(cause)})`, "a whole Arrow file", cause);
  }
}
