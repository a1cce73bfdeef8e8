/** Promises between the kernel's realm and that of the cells. */
import { platform } from "../platform/platform";
import type { Start } from "../platform/realm";
import { toPerson } from "./person";

/** A promise of the person's realm for one of the kernel's. */
export function personPromise<T>(promise: Promise<T>): Promise<T> {
  return platform.realm.promise((resolve, reject) => {
    promise.then(resolve, (reason: unknown) => reject(toPerson(reason)));
  }) as Promise<T>;
}

/** A promise of the person's realm. */
export function newPersonPromise(start: Start): object {
  return platform.realm.promise(start);
}

/** `Promise.resolve` of the person's realm. */
export function resolvedForPerson(value: unknown): object {
  return platform.realm.resolved(value);
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
    return platform.realm.follow(promise, done, failed);
  } finally {
    if (isHidden) Reflect.deleteProperty(promise, "constructor");
  }
}

/** Waits for a value of the person's as `await` does, also where a cell has replaced what promises are made of. */
export function settled<T>(value: T | PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const isPlain =
      platform.values.isPromise(value) && Reflect.getPrototypeOf(value) === platform.realm.promises;
    if (isPlain) follow(value, resolve as (value: unknown) => void, reject);
    else resolve(value);
  });
}
