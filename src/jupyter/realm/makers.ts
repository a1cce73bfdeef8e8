/** Functions of the cells' realm, kept before the first cell runs; they look nothing up that a cell could replace. */
import { Script } from "node:vm";
import type { RealmMakers } from "../../session/platform/realm";

export const makers: RealmMakers = new Script(
  `(() => {
    "use strict";
    const { Promise, Uint8Array, JSON: { parse }, Object: { defineProperties }, Reflect: { apply } } = globalThis;
    const { resolve } = Promise;
    const { then } = Promise.prototype;
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
      follow: (promise, done, failed) => apply(then, promise, [done, failed]),
      promises: Promise.prototype,
    };
  })()`,
  { filename: "node:factorlab" },
).runInThisContext() as RealmMakers;
