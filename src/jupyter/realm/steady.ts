/** Functions of Node that look up others in its own modules, where a cell may have replaced them. */
import fs from "node:fs";
import path from "node:path";

type Method = (...values: unknown[]) => unknown;

/** What functions of `node:fs` call by their names. */
const calledFiles = [
  ...["openSync", "closeSync", "readSync", "writeSync", "fstatSync", "lstatSync", "statSync", "readlinkSync"],
  ...["readdirSync", "realpathSync", "existsSync", "readFileSync", "mkdirSync"],
];
const originals = [
  ...Object.getOwnPropertyNames(path).map((name) => ({ module: path, name })),
  ...calledFiles.map((name) => ({ module: fs, name })),
]
  .map(({ module, name }) => ({ module, name, value: Reflect.get(module, name) as unknown }))
  .filter(({ value }) => typeof value === "function");

/** A module's functions, which find `node:path` and `node:fs` as they were; what a cell has put there is back when they return. */
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
  for (const { module, name, value } of originals) {
    const found = Reflect.getOwnPropertyDescriptor(module, name);
    if (found?.value === value) continue;
    Reflect.defineProperty(module, name, { value, configurable: true, enumerable: true, writable: true });
    putBack.push(() => {
      if (found === undefined) Reflect.deleteProperty(module, name);
      else Reflect.defineProperty(module, name, found);
    });
  }
  return putBack;
}
