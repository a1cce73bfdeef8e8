import { describeValue, FactorlabError, ValueError } from "../../errors";
import { parseUnrounded } from "../../files/exact-json";
import { isNestedDeeper } from "../../files/json-text";
import { fromBase64, textChecksum } from "./base64";

/** The text of a model cannot be read: it is missing, truncated, changed, of another kind or of a later version. */
export class ModelFileError extends FactorlabError {
  /** The name of the class. */
  override name = "ModelFileError";
}

const FORMAT = "factorlab model";
const VERSION = 1;

/** What the plain data of every kind of model contain. */
export interface Sealed {
  /** Says that the file is one of ours. */
  format: typeof FORMAT;
  /** The version of the format. */
  version: typeof VERSION;
  /** The name of its class. */
  model: string;
  /** CRC-32 of the JSON of everything before it. */
  checksum: string;
}

/** Adds the format, its version and a checksum to a model's plain data. */
export function sealed<Body extends { model: string }>(body: Body): Body & Sealed {
  const record = { format: FORMAT, version: VERSION, ...body } as const;
  return { ...record, checksum: textChecksum(JSON.stringify(record)) };
}

/**
 * A model as JSON.
 * @throws ModelFileError if it exceeds the longest string in JavaScript, some 500 million characters.
 */
export function modelText(model: { readonly name: string; toJSON(): unknown }): string {
  try {
    return JSON.stringify(model);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const error = new ModelFileError(
      `this ${model.name} is too large to be written down, expected one whose JSON has at most some 500 million characters`,
    );
    error.cause = cause;
    throw error;
  }
}

/**
 * Reads a model of the given class from the result of {@link sealed}: an object, or its JSON.
 * @param make builds the model; any error that it throws is reported as a fault of the record.
 * @throws ModelFileError saying what is wrong.
 */
export function readModel<Model>(given: unknown, name: string, make: (record: never) => Model): Model {
  const record = opened(given);
  if (record.model !== name) throw otherModel(record.model, name);
  try {
    return make(record as never);
  } catch (error) {
    if (error instanceof ModelFileError) throw error;
    const failure = new ModelFileError(`the model is not a complete ${name}: ${(error as Error).message}`);
    failure.cause = error;
    throw failure;
  }
}

/**
 * Reads a result of {@link sealed}, an object or its JSON, and checks its format, version and checksum.
 * @throws ModelFileError saying what is wrong.
 */
function opened(given: unknown): Sealed {
  const record = typeof given === "string" ? parseJson(given) : given;
  if (typeof record !== "object" || record === null || (record as Sealed).format !== FORMAT)
    throw new ModelFileError(`this is no ${FORMAT}: it is ${describeValue(record)} without its mark`);
  const { checksum, ...rest } = record as Omit<Sealed, "version"> & { version: unknown };
  if (rest.version !== VERSION)
    throw new ModelFileError(
      `the model has the format's version ${describeValue(rest.version)}, expected ${VERSION}: it may need a later Factorlab`,
    );
  if (checksumOf(rest) !== checksum) throw new ModelFileError("the model is damaged: its checksum differs");
  return record as Sealed;
}

function otherModel(found: unknown, expected: string): ModelFileError {
  return new ModelFileError(`the model is of the class ${describeValue(found)}, expected ${expected}`);
}

/** Models are nested a few levels deep. */
const DEEPEST = 100;

function parseJson(text: string): unknown {
  if (isNestedDeeper(text, DEEPEST)) throw tooDeep();
  try {
    return parseUnrounded(text, "the model");
  } catch (error) {
    if (error instanceof ValueError) throw new ModelFileError(error.message);
    throw new ModelFileError(`the model is not complete JSON: ${(error as Error).message}`);
  }
}

function tooDeep(): ModelFileError {
  return new ModelFileError("the model's lists and objects are nested deeper than those of any model");
}

/** The checksum of a record's JSON. @throws ModelFileError where it is nested too deep to be written. */
function checksumOf(record: object): string {
  try {
    return textChecksum(JSON.stringify(record));
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw tooDeep();
  }
}

/** Decodes numbers from base64. @throws ModelFileError */
export function floats(text: unknown): Float64Array {
  const bytes = typeof text === "string" ? fromBase64(text) : null;
  if (bytes && bytes.length % 8 === 0) return new Float64Array(bytes.buffer);
  throw new ModelFileError("the model's numbers are not base64 of 8 bytes each");
}

/** Decodes integers from base64. @throws ModelFileError */
export function integers(text: string): Int32Array {
  const bytes = fromBase64(text);
  if (bytes && bytes.length % 4 === 0) return new Int32Array(bytes.buffer);
  throw new ModelFileError("the model's indices are not base64 of 4 bytes each");
}
