import { ByteReader } from "../../../files/byte-reader";
import { crc32 } from "../../../crc32";
import { append } from "../../../lists";
import { gigabytes } from "../../../errors";
import { checkMemory } from "../../../matrix/memory";
import { list, object, own, text } from "../../../payload/fields";
import { ModelFileError } from "../model-file-error";
import { readFields, wrongPart } from "../wrong-part";
import { checkVersion, markChecked, openedRecord, parseJson } from "../sealed";
import type { Sealed } from "../sealed";
import type { Numbers } from "../tensor";
import { unrounded } from "../unrounded";
import { join } from "./join";
import type { Placed } from "./join";
import { fillFrom, readHeader } from "./read-header";
import type { FileTensor } from "./read-header";
import { checksumText } from "./stored";

/** How many bytes are converted at once. */
const BYTES_AT_ONCE = 2 ** 20;

/**
 * Reads what `modelBytes` wrote, for a model's `fromJSON`.
 * @param size how many bytes there are.
 * @throws ModelFileError naming what is wrong; ValueError if it does not fit into memory.
 */
export function readModelBytes(chunks: Iterable<Uint8Array>, size: number): unknown {
  const reader = new ByteReader(chunks);
  try {
    const { metadata, tensors } = readHeader(reader, size);
    const version = own(metadata, "version");
    checkVersion(typeof version === "string" ? Number(version) : version);
    const record = openedRecord(textOf(metadata), unrounded);
    const places = placesOf(record, tensors);
    const numbers = tensors.reduce((sum, { begin, end }) => sum + (end - begin), 0) / 4;
    checkMemory(numbers, "the model", size, `of ${gigabytes(size)}`);
    const values = places.map((place) => valueOf(reader, place));
    if (reader.hasMore())
      throw wrongPart("the file", size, `${size} bytes`, "longer than it was when it was opened");
    return given(record, join(own(record, "body"), places, values));
  } finally {
    reader.close();
  }
}

function textOf(metadata: object): string {
  return readFields("its metadata:", () => text(own(metadata, "record"), "record", Number.MAX_SAFE_INTEGER));
}

/** What the model's `fromJSON` takes: a model with a seal of its own checks it again. */
function given({ format, version, model }: Sealed, body: object): unknown {
  if (Object.hasOwn(body, "checksum")) return body;
  return markChecked({ format, version, model, ...body });
}

/** Where the file's tensors belong in the record. @throws ModelFileError unless they are those of the record. */
function placesOf(record: object, tensors: readonly FileTensor[]): Placed[] {
  const described = readFields(
    "its record:",
    () =>
      new Map(
        list(own(record, "tensors"), "tensors", Number.MAX_SAFE_INTEGER).map((each, k) => {
          const place = object(each, `tensors[${k}]`);
          return [text(own(place, "name"), `tensors[${k}].name`, Number.MAX_SAFE_INTEGER), place] as const;
        }),
      ),
  );
  const places = tensors.map((tensor) => {
    const place = described.get(tensor.name);
    if (place === undefined) throw wrongPart(`the tensor ${JSON.stringify(tensor.name)}`, tensor.name, "only those that the record names", "not of this model"); // prettier-ignore
    for (const fact of ["dtype", "shape"] as const) {
      const [actual, expected] = [tensor[fact], own(place, fact)].map((each) => JSON.stringify(each));
      if (actual !== expected) throw wrongPart(`the ${fact} of the tensor ${JSON.stringify(tensor.name)}`, tensor[fact], `${expected}, as the record has it`, actual); // prettier-ignore
    }
    return { tensor, path: own(place, "path"), checksum: own(place, "checksum") };
  });
  const missing = [...described.keys()].find((name) => !tensors.some((tensor) => tensor.name === name));
  if (missing !== undefined) throw wrongPart(`the tensor ${JSON.stringify(missing)}`, undefined, "all that the record names"); // prettier-ignore
  return places;
}

/** The numbers of a tensor, or the list that its bytes hold. @throws ModelFileError if they are damaged. */
function valueOf(reader: ByteReader, { tensor, checksum }: Placed): Numbers | unknown[] {
  const { name, dtype, begin, end } = tensor;
  const what = `the tensor ${JSON.stringify(name)}`;
  const target = emptyFor(tensor);
  const piece = new Uint8Array(Math.min(BYTES_AT_ONCE, end - begin));
  let sum = 0;
  for (let at = begin; at < end; at += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, end - at));
    fillFrom(reader, part, what);
    sum = crc32(part, sum);
    if (dtype === "F32") target.set(new Float32Array(piece.buffer, 0, part.length / 4), (at - begin) / 4);
    else new Uint8Array(target.buffer).set(part, at - begin);
  }
  if (checksumText(sum) !== checksum) throw wrongPart(what, checksumText(sum), String(checksum), `damaged: the checksum of its bytes is ${checksumText(sum)}`); // prettier-ignore
  return target instanceof Uint8Array ? listOf(target) : target;
}

/** 32-bit floats become 64-bit ones as they are read. */
function emptyFor({ dtype, begin, end }: FileTensor): Float64Array | Int32Array | Uint8Array {
  const bytes = end - begin;
  if (dtype === "U8") return new Uint8Array(bytes);
  if (dtype === "I32") return new Int32Array(bytes / 4);
  return new Float64Array(bytes / (dtype === "F32" ? 4 : 8));
}

const NEW_LINE = 10;

/** The list that lines of JSON hold, each a part of it. */
function listOf(bytes: Uint8Array): unknown[] {
  const { TextDecoder } = globalThis as unknown as {
    TextDecoder: new () => { decode(bytes: Uint8Array): string };
  };
  const decoder = new TextDecoder();
  const whole: unknown[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(NEW_LINE, at);
    if (end < 0) throw new ModelFileError("the last line of a list is cut, expected a line's end");
    const part = parseJson(decoder.decode(bytes.subarray(at, end)), unrounded);
    append(
      whole,
      readFields("a part of a list:", () => list(part, "line", Number.MAX_SAFE_INTEGER)),
    );
    at = end + 1;
  }
  return whole;
}
