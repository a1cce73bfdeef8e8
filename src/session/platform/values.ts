/** Tells what values of any realm are, and shows them, whatever a cell has made of their methods. */
export interface Values {
  isNativeError(value: unknown): value is Error;
  isPromise(value: unknown): value is Promise<unknown>;
  isUint8Array(value: unknown): value is Uint8Array;
  isAnyArrayBuffer(value: unknown): value is ArrayBuffer | SharedArrayBuffer;
  isModuleNamespaceObject(value: unknown): boolean;
  /** A value as the console shows it. */
  inspect(value: unknown, options?: InspectionOptions): string;
  /** The text that the console's own `table` writes, without the line break at its end. */
  table(data: unknown, keys: readonly string[] | undefined): string;
  base64(bytes: Uint8Array): string;
  /** A name that nothing else has. */
  uniqueName(): string;
}

export interface InspectionOptions {
  depth?: number;
  breakLength?: number;
  maxStringLength?: number;
}

/** The method by which an object tells the console what to show. */
export const customInspection: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;
