/**
 * Files that import each other: one may run while the other has not come to its exports yet. As in ES modules, an export
 * is refused until its declaration has run.
 */
import ts from "typescript";
import { toPerson } from "../realm/person";
import { hasModifier } from "./declared-names";
import { namesOf } from "./declarations";

/** The names of a file's exports that have a dead zone: those of `let`, `const`, `class` and `export default`. */
export function lateExports(code: string, file: string): string[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022, true);
  return source.statements.flatMap((node) => {
    if (ts.isExportAssignment(node)) return node.isExportEquals === true ? [] : ["default"];
    const isExported =
      hasModifier(node, ts.SyntaxKind.ExportKeyword) && !hasModifier(node, ts.SyntaxKind.DeclareKeyword);
    if (!isExported) return [];
    if (ts.isClassDeclaration(node))
      return hasModifier(node, ts.SyntaxKind.DefaultKeyword) ? ["default"] : [node.name?.text ?? "default"];
    return ts.isVariableStatement(node) ? lateNames(node.declarationList) : [];
  });
}

/** An export without an initial value is never assigned by the compiler's code, so that nothing would end its dead zone. */
function lateNames(list: ts.VariableDeclarationList): string[] {
  if ((list.flags & ts.NodeFlags.BlockScoped) === 0) return [];
  return list.declarations
    .filter(({ initializer }) => initializer !== undefined)
    .flatMap((each) => namesOf(each).map(({ name }) => name.text));
}

/** Has `exports` refuse the names until they are assigned, while `run` runs a module's code. */
export function withDeadZone(exports: object, names: readonly string[], run: () => void): void {
  const values = exports as Record<string, unknown>;
  const end = (name: string, value: unknown): void => {
    Object.defineProperty(values, name, { value, writable: true, enumerable: true, configurable: true });
  };
  for (const name of names) {
    const get = (): never => {
      throw toPerson(new ReferenceError(`Cannot access '${name}' before initialization`));
    };
    const set = (value: unknown): void => end(name, value);
    Object.defineProperty(values, name, { get, set, enumerable: true, configurable: true });
  }
  try {
    run();
  } finally {
    for (const name of names)
      if (Object.getOwnPropertyDescriptor(values, name)?.get !== undefined) end(name, undefined);
  }
}

/** The compiler's code without the line that sets all exports to undefined; the line stays, empty. */
export function withoutInitialExports(javascript: string): string {
  return javascript.replace(/^(?:exports\.[^\s=]+ = )+void 0;$/m, "");
}
