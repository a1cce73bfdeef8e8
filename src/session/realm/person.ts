/**
 * The way between the kernel's realm and that of the cells, the person's. In all files of the kernel, `globalThis` is
 * the global object of the person's realm; `Array`, `Promise`, `Error` and so on are the kernel's own. What cells get
 * belongs to their realm, and what they give is used without a method that they may have replaced.
 *
 * In a page, and where tests load these files without a realm, both are the same.
 */
import { platform } from "../platform/platform";
import type { AnyFunction } from "../platform/realm";

const errorKinds = [
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
  "EvalError",
  "URIError",
];
/** The prototypes of the kernel's own errors, each with that of the person's. */
const errorPrototypes = new Map(
  errorKinds.map((kind) => {
    const [own, persons] = [
      { Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError },
      globalThis,
    ];
    const read = (from: object): object => (Reflect.get(from, kind) as ErrorConstructor).prototype;
    return [read(own), read(persons)];
  }),
);
const functionPrototype: object = globalThis.Function.prototype;
const objectPrototype: object = globalThis.Object.prototype;

/** Makes an error of the kernel one of the person's, so that `error instanceof Error` holds in a cell. */
export function toPerson<T>(thrown: T): T {
  if (!platform.values.isNativeError(thrown)) return thrown;
  for (let at: object | null = thrown; at !== null;) {
    const parent: object | null = Reflect.getPrototypeOf(at);
    const counterpart = parent === null ? undefined : errorPrototypes.get(parent);
    if (counterpart !== undefined) {
      Reflect.setPrototypeOf(at, counterpart);
      return thrown;
    }
    at = parent;
  }
  return thrown;
}

function callForPerson(method: AnyFunction, self: unknown, values: readonly unknown[]): unknown {
  try {
    return Reflect.apply(method, self, values) as unknown;
  } catch (error) {
    throw toPerson(error);
  }
}

/** A function of the person's realm that calls the kernel's. @param name What cells see. @default the method's own */
export function personFunction<T extends (this: never, ...values: never[]) => unknown>(
  method: T,
  name: string = method.name,
): T {
  const called = method as unknown as AnyFunction;
  return platform.realm.call(called, name, method.length, callForPerson) as unknown as T;
}

/** Makes a function that replaces one of Node's look like any other in a cell. */
export function asPersonFunction<T extends object>(method: T): T {
  Reflect.setPrototypeOf(method, functionPrototype);
  return method;
}

/** Makes a function that replaces another in a cell look like that one: its name, its length, its promisified form. */
export function inPlaceOf<T extends object>(original: object, replacement: T): T {
  return Object.defineProperties(asPersonFunction(replacement), Object.getOwnPropertyDescriptors(original));
}

const adopted = new WeakSet();

/** Makes a class whose objects cells get one of the person's realm. It takes effect once. */
export function adoptClass(made: { prototype: object }): void {
  const { prototype } = made;
  if (adopted.has(made)) return;
  adopted.add(made);
  for (const key of Reflect.ownKeys(prototype)) {
    const own = Reflect.getOwnPropertyDescriptor(prototype, key)!;
    const { get, set, configurable, enumerable } = own;
    const value: unknown = own.value;
    if (key === "constructor") continue;
    const wrap = (each: unknown): never =>
      (typeof each === "function" ? personFunction(each as AnyFunction) : each) as never;
    const changed =
      get === undefined && set === undefined ? { value: wrap(value) } : { get: wrap(get), set: wrap(set) };
    Reflect.defineProperty(prototype, key, { ...changed, configurable, enumerable });
  }
  Reflect.setPrototypeOf(prototype, objectPrototype);
  asPersonFunction(made);
}

/** A plain object of the person's realm with the same fields. */
export function personObject<T extends object>(fields: T): T {
  const made = platform.realm.object();
  for (const key of Reflect.ownKeys(fields)) {
    const field = {
      value: Reflect.get(fields, key) as unknown,
      configurable: true,
      enumerable: true,
      writable: true,
    };
    Reflect.defineProperty(made, key, field);
  }
  return made as T;
}

/** A copy of plain data in the person's realm. */
export function personData<T>(data: T): T {
  return platform.realm.parse(JSON.stringify(data)) as T;
}

/** An array of the person's realm with the same elements. */
export function personArray<T>(elements: readonly T[]): T[] {
  const made = platform.realm.parse("[]") as T[];
  elements.forEach((value, k) => {
    Reflect.defineProperty(made, k, { value, configurable: true, enumerable: true, writable: true });
  });
  return made;
}

/** A copy of bytes in the person's realm. */
export function personBytes(bytes: Uint8Array): Uint8Array {
  const made = platform.realm.bytes(bytes.length);
  Reflect.apply(Reflect.get(Uint8Array.prototype, "set"), made, [bytes]);
  return made;
}
