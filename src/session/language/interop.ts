/** What a cell gets from a module of either kind, by the rules of TypeScript's `esModuleInterop`. */
import { platform } from "../platform/platform";
import { customInspection } from "../platform/values";
import { toPerson } from "../realm/person";

type Exports = Readonly<Record<string, unknown>>;

/** The object whose property `name` is that export of a module, so that its present value can be read. */
export function sourceOf(module: unknown, name: string): Exports {
  if (name === "default" && !isEsModule(module)) return { default: module };
  return canHaveMembers(module) ? module : {};
}

const namespaces = new WeakMap<object, Exports>();

/** The namespace of a module: its exports, which follow the module and cannot be assigned to. */
export function namespaceOf(module: unknown): unknown {
  if (platform.values.isModuleNamespaceObject(module)) return module;
  if (!canHaveMembers(module)) return makeNamespace([["default", () => module]]);
  let namespace = namespaces.get(module);
  if (namespace === undefined) {
    namespace = makeNamespace(readersOf(module));
    namespaces.set(module, namespace);
  }
  return namespace;
}

type Reader = [name: string, read: () => unknown];

function readersOf(module: Exports): Reader[] {
  const names = Object.keys(module).filter((name) => name !== "__esModule" && name !== "default");
  const readers = names.map((name): Reader => [name, () => module[name]]);
  if (!isEsModule(module)) readers.push(["default", () => module]);
  else if ("default" in module) readers.push(["default", () => module.default]);
  return readers.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

/** Looks and behaves as the namespace of an ES module, which only the engine can make. */
function makeNamespace(readers: readonly Reader[]): Exports {
  const namespace = Object.create(null) as Exports;
  for (const [name, get] of readers) {
    const set = (): void => {
      const problem = `Cannot assign to read only property '${name}' of object '[object Module]'`;
      throw toPerson(new TypeError(problem));
    };
    Object.defineProperty(namespace, name, { get, set, enumerable: true });
  }
  Object.defineProperty(namespace, Symbol.toStringTag, { value: "Module" });
  Object.defineProperty(namespace, customInspection, { value: () => Object.assign(new Shown(), namespace) });
  return Object.freeze(namespace);
}

/** What Node's console shows of a namespace. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- the console shows the name of a class
class Shown {
  static {
    Object.defineProperty(this, "name", { value: "[Module: null prototype]" });
  }
}

function isEsModule(module: unknown): boolean {
  return (
    platform.values.isModuleNamespaceObject(module) || (canHaveMembers(module) && module.__esModule === true)
  );
}

function canHaveMembers(value: unknown): value is Exports {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
