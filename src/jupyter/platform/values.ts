/** What values are and how they are shown, by Node. */
import { Console } from "node:console";
import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import { inspect } from "node:util";
import types from "node:util/types";
import type { Values } from "../../session/platform/values";

// Taken from their modules once: where the call stack is full, there is no room to look them up.
const { isAnyArrayBuffer, isModuleNamespaceObject, isNativeError, isPromise, isUint8Array } = types;
const { from } = Buffer;
const { toString } = Buffer.prototype as { toString(encoding: "base64"): string };

export const values: Values = {
  isAnyArrayBuffer,
  isModuleNamespaceObject,
  isNativeError,
  isPromise,
  isUint8Array,
  inspect: (value, options) => inspect(value, options),
  table,
  base64({ buffer, byteOffset, byteLength }) {
    const bytes = Reflect.apply(from, Buffer, [buffer, byteOffset, byteLength]) as Buffer;
    return Reflect.apply(toString, bytes, ["base64"]);
  },
  uniqueName: () => randomUUID(),
};

function table(data: unknown, keys: readonly string[] | undefined): string {
  let text = "";
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  new Console({ stdout }).table(data, keys);
  return text.replace(/\n$/, "");
}
