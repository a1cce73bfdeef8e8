/** Keeps errors from losing the lines that they came from. */

const limitName = "stackTraceLimit";
const errorClass = globalThis.Error;
const limit: unknown = Reflect.get(errorClass, limitName);

/**
 * Sets the number of frames that errors keep back to Node's own where a cell has left none, which would leave the errors
 * of later cells without a line. A number that keeps some stays.
 */
export function restoreStackLimit(): void {
  const own = Reflect.getOwnPropertyDescriptor(errorClass, limitName)?.value as unknown;
  if (typeof own === "number" && own >= 1) return;
  const restored = { value: limit, configurable: true, enumerable: true, writable: true };
  Reflect.defineProperty(errorClass, limitName, restored);
}
