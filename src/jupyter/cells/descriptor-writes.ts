/** What cells write to descriptors 1 and 2 by `fs` is their output, in order with what they print. */
import fs from "node:fs";
import { inPlaceOf } from "../../session/realm/person";
import { currentCell, type StreamName } from "../../session/running/cell";
import type { Publisher } from "../../session/messages/publisher";
import type { ProcessOutput } from "../threads/process-output";
import { decode } from "./decoders";

const nextTick = process.nextTick.bind(process);

type WriteFunction = (descriptor: unknown, ...rest: unknown[]) => unknown;
type Done = (error: null, written: number, data: unknown) => void;

/** Replaces the functions of `fs` that write to a descriptor. */
export function captureDescriptorWrites(publisher: Publisher, output: ProcessOutput): void {
  const replace = (name: string, capture: (original: WriteFunction) => WriteFunction): void => {
    const original = Reflect.get(fs, name) as WriteFunction;
    Object.assign(fs, { [name]: inPlaceOf(original, capture(original)) });
  };
  for (const name of ["write", "writeSync", "writev", "writevSync"]) {
    replace(name, (original) => (descriptor, ...rest) => {
      const bytes = isOutput(descriptor) ? bytesOf(rest) : undefined;
      if (bytes === undefined || !publish(publisher, streamOf(descriptor), bytes))
        return original(descriptor, ...rest);
      if (name.endsWith("Sync")) return bytes.length;
      const done = rest.at(-1) as Done;
      nextTick(done, null, bytes.length, rest[0]);
      return undefined;
    });
  }
  // These reach the descriptor itself.
  for (const name of ["writeFileSync", "appendFileSync"]) {
    replace(name, (original) => (descriptor, ...rest) => {
      try {
        return original(descriptor, ...rest);
      } finally {
        if (isOutput(descriptor) || isDevice(descriptor)) output.collect();
      }
    });
  }
}

function isOutput(descriptor: unknown): boolean {
  return descriptor === 1 || descriptor === 2;
}

/** Whether a path may be one of a descriptor: `/dev/stdout`, `/dev/fd/1`, `/proc/self/fd/1`. */
function isDevice(path: unknown): boolean {
  return typeof path === "string" && /^\/(?:dev|proc)\//.test(path);
}

function streamOf(descriptor: unknown): StreamName {
  return descriptor === 1 ? "stdout" : "stderr";
}

function publish(publisher: Publisher, name: StreamName, bytes: Uint8Array): boolean {
  const cell = currentCell();
  if (cell === undefined) return false;
  publisher.stream(cell, name, decode(cell, name, bytes));
  return true;
}

/** The bytes that a write is about; undefined where the parameters are wrong, so that Node says so. */
function bytesOf(parameters: readonly unknown[]): Uint8Array | undefined {
  const [data, first, second] = parameters;
  if (typeof data === "string") return Buffer.from(data, encodingOf(first, second));
  if (Array.isArray(data)) {
    const parts = Array.from({ length: data.length }, (_, k) => data[k] as unknown);
    return parts.every(isBytes) ? Buffer.concat(parts.map(asBuffer)) : undefined;
  }
  if (!isBytes(data)) return undefined;
  const bytes = asBuffer(data);
  const given =
    typeof first === "object" && first !== null
      ? (first as { offset?: unknown; length?: unknown })
      : undefined;
  const offset =
    (given === undefined ? (typeof first === "function" ? undefined : first) : given.offset) ?? 0;
  const length =
    (given === undefined ? (typeof second === "function" ? undefined : second) : given.length) ??
    bytes.length - Number(offset);
  const isInside =
    Number.isInteger(offset) && Number.isInteger(length) && Number(offset) >= 0 && Number(length) >= 0;
  if (!isInside || Number(offset) + Number(length) > bytes.length) return undefined;
  return bytes.subarray(Number(offset), Number(offset) + Number(length));
}

/** In `fs.write(descriptor, text, position, encoding)`, position may be left out by nothing but a callback. */
function encodingOf(first: unknown, second: unknown): BufferEncoding {
  const named = [second, first].find((value) => typeof value === "string");
  return named !== undefined && Buffer.isEncoding(named) ? named : "utf8";
}

function isBytes(value: unknown): value is ArrayBufferView {
  return ArrayBuffer.isView(value);
}

function asBuffer(view: ArrayBufferView): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}
