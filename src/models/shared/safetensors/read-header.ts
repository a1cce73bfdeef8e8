import type { ByteReader } from "../../../files/byte-reader";
import { isNestedDeeper, nameGivenTwice } from "../../../files/json-text";
import { count, fail, list, object, own } from "../../../payload/fields";
import { readFields, wrongPart } from "../wrong-part";
import type { ModelFileError } from "../model-file-error";
import { FORMAT } from "../sealed";
import { byteLength, ELEMENT_BYTES, LENGTH_BYTES, LONGEST_HEADER, METADATA } from "./layout";
import type { ElementType, TensorFacts } from "./layout";

/** A tensor as the header describes it. */
export interface FileTensor extends TensorFacts {
  /** Where its bytes begin and end, counted from the end of the header. */
  readonly begin: number;
  readonly end: number;
}

export interface Header {
  readonly metadata: object;
  /** In the order of their bytes, which follow each other without gaps up to the end of the file. */
  readonly tensors: readonly FileTensor[];
}

/** Headers are nested three levels deep. */
const DEEPEST = 10;
const ANY = Number.MAX_SAFE_INTEGER;

/**
 * Reads the header of a file in the layout of safetensors, and checks that it describes each of the file's bytes once.
 * @param size the bytes of the file.
 * @throws ModelFileError naming what is wrong.
 */
export function readHeader(reader: ByteReader, size: number): Header {
  const length = headerLength(reader, size);
  const text = headerText(bytesFrom(reader, length, "its header"));
  const header = parsed(text);
  const metadata = own(header, METADATA);
  if (typeof metadata !== "object" || metadata === null || own(metadata, "format") !== FORMAT)
    throw notOurs(header);
  const names = Object.keys(header).filter((name) => name !== METADATA);
  const tensors = names.map((name) => fileTensor(name, own(header, name)));
  tensors.sort((one, other) => one.begin - other.begin || one.end - other.end);
  checkPlaces(tensors, size - LENGTH_BYTES - length);
  return { metadata, tensors };
}

/** The next bytes. @param what they are, for the error where there are fewer. */
function bytesFrom(reader: ByteReader, length: number, what: string): Uint8Array {
  const bytes = new Uint8Array(length);
  fillFrom(reader, bytes, what);
  return bytes;
}

/** Reads the next bytes into `bytes`. @throws ModelFileError if there are fewer. */
export function fillFrom(reader: ByteReader, bytes: Uint8Array, what: string): void {
  const found = reader.fill(bytes);
  if (found < bytes.length) throw wrongPart(what, found, `${bytes.length}`, `cut after ${found} bytes`);
}

function headerLength(reader: ByteReader, size: number): number {
  const most = Math.min(LONGEST_HEADER, size - LENGTH_BYTES);
  if (most < 2) throw wrongPart("the file", size, "the length of a header in 8 bytes, and the header", `${size} bytes long`); // prettier-ignore
  const view = new DataView(bytesFrom(reader, LENGTH_BYTES, "the length of the header").buffer);
  const length = view.getUint32(0, true) + 2 ** 32 * view.getUint32(4, true);
  if (length >= 2 && length <= most) return length;
  const bound = most < LONGEST_HEADER ? `${most}, the bytes that follow` : `${most}`;
  throw wrongPart("the length of its header", length, `a whole number from 2 to ${bound}`);
}

function headerText(bytes: Uint8Array): string {
  const { TextDecoder } = globalThis as unknown as {
    TextDecoder: new (
      encoding: string,
      options: { fatal: boolean; ignoreBOM: boolean },
    ) => { decode(bytes: Uint8Array): string };
  };
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw wrongPart("its header", "bytes", "JSON", "not text in UTF-8");
  }
}

function parsed(text: string): object {
  if (!text.startsWith("{")) throw wrongPart("its header", text, "JSON that begins with {");
  if (isNestedDeeper(text, DEEPEST)) throw wrongPart("its header", text, "JSON of three levels", "nested deeper than any"); // prettier-ignore
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (error) {
    throw wrongPart("its header", text, "JSON", `not complete JSON (${(error as Error).message})`);
  }
  const twice = nameGivenTwice(text);
  if (twice !== null) throw wrongPart(`the name ${JSON.stringify(twice)} of its header`, twice, "each name once", "there twice"); // prettier-ignore
  return header as object;
}

function notOurs(header: object): ModelFileError {
  const names = Object.keys(header).filter((name) => name !== METADATA);
  const such =
    names.length > 0
      ? ` with the tensors ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`
      : "";
  return wrongPart("it", "safetensors", `one whose metadata have the format "${FORMAT}"`, `a safetensors file of another program${such}`); // prettier-ignore
}

function fileTensor(name: string, given: unknown): FileTensor {
  return readFields(`the tensor ${JSON.stringify(name)}:`, () => {
    const fields = object(given, "its description");
    const dtype = own(fields, "dtype");
    if (typeof dtype !== "string" || !Object.hasOwn(ELEMENT_BYTES, dtype))
      return fail("dtype", dtype, `one of ${Object.keys(ELEMENT_BYTES).join(", ")}`);
    const shape = list(own(fields, "shape"), "shape", DEEPEST).map((n, k) => count(n, `shape[${k}]`, 0, ANY));
    const [begin, end] = list(own(fields, "data_offsets"), "data_offsets", 2).map((n, k) =>
      count(n, `data_offsets[${k}]`, 0, ANY),
    );
    const facts = { name, dtype: dtype as ElementType, shape };
    const bytes = byteLength(facts);
    if (end - begin !== bytes)
      fail("data_offsets", [begin, end], `two that lie ${bytes} bytes apart, as ${dtype} of the shape ${shape.join(" × ") || "()"} has`); // prettier-ignore
    return { ...facts, begin, end };
  });
}

/** @throws ModelFileError unless the tensors follow each other without gaps, from the first byte to the last. */
function checkPlaces(tensors: readonly FileTensor[], bytes: number): void {
  let end = 0;
  for (const { name, begin, end: next } of tensors) {
    if (begin !== end) throw wrongPart(`the beginning of the tensor ${JSON.stringify(name)}`, begin, `${end}, the end of the one before it`); // prettier-ignore
    end = next;
  }
  if (end === bytes) return;
  const is = `${bytes} bytes long behind its header`;
  throw wrongPart(
    "the file",
    bytes,
    `${end}, the end of its last tensor${bytes < end ? ": it is cut" : ""}`,
    is,
  );
}
