/** What a cell imports: its modules are loaded before it runs, and their exports are read where they are used. */
import ts from "typescript";
import { runtimeNames } from "./runtime-names";
import type { StoredNames } from "./stored-names";
import { arrow, callExpression, declareConstants, propertyOf } from "./syntax";
import { sourceName } from "./variable-names";

const { factory } = ts;

export interface StaticImport {
  specifier: string;
}

interface Binding {
  /** What the checker calls the declaration of the name. */
  declaration: ts.Node;
  local: ts.Identifier;
  /** The export's name; `*` is the namespace, `=` the module itself. */
  name: string;
}

interface ImportedModule {
  node: ts.Statement;
  bindings: Binding[];
}

export class CellImports {
  private readonly modules: ImportedModule[];

  /** @param imports Receives the modules to load, in order. */
  constructor(
    statements: readonly ts.Statement[],
    checker: ts.TypeChecker,
    imports: StaticImport[],
    stored: StoredNames,
  ) {
    this.modules = statements.flatMap((node) => {
      const specifier = specifierOf(node);
      if (specifier === undefined) return [];
      const bindings = bindingsOf(node).filter(({ local }) => isValue(local, checker));
      if (bindings.length === 0 && !isForItsEffect(node)) return [];
      imports.push({ specifier });
      return [{ node, bindings }];
    });
    for (const { bindings } of this.modules)
      for (const { declaration, local, name } of bindings)
        if (isLive(name)) stored.add(declaration, local.text, { kind: "import", name });
  }

  /** The statements that begin a cell; `define` puts a name into the store. */
  head(define: (name: string) => ts.Statement): ts.Statement[] {
    return this.modules.flatMap(({ node, bindings }, index) => {
      const constants = new Map<string, ts.Expression>();
      for (const { local, name } of bindings)
        if (isLive(name)) constants.set(sourceName(local.text), call(runtimeNames.source, index, name));
        else constants.set(local.text, call(runtimeNames.imported, index, name));
      const statements = declareConstants([...constants]).map((each) => ts.setTextRange(each, node));
      const defines = bindings.map(({ local, name }) =>
        isLive(name) ? liveStatement(local.text, name) : define(local.text),
      );
      return [...statements, ...defines];
    });
  }

  /** The names that are read from their modules at every use. */
  liveNames(): string[] {
    return this.modules.flatMap(({ bindings }) =>
      bindings.filter(({ name }) => isLive(name)).map(({ local }) => local.text),
    );
  }
}

/** Whether a module may change an export; its namespace and the module itself stay the same object. */
function isLive(name: string): boolean {
  return name !== "*" && name !== "=";
}

function call(name: string, index: number, exported: string): ts.Expression {
  return callExpression(name, [
    factory.createNumericLiteral(index),
    factory.createStringLiteral(exported === "default" || !isLive(exported) ? exported : ""),
  ]);
}

/** `__live("local", () => __source_local.name)` */
function liveStatement(local: string, name: string): ts.Statement {
  const read = arrow(propertyOf(sourceName(local), name));
  return factory.createExpressionStatement(
    callExpression(runtimeNames.live, [factory.createStringLiteral(local), read]),
  );
}

/** Whether a statement loads a module although it takes no name from it. */
function isForItsEffect(node: ts.Statement): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause === undefined;
  return ts.isExportDeclaration(node);
}

function specifierOf(node: ts.Statement): string | undefined {
  if (ts.isImportDeclaration(node)) return (node.moduleSpecifier as ts.StringLiteral).text;
  if (ts.isExportDeclaration(node) && !node.isTypeOnly)
    return (node.moduleSpecifier as ts.StringLiteral | undefined)?.text;
  if (!ts.isImportEqualsDeclaration(node)) return undefined;
  const reference = node.moduleReference;
  return ts.isExternalModuleReference(reference)
    ? (reference.expression as ts.StringLiteral).text
    : undefined;
}

function bindingsOf(node: ts.Statement): Binding[] {
  if (ts.isImportEqualsDeclaration(node))
    return node.isTypeOnly ? [] : [{ declaration: node, local: node.name, name: "=" }];
  if (!ts.isImportDeclaration(node)) return [];
  const clause = node.importClause;
  if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const bindings: Binding[] = [];
  if (clause.name !== undefined) bindings.push({ declaration: clause, local: clause.name, name: "default" });
  const named = clause.namedBindings;
  if (named === undefined) return bindings;
  if (ts.isNamespaceImport(named)) return [...bindings, { declaration: named, local: named.name, name: "*" }];
  for (const element of named.elements) {
    const name = (element.propertyName ?? element.name).text;
    if (!element.isTypeOnly) bindings.push({ declaration: element, local: element.name, name });
  }
  return bindings;
}

/** Whether a name is a value at run time; in a package without types, any name may be. */
export function isValue(local: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = checker.getSymbolAtLocation(local);
  if (symbol === undefined) return true;
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return checker.isUnknownSymbol(target) || (target.flags & ts.SymbolFlags.Value) !== 0;
}
