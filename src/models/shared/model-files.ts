import { elementType, FactorlabError, FileError, wrongArgument } from "../../errors";
import { ByteReader } from "../../files/byte-reader";
import { writeBytes } from "../../files/bytes-file";
import { shownPath } from "../../files/path";
import { checkFile, chunksOf, FileChunks } from "../../files/read";
import { readableFile } from "../../files/regular";
import { readText } from "../../files/text-file";
import { wrongPart } from "./wrong-part";
import { readModelBytes } from "./safetensors/read-model";
import { modelBytes } from "./safetensors/write-model";

/** As many bytes as tell the kinds of files apart. */
const FIRST_BYTES = 9;
const OPEN = "{".charCodeAt(0);

/** A model's file as bytes. @param record the model's parts, with its numbers as tensors. */
export function wholeModel(name: string, record: object): Uint8Array {
  const { length, pieces } = modelBytes(name, record);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Writes a model's file, piece by piece. @throws as `SavedModel.save` does. */
export async function writeModel(path: string, name: string, record: object): Promise<void> {
  await writeBytes(path, modelBytes(name, record).pieces);
}

export { writeText } from "../../files/text-file";

/** What {@link wholeModel} gave, for a model's `fromJSON`. @throws ValueError, ModelFileError */
export function readModel(bytes: Uint8Array): unknown {
  if (elementType(bytes) !== "Uint8Array")
    throw wrongArgument("bytes", bytes, "a Uint8Array, as toSafetensors gives it");
  return readModelBytes(chunksOf(bytes), bytes.length);
}

/**
 * Reads a model's file, JSON or safetensors.
 * @param make makes the model.
 * @throws as `SavedModel.load` does.
 */
export function loadModel<Model>(path: string, make: (given: unknown) => Model): Model {
  checkFile(path);
  return inModelFile(path, () => make(readModelFile(path)));
}

/**
 * Reads a model's file, JSON or safetensors, for its `fromJSON`.
 * @throws FileError if it cannot be read; ModelFileError if it is neither.
 */
function readModelFile(path: string): unknown {
  return isText(firstBytes(path))
    ? readText(path)
    : readModelBytes(new FileChunks(path), readableFile(path).size);
}

function firstBytes(path: string): Uint8Array {
  const reader = new ByteReader(new FileChunks(path));
  try {
    const bytes = new Uint8Array(FIRST_BYTES);
    return bytes.subarray(0, reader.fill(bytes));
  } finally {
    reader.close();
  }
}

/**
 * Whether a file holds text, by its first bytes. A file in the layout of safetensors begins with the length of its
 * header, in 8 bytes of which the last ones are 0, and no text has such bytes.
 */
function isText(bytes: Uint8Array): boolean {
  if (!bytes.some(isOfNoText)) return true;
  if (bytes.length < FIRST_BYTES || bytes[FIRST_BYTES - 1] === OPEN) return false;
  const found = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  throw wrongPart("it", found, "a model's file, JSON or safetensors", `a file of another kind, with the first bytes ${found}`); // prettier-ignore
}

/** Whether a byte is of no text in UTF-8: one that UTF-8 has not, or a control character that neither ends lines nor sets tabs. */
function isOfNoText(byte: number): boolean {
  return byte >= 0xf8 || (byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte));
}

/** Runs `read`, and puts the file's name before the message of an error that does not name it. */
function inModelFile<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof FactorlabError && !(error instanceof FileError))
      error.message = `${shownPath(path)}: ${error.message}`;
    throw error;
  }
}
