/** In a page, cells and session share one realm: what cells get is made by the language's own means. */
import type { RealmMakers } from "../session/platform/realm";

const { apply } = Reflect;
const { parse } = JSON;
const { then } = Promise.prototype;
const NativePromise = Promise;

export const realm: RealmMakers = {
  call(method, name, count, guarded) {
    const { [name]: made } = {
      [name](this: unknown, ...values: never[]): unknown {
        return guarded(method, this, values);
      },
    };
    return Object.defineProperty(made, "length", { value: count, configurable: true });
  },
  promise: (start) => new NativePromise(start),
  resolved: (value) => NativePromise.resolve(value),
  object: () => ({}),
  parse,
  bytes: (length) => new Uint8Array(length),
  follow: (promise, done, failed) => apply<object, unknown[], object>(then as never, promise, [done, failed]),
  promises: NativePromise.prototype,
};
