/** The text of what cells write as bytes. */
import { StringDecoder } from "node:string_decoder";
import { pinMethods } from "../realm/pinned";
import type { Cell, StreamName } from "../../session/running/cell";

const bufferFrom = Reflect.get(Buffer, "from") as (text: string, encoding: BufferEncoding) => Buffer;
const exampleDecoder = pinMethods(new StringDecoder("utf8"));

const decoders = new WeakMap<Cell, Record<StreamName, StringDecoder>>();

function decoderOf(cell: Cell, name: StreamName): StringDecoder {
  let known = decoders.get(cell);
  if (known === undefined) {
    const make = (): StringDecoder => pinMethods(new StringDecoder("utf8"), exampleDecoder);
    decoders.set(cell, (known = { stdout: make(), stderr: make() }));
  }
  return known[name];
}

/** The text of a write; a character split between two buffers waits for its second half. */
export function decode(
  cell: Cell,
  name: StreamName,
  chunk: string | Uint8Array,
  encoding?: BufferEncoding,
): string {
  const decoder = decoderOf(cell, name);
  if (typeof chunk !== "string") return decoder.write(chunk);
  const isText = encoding === undefined || /^(utf-?8|utf-?16le|ucs-?2)$/i.test(encoding);
  return isText ? decoder.end() + chunk : decoder.write(bufferFrom(chunk, encoding));
}

/** The rest of a character that was never completed. */
export function decodeEnd(cell: Cell, name: StreamName): string {
  return decoderOf(cell, name).end();
}
