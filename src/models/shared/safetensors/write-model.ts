import { gigabytes } from "../../../errors";
import { ModelFileError } from "../model-file-error";
import { FORMAT, sealed } from "../sealed";
import { ALIGNMENT, byteLength, ELEMENT_BYTES, LENGTH_BYTES, LONGEST_HEADER, METADATA } from "./layout";
import { split } from "./split";
import type { FilePart } from "./split";
import { checksumOf } from "./stored";

/** A model's file, in pieces. */
export interface ModelBytes {
  /** How many bytes it has. */
  readonly length: number;
  readonly pieces: Iterable<Uint8Array>;
}

/**
 * A model as a file in the layout of safetensors. Its metadata hold the sealed record, which says of each tensor where in
 * the record it belongs, and its type, shape and checksum.
 * @param record the model's parts, with its numbers as tensors.
 * @throws ModelFileError if what is no tensor is too long for a header.
 */
export function modelBytes(model: string, record: object): ModelBytes {
  const { body, parts } = split(record);
  const sorted = [...parts].sort(byElementSize);
  const tensors = sorted.map(({ path, name, stored }) => {
    const { dtype, shape } = stored;
    return { name, path, dtype, shape, checksum: checksumOf(stored) };
  });
  const seal = sealed({ model, body, tensors });
  const metadata = { format: FORMAT, version: `${seal.version}`, model, record: JSON.stringify(seal) };
  const header = headerBytes(model, metadata, sorted);
  const data = sorted.reduce((sum, { stored }) => sum + byteLength(stored), 0);
  return { length: header.length + data, pieces: piecesOf(header, sorted) };
}

function* piecesOf(header: Uint8Array, parts: readonly FilePart[]): Generator<Uint8Array> {
  yield header;
  for (const { stored } of parts) yield* stored.pieces();
}

/** The longest elements first, so that each tensor begins at a multiple of its own. */
function byElementSize(one: FilePart, other: FilePart): number {
  return ELEMENT_BYTES[other.stored.dtype] - ELEMENT_BYTES[one.stored.dtype];
}

/** The header with its length before it and spaces behind it. */
function headerBytes(
  model: string,
  metadata: Readonly<Record<string, string>>,
  parts: readonly FilePart[],
): Uint8Array {
  let end = 0;
  const facts = parts.map(({ name, stored }) => {
    const { dtype, shape } = stored;
    const begin = end;
    end += byteLength(stored);
    return [name, { dtype, shape, data_offsets: [begin, end] }] as const;
  });
  const { TextEncoder } = globalThis as unknown as {
    TextEncoder: new () => { encode(text: string): Uint8Array };
  };
  const json = JSON.stringify(Object.fromEntries<unknown>([[METADATA, metadata], ...facts]));
  const text = new TextEncoder().encode(json);
  const length = Math.ceil(text.length / ALIGNMENT) * ALIGNMENT;
  if (length > LONGEST_HEADER) throw longHeader(model, length);
  const bytes = new Uint8Array(LENGTH_BYTES + length).fill(0x20);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, length, true);
  view.setUint32(4, 0, true);
  bytes.set(text, LENGTH_BYTES);
  return bytes;
}

function longHeader(model: string, length: number): ModelFileError {
  const expected = `at most ${gigabytes(LONGEST_HEADER)} of data that are no numbers and no long lists`;
  const message = `this ${model} is too large to be written down: its header has ${gigabytes(length)}, expected ${expected}`;
  return new ModelFileError(message, { actual: length, expected });
}
