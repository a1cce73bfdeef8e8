/** Functions of Node that look up others in `node:path`, where a cell may have replaced them. */
import path from "node:path";

type Method = (...values: unknown[]) => unknown;

const originals = Object.getOwnPropertyNames(path)
  .map((name) => [name, Reflect.get(path, name) as unknown] as const)
  .filter(([, value]) => typeof value === "function");

/** A module's functions, which find `node:path` as it was; what a cell has put there is back when they return. */
export function steadyFunctions(module: object): object {
  const made: Record<string, Method> = {};
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(module)))
    if (typeof value === "function" && /^[a-z]/.test(name)) made[name] = steady(value as Method, module);
  return made;
}

function steady(method: Method, module: object): Method {
  const made = (...values: unknown[]): unknown => {
    const putBack = putOriginals();
    try {
      return Reflect.apply(method, module, values);
    } finally {
      for (const each of putBack) each();
    }
  };
  return Object.defineProperties(made, Object.getOwnPropertyDescriptors(method));
}

function putOriginals(): (() => void)[] {
  const putBack: (() => void)[] = [];
  for (const [name, value] of originals) {
    const found = Reflect.getOwnPropertyDescriptor(path, name);
    if (found?.value === value) continue;
    Reflect.defineProperty(path, name, { value, configurable: true, enumerable: true, writable: true });
    putBack.push(() => {
      if (found === undefined) Reflect.deleteProperty(path, name);
      else Reflect.defineProperty(path, name, found);
    });
  }
  return putBack;
}
