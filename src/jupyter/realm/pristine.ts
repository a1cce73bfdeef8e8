/** What Node offers, as it was before the first cell ran. */

/** What all objects of the cells' realm inherit from. */
const shared = new Set<object>([globalThis.Object.prototype, globalThis.Function.prototype]);

/** The properties of an object and of what it inherits from, without those of every object. */
function allProperties(source: object): Map<PropertyKey, PropertyDescriptor> {
  const found = new Map<PropertyKey, PropertyDescriptor>();
  for (let at: object | null = source; at !== null && !shared.has(at);) {
    for (const key of Reflect.ownKeys(at))
      if (!found.has(key)) found.set(key, Reflect.getOwnPropertyDescriptor(at, key)!);
    at = Reflect.getPrototypeOf(at);
  }
  return found;
}

const known = new Map<object, object>();

/**
 * A view of a module or an object of Node: it reads what was there when the view was made, and writes to the object
 * itself, so that the kernel can change what cells find without depending on what they make of it.
 * @param bound Whether the methods need the object as their `this`.
 * @param replaced What the view has in place of the object's own.
 */
export function pristine<T extends object>(source: T, bound: boolean = false, replaced: object = {}): T {
  const made = known.get(source);
  if (made !== undefined) return made as T;
  const properties = allProperties(source);
  const values = new Map<PropertyKey, unknown>();
  for (const [key, property] of properties) {
    const value: unknown = property.value;
    values.set(key, bound && typeof value === "function" ? bind(value as Method, source) : viewOf(value));
  }
  for (const [key, value] of Object.entries(replaced) as [string, unknown][]) {
    values.set(key, value);
    properties.set(key, { value, enumerable: true });
  }
  const read = (key: PropertyKey): unknown => {
    const property = properties.get(key);
    if (property === undefined) return undefined;
    const getter = Reflect.get(property, "get") as (() => unknown) | undefined;
    return getter === undefined ? values.get(key) : Reflect.apply(getter, source, []);
  };
  // The view stands on an object of its own: whatever is fixed about the source may differ from what it was.
  const target = typeof source === "function" ? function () {} : {};
  const view: object = new Proxy(target, {
    get: (_target, key) => (key === "prototype" ? Reflect.get(source, key) : read(key)),
    has: (_target, key) => properties.has(key),
    ownKeys: () => [...new Set([...properties.keys(), ...Reflect.ownKeys(target)])] as (string | symbol)[],
    getOwnPropertyDescriptor(_target, key) {
      const fixed = Reflect.getOwnPropertyDescriptor(target, key);
      if (fixed !== undefined || !properties.has(key)) return fixed;
      const { enumerable } = properties.get(key)!;
      return { value: read(key), enumerable, configurable: true, writable: true };
    },
    set: (_target, key, value) => Reflect.set(source, key, value),
    defineProperty: (_target, key, descriptor) => Reflect.defineProperty(source, key, descriptor),
    deleteProperty: (_target, key) => Reflect.deleteProperty(source, key),
    apply: (_target, self, values) =>
      Reflect.apply<unknown, readonly unknown[], unknown>(source as unknown as Method, self, values),
    construct: (_target, values, by) =>
      Reflect.construct(
        source as unknown as Method,
        values,
        by === view ? (source as unknown as Method) : by,
      ) as object,
  });
  known.set(source, view);
  return view as T;
}

/** The view of what stands in a module, such as `performance`, where there is one. */
function viewOf(value: unknown): unknown {
  return known.get(value as object) ?? value;
}

type Method = (...values: unknown[]) => unknown;

function bind(method: Method, self: object): Method {
  const bound = (...values: unknown[]): unknown => Reflect.apply(method, self, values);
  return Object.defineProperties(bound, Object.getOwnPropertyDescriptors(method));
}
