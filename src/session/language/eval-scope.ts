/** What the text of an `eval` in a cell finds by their names: the variables of all cells. */
import { toPerson } from "../realm/person";
import { boxProperty } from "./variable-names";
import type { VariableStore } from "./variable-store";

/**
 * An object for a `with` around a cell. Only cells that call `eval` have one, because V8 looks every global name up in
 * it first.
 * @param dead The names that the cell declares later, and whose values must not be used before.
 */
export function evalScope(variables: VariableStore, dead: ReadonlySet<string>): object {
  const check = (name: string): void => {
    if (dead.has(name)) throw toPerson(new ReferenceError(`Cannot access '${name}' before initialization`));
  };
  return new Proxy(Object.create(null) as object, {
    has: (_target, name) => typeof name === "string" && (dead.has(name) || variables.has(name)),
    get: (_target, name) => {
      if (typeof name !== "string") return undefined;
      check(name);
      return variables.box(name)[boxProperty];
    },
    set: (_target, name, value) => {
      if (typeof name !== "string") return false;
      check(name);
      const box = variables.box(name);
      if (box.isConstant) throw toPerson(new TypeError("Assignment to constant variable."));
      box[boxProperty] = value;
      return true;
    },
  });
}
