import { describeValue, ValueError } from "../../errors";
import { isNestedDeeper } from "../../files/json-text";
import { textChecksum } from "./base64";
import { ModelFileError } from "./model-file-error";
import { numbersText } from "./numbers-text";
import { Tensor } from "./tensor";
import type { Written } from "./tensor";

/** What a file of ours says that it is. */
export const FORMAT = "factorlab model";
/** In version 1, all numbers but indices were 64-bit floats. */
export const VERSIONS: readonly number[] = [1, 2];
const VERSION = 2;

/** What the plain data of every kind of model contain. */
export interface Sealed {
  /** Says that the file is one of ours. */
  format: typeof FORMAT;
  /** The version of the format. */
  version: number;
  /** The name of its class. */
  model: string;
  /** CRC-32 of the JSON of everything before it. */
  checksum: string;
}

/** A model's plain data before they are sealed. */
export type Unsealed<Record extends Sealed> = Omit<Record, "format" | "version" | "checksum">;

/** Writes a model's numbers as text, and adds the format, its version and a checksum to its plain data. */
export function sealed<Body extends { model: string }>(body: Body): Written<Body> & Sealed {
  const record = { format: FORMAT, version: VERSION, ...(written(body) as Written<Body>) } as const;
  return { ...record, checksum: textChecksum(JSON.stringify(record)) };
}

function written(value: unknown): unknown {
  if (value instanceof Tensor) return numbersText(value.values);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, written(each)]));
}

/** Whether it is an object that can hold a record's parts by name: no list, and of no class. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

const checkedRecords = new WeakSet();

/** Marks a record whose parts were checked one by one as its file was read; its numbers are typed arrays. */
export function markChecked(record: object): object {
  checkedRecords.add(record);
  return record;
}

const isChecked = (given: unknown): given is Partial<Sealed> =>
  typeof given === "object" && given !== null && checkedRecords.has(given);

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
      `this ${model.name} is too large to be written down as JSON, expected one whose JSON has at most some 500 million characters; ` +
        'a name that ends in ".safetensors" makes a file without this limit',
    );
    error.cause = cause;
    throw error;
  }
}

/**
 * Reads a model of the given class from the result of {@link sealed}, an object or its JSON, or what {@link markChecked} marked.
 * @param make builds the model; any error that it throws is reported as a fault of the record.
 * @param parse parses its JSON. @default as `JSON.parse` does
 * @throws ModelFileError saying what is wrong.
 */
export function readModel<Model>(
  given: unknown,
  name: string,
  make: (record: never) => Model,
  parse?: Parse,
): Model {
  const record = isChecked(given) ? given : openedRecord(given, parse);
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
export function openedRecord(given: unknown, parse?: Parse): Sealed {
  const record = typeof given === "string" ? parseJson(given, parse) : given;
  if (typeof record !== "object" || record === null || (record as Sealed).format !== FORMAT)
    throw new ModelFileError(`this is no ${FORMAT}: it is ${describeValue(record)} without its mark`);
  const { checksum, ...rest } = record as Omit<Sealed, "version"> & { version: unknown };
  checkVersion(rest.version);
  const actual = checksumOf(rest);
  if (actual !== checksum)
    throw new ModelFileError("the model is damaged: its checksum differs", {
      argument: "checksum",
      actual,
      expected: checksum,
    });
  return record as Sealed;
}

/** @throws ModelFileError unless this version of the format can be read. */
export function checkVersion(version: unknown): void {
  if ((VERSIONS as readonly unknown[]).includes(version)) return;
  throw new ModelFileError(
    `the model has the format's version ${describeValue(version)}, expected ${VERSIONS.join(" or ")}: it may need a later Factorlab`,
    { argument: "version", actual: version, expected: VERSIONS },
  );
}

function otherModel(found: unknown, expected: string): ModelFileError {
  return new ModelFileError(`the model is of the class ${describeValue(found)}, expected ${expected}`);
}

/** Models are nested a few levels deep. */
const DEEPEST = 100;

/** Parses JSON, and may refuse some. @throws SyntaxError, ValueError */
export type Parse = (text: string) => unknown;

/** @throws ModelFileError unless it is JSON that a model may have. */
export function parseJson(text: string, parse: Parse = JSON.parse): unknown {
  if (isNestedDeeper(text, DEEPEST)) throw tooDeep();
  try {
    return parse(text);
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
