import { settled } from "../realm/promises";
import { attempt } from "../text/inspect-value";
import { readBundle, type JsonBundle } from "./mime-bundle";
import { plainBundle } from "./plain-bundle";

const objectPrototype: unknown = globalThis.Object.prototype;
const displaySymbol = Symbol.for("Jupyter.display");

/**
 * The bundle for a value that is displayed in the middle of a cell: the value itself if it is a bundle, or else its own
 * display, or else its display as the last line of a cell. A promise only where the value's own display returns one.
 * @throws What the value's own display throws.
 */
export function bundleNow(value: unknown): JsonBundle | Promise<JsonBundle> {
  if (attempt(() => isBundle(value), false)) return readBundle(value, "Jupyter.display");
  const own = ownBundle(value);
  if (own instanceof Promise) return own.then((bundle) => bundle ?? plainBundle(value));
  return own ?? plainBundle(value);
}

/**
 * The bundle from a value's method `Symbol.for("Jupyter.display")`; undefined where there is none, or it returns nothing.
 * @throws What the method throws; TypeError when it returns something other than a bundle.
 */
export function ownBundle(value: unknown): JsonBundle | undefined | Promise<JsonBundle | undefined> {
  // A hostile proxy that throws at every access has no display.
  const method: unknown = attempt(
    () => Reflect.get(Object(value) as object, displaySymbol) as unknown,
    undefined,
  );
  if (typeof method !== "function") return undefined;
  const returned: unknown = Reflect.apply(method, value, []);
  const read = (bundle: unknown): JsonBundle | undefined =>
    bundle == null ? undefined : readBundle(bundle, "Jupyter.display");
  return isThenable(returned) ? settled(returned).then(read) : read(returned);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === "function";
}

/** Whether a value is a plain object whose keys all look like MIME types. */
function isBundle(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const keys = Object.keys(value);
  const isPlain = prototype === null || prototype === objectPrototype || prototype === Object.prototype;
  return isPlain && keys.length > 0 && keys.every(isMimeType);
}

function isMimeType(key: string): boolean {
  return /^\w[^/\s]*\/[^/\s]+/.test(key);
}
