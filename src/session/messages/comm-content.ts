/** Checks what cells pass to comms, and makes it safe to send. */
import { ValueError } from "../../errors";
import { platform } from "../platform/platform";
import { briefInspection } from "../text/inspect-value";
import { personArray, personBytes, personData, personObject } from "../realm/person";
import type { JsonObject, Message } from "../message";

/** The optional parts of a comm's message. */
export interface CommExtras {
  metadata?: object;
  buffers?: readonly (ArrayBuffer | SharedArrayBuffer | ArrayBufferView)[];
}

/** A comm's message as handlers receive it. */
export interface ReceivedCommMessage {
  metadata: JsonObject;
  buffers: Uint8Array[];
}

/**
 * A copy of an object as JSON writes it; the cell may change the original afterwards.
 * @param argument The caller's name for the object.
 * @throws ValueError when it is not an object, or cannot be written as JSON.
 */
export function plainObject(value: unknown, argument: string): JsonObject {
  const expected = "an object that can be written as JSON";
  let json: string | undefined;
  let cause: unknown;
  try {
    json = JSON.stringify(value);
  } catch (error) {
    cause = error; // For a cycle, a BigInt, or a method toJSON that throws.
  }
  if (typeof value !== "object" || value === null || json?.startsWith("{") !== true) {
    const problem = new ValueError(`${argument} is ${briefInspection(value)}, expected ${expected}`, {
      argument,
      actual: value,
      expected,
    });
    if (cause !== undefined) problem.cause = cause;
    throw problem;
  }
  return JSON.parse(json) as JsonObject;
}

/**
 * Copies the bytes of buffers and of views into them.
 * @throws ValueError when a value is neither.
 */
export function copyBuffers(buffers: unknown, argument: string): Uint8Array[] {
  if (!Array.isArray(buffers)) throw notBuffers(buffers, argument);
  return buffers.map((buffer: unknown, index) => {
    if (ArrayBuffer.isView(buffer)) {
      return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).slice();
    }
    if (platform.values.isAnyArrayBuffer(buffer)) return new Uint8Array(buffer).slice();
    throw notBuffers(buffer, argument, index);
  });
}

function notBuffers(actual: unknown, argument: string, index?: number): ValueError {
  const expected = index === undefined ? "an array of buffers" : "an ArrayBuffer or a view into one";
  const path = index === undefined ? argument : `${argument}[${index}]`;
  return new ValueError(`${path} is ${briefInspection(actual)}, expected ${expected}`, {
    argument,
    index: index === undefined ? undefined : [index],
    actual,
    expected,
  });
}

/** Checks the name of a comm's target. */
export function targetName(value: unknown, argument: string): string {
  if (typeof value === "string" && value !== "") return value;
  const expected = "a string that is not empty";
  throw new ValueError(`${argument} is ${briefInspection(value)}, expected ${expected}`, {
    argument,
    actual: value,
    expected,
  });
}

/** Checks a handler; null and undefined remove it. */
export function handlerOrNone<T>(value: T | null | undefined, argument: string): T | undefined {
  if (value == null || typeof value === "function") return value ?? undefined;
  const expected = "a function";
  throw new ValueError(`${argument} is ${briefInspection(value)}, expected ${expected}`, {
    argument,
    actual: value,
    expected,
  });
}

/** The arguments for a handler; the bytes are copies, aligned for every kind of typed array. */
export function received({ content, metadata, buffers }: Message): [JsonObject, ReceivedCommMessage] {
  const { data } = content;
  const isObject = typeof data === "object" && data !== null;
  return [
    personData(isObject ? (data as JsonObject) : {}),
    personObject({ metadata: personData(metadata), buffers: personArray(buffers.map(personBytes)) }),
  ];
}
