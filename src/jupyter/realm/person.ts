/**
 * The way between the kernel's realm and that of the cells, the person's. In all files of the kernel, `globalThis` is
 * the global object of the person's realm; `Array`, `Promise`, `Error` and so on are the kernel's own. What cells get
 * belongs to their realm, and what they give is used without a method that they may have replaced.
 *
 * Where tests load the kernel's files without a realm, both are the same.
 */
import * as types from "node:util/types";
import { moveMessagePortToContext, type MessagePort } from "node:worker_threads";
import { Script } from "node:vm";
import { ownRealm } from "./own-realm";

type AnyFunction = (this: unknown, ...values: never[]) => unknown;

/** Functions of the person's realm; they look nothing up when they run. */
interface Makers {
  call(method: AnyFunction, name: string, count: number, guarded: Apply): AnyFunction;
  promise(start: Start): object;
  resolved(value: unknown): object;
  object(): object;
  parse(json: string): unknown;
  bytes(length: number): Uint8Array;
  readonly then: AnyFunction;
  readonly promises: object;
}

type Start = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void;
type Apply = (method: AnyFunction, self: unknown, values: readonly unknown[]) => unknown;

const makers = new Script(
  `(() => {
    "use strict";
    const { Promise, Uint8Array, JSON: { parse }, Object: { defineProperties }, Reflect: { apply } } = globalThis;
    const { resolve } = Promise;
    return {
      __proto__: null,
      call(method, name, count, guarded) {
        const { [name]: made } = { [name](...values) { return guarded(method, this, values); } };
        return defineProperties(made, { __proto__: null, length: { __proto__: null, value: count } });
      },
      promise: (start) => new Promise(start),
      resolved: (value) => apply(resolve, Promise, [value]),
      object: () => ({}),
      parse,
      bytes: (length) => new Uint8Array(length),
      then: Promise.prototype.then,
      promises: Promise.prototype,
    };
  })()`,
  { filename: "node:factorlab" },
).runInThisContext() as Makers;

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
    const read = (from: object): object => (Reflect.get(from, kind) as ErrorConstructor).prototype as object;
    return [read(own), read(persons)];
  }),
);
const functionPrototype: object = globalThis.Function.prototype;
const objectPrototype: object = globalThis.Object.prototype;

/** Makes an error of the kernel one of the person's, so that `error instanceof Error` holds in a cell. */
export function toPerson<T>(thrown: T): T {
  if (!types.isNativeError(thrown)) return thrown;
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

/** A function of the person's realm that calls the kernel's. */
export function personFunction<T extends (this: never, ...values: never[]) => unknown>(method: T): T {
  const called = method as unknown as AnyFunction;
  return makers.call(called, method.name, method.length, callForPerson) as unknown as T;
}

/** Makes a function that replaces one of Node's look like any other in a cell. */
export function asPersonFunction<T extends object>(method: T): T {
  Reflect.setPrototypeOf(method, functionPrototype);
  return method;
}

/** Makes a class whose objects cells get one of the person's realm. */
export function adoptClass(made: { prototype: object }): void {
  const { prototype } = made;
  for (const key of Reflect.ownKeys(prototype)) {
    const { value, get, set, ...rest } = Reflect.getOwnPropertyDescriptor(prototype, key)!;
    if (key === "constructor") continue;
    const wrap = (each: unknown): never =>
      (typeof each === "function" ? personFunction(each as AnyFunction) : each) as never;
    const changed =
      get === undefined && set === undefined ? { value: wrap(value) } : { get: wrap(get), set: wrap(set) };
    Reflect.defineProperty(prototype, key, {
      ...changed,
      configurable: rest.configurable,
      enumerable: rest.enumerable,
    });
  }
  Reflect.setPrototypeOf(prototype, objectPrototype);
  asPersonFunction(made);
}

/** A plain object of the person's realm with the same fields. */
export function personObject<T extends object>(fields: T): T {
  const made = makers.object();
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
  return makers.parse(JSON.stringify(data)) as T;
}

/** An array of the person's realm with the same elements. */
export function personArray<T>(elements: readonly T[]): T[] {
  const made = makers.parse("[]") as T[];
  elements.forEach((value, k) => {
    Reflect.defineProperty(made, k, { value, configurable: true, enumerable: true, writable: true });
  });
  return made;
}

/** A copy of bytes in the person's realm. */
export function personBytes(bytes: Uint8Array): Uint8Array {
  const made = makers.bytes(bytes.length);
  Reflect.apply(Uint8Array.prototype.set, made, [bytes]);
  return made;
}

/** A promise of the person's realm for one of the kernel's. */
export function personPromise<T>(promise: Promise<T>): Promise<T> {
  return makers.promise((resolve, reject) => {
    promise.then(resolve, (reason: unknown) => reject(toPerson(reason)));
  }) as Promise<T>;
}

/** A promise of the person's realm. */
export function newPersonPromise(start: Start): object {
  return makers.promise(start);
}

/** `Promise.resolve` of the person's realm. */
export function resolvedForPerson(value: unknown): object {
  return makers.resolved(value);
}

/** `promise.then`, for a promise of the person's realm, also where a cell has replaced what promises are made of. */
export function follow(
  promise: object,
  done: (value: unknown) => unknown,
  failed: (reason: unknown) => unknown,
): object {
  // Of a promise without a constructor, what follows is made by the language's own means.
  const hidden = { value: undefined, configurable: true };
  const isHidden =
    !Object.hasOwn(promise, "constructor") && Reflect.defineProperty(promise, "constructor", hidden);
  try {
    return Reflect.apply(makers.then, promise, [done, failed] as never[]) as object;
  } finally {
    if (isHidden) Reflect.deleteProperty(promise, "constructor");
  }
}

/** Waits for a value of the person's as `await` does, also where a cell has replaced what promises are made of. */
export function settled<T>(value: T | PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const isPlain = types.isPromise(value) && Reflect.getPrototypeOf(value) === makers.promises;
    if (isPlain) follow(value, resolve as (value: unknown) => void, reject);
    else resolve(value);
  });
}

/**
 * Keeps an object's methods from changing with those of its class.
 * @param example An object of the same class, whose methods are kept already. @default the object itself
 */
export function pinMethods<T extends object>(object: T, example?: T): T {
  let at: object | null = example ?? Reflect.getPrototypeOf(object);
  while (at !== null && at !== objectPrototype) {
    for (const key of Reflect.ownKeys(at)) {
      const { value } = Reflect.getOwnPropertyDescriptor(at, key)!;
      if (key === "constructor" || typeof value !== "function" || Object.hasOwn(object, key)) continue;
      Reflect.defineProperty(object, key, { value, configurable: true, writable: true });
    }
    at = Reflect.getPrototypeOf(at);
  }
  return object;
}

/** Makes what arrives at a port belong to the kernel's realm. */
export function movePort(port: MessagePort): MessagePort {
  const own = Reflect.get(Function("return globalThis")() as object, ownRealm) as object | undefined;
  return own === undefined ? port : moveMessagePortToContext(port, own as never);
}
