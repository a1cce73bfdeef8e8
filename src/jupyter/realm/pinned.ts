const objectPrototype: object = globalThis.Object.prototype;

/**
 * Keeps an object's methods from changing with those of its class.
 * @param example An object of the same class, whose methods are kept already. @default the object itself
 */
export function pinMethods<T extends object>(object: T, example?: T): T {
  let at: object | null = example ?? Reflect.getPrototypeOf(object);
  while (at !== null && at !== objectPrototype) {
    for (const key of Reflect.ownKeys(at)) {
      const value: unknown = Reflect.getOwnPropertyDescriptor(at, key)!.value;
      if (key === "constructor" || typeof value !== "function" || Object.hasOwn(object, key)) continue;
      Reflect.defineProperty(object, key, { value, configurable: true, writable: true });
    }
    at = Reflect.getPrototypeOf(at);
  }
  return object;
}
