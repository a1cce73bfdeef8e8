/**
 * What belongs to the realm of the cells is made by these functions, kept before the first cell runs. Where cells and
 * session share one realm, they are the language's own.
 */
export interface RealmMakers {
  /** A function that looks like any other, and calls `guarded` with the method, its `this` and the arguments. */
  call(method: AnyFunction, name: string, count: number, guarded: Apply): AnyFunction;
  promise(start: Start): object;
  /** `Promise.resolve` */
  resolved(value: unknown): object;
  object(): object;
  /** `JSON.parse` */
  parse(json: string): unknown;
  bytes(length: number): Uint8Array;
  /** `promise.then` */
  follow(promise: object, done: (value: unknown) => unknown, failed: (reason: unknown) => unknown): object;
  /** `Promise.prototype` */
  readonly promises: object;
}

export type AnyFunction = (this: unknown, ...values: never[]) => unknown;
export type Start = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void;
export type Apply = (method: AnyFunction, self: unknown, values: readonly unknown[]) => unknown;
