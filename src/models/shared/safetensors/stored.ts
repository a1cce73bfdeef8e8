import { crc32 } from "../../../crc32";
import { bytesOf, inType, shortestType } from "../tensor";
import type { Tensor } from "../tensor";
import type { TensorFacts } from "./layout";

/** A tensor as it is written; its pieces are made anew each time they are asked for. */
export type Stored = Omit<TensorFacts, "name"> & { readonly pieces: () => Iterable<Uint8Array> };

/** How many numbers are converted at once. */
const NUMBERS_AT_ONCE = 2 ** 17;
/** How many values of a list are one line. */
const VALUES_AT_ONCE = 10_000;

/** Numbers in the shortest type that holds them exactly. */
export function storedNumbers({ values, shape }: Tensor): Stored {
  const dtype = shortestType(values);
  return {
    dtype,
    shape,
    *pieces() {
      for (let at = 0; at < values.length; at += NUMBERS_AT_ONCE)
        yield bytesOf(inType(values, dtype, at, at + NUMBERS_AT_ONCE));
    },
  };
}

/** A list of plain data as lines of JSON in UTF-8, each a part of the list: no text grows with the list. */
export function storedList(list: readonly unknown[]): Stored {
  const { TextEncoder } = globalThis as unknown as {
    TextEncoder: new () => { encode(text: string): Uint8Array };
  };
  const encoder = new TextEncoder();
  const lines: Uint8Array[] = [];
  for (let at = 0; at < list.length; at += VALUES_AT_ONCE)
    lines.push(encoder.encode(`${JSON.stringify(list.slice(at, at + VALUES_AT_ONCE))}\n`));
  const length = lines.reduce((sum, line) => sum + line.length, 0);
  return { dtype: "U8", shape: [length], pieces: () => lines };
}

/** CRC-32 of a tensor's bytes, as hexadecimal. */
export function checksumOf(stored: Stored): string {
  let sum = 0;
  for (const piece of stored.pieces()) sum = crc32(piece, sum);
  return checksumText(sum);
}

export function checksumText(sum: number): string {
  return sum.toString(16).padStart(8, "0");
}
