/** Turns a cell's import declarations into constants, taken from modules that are loaded before the cell runs. */
import ts from "typescript";
import { runtimeNames } from "./runtime-names";

const { factory } = ts;

export interface StaticImport {
  specifier: string;
}

interface Binding {
  local: ts.Identifier;
  /** The export's name; `*` is the namespace, `=` the module itself. */
  name: string;
}

/** The statement and the declared names for each declaration that imports more than types. */
export function importStatements(
  nodes: readonly (ts.ImportDeclaration | ts.ImportEqualsDeclaration)[],
  checker: ts.TypeChecker,
  imports: StaticImport[],
): { statement: ts.Statement; names: string[] }[] {
  return nodes.flatMap((node) => {
    const bindings = bindingsOf(node).filter(({ local }) => isValue(local, checker));
    const isForItsEffect = ts.isImportDeclaration(node) && node.importClause === undefined;
    const specifier = specifierOf(node);
    if (specifier === undefined || (bindings.length === 0 && !isForItsEffect)) return [];
    imports.push({ specifier });
    if (isForItsEffect) return [];
    const declarations = bindings.map(({ local, name }) => declaration(local, name, imports.length - 1));
    const list = factory.createVariableDeclarationList(declarations, ts.NodeFlags.Const);
    const statement = ts.setTextRange(factory.createVariableStatement(undefined, list), node);
    return [{ statement, names: bindings.map(({ local }) => local.text) }];
  });
}

function specifierOf(node: ts.ImportDeclaration | ts.ImportEqualsDeclaration): string | undefined {
  if (ts.isImportDeclaration(node)) return (node.moduleSpecifier as ts.StringLiteral).text;
  const reference = node.moduleReference;
  return ts.isExternalModuleReference(reference)
    ? (reference.expression as ts.StringLiteral).text
    : undefined;
}

function bindingsOf(node: ts.ImportDeclaration | ts.ImportEqualsDeclaration): Binding[] {
  if (ts.isImportEqualsDeclaration(node)) return node.isTypeOnly ? [] : [{ local: node.name, name: "=" }];
  const clause = node.importClause;
  if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const bindings: Binding[] = clause.name === undefined ? [] : [{ local: clause.name, name: "default" }];
  const named = clause.namedBindings;
  if (named === undefined) return bindings;
  if (ts.isNamespaceImport(named)) return [...bindings, { local: named.name, name: "*" }];
  for (const element of named.elements)
    if (!element.isTypeOnly)
      bindings.push({ local: element.name, name: (element.propertyName ?? element.name).text });
  return bindings;
}

/** Whether a name is a value at run time; in a package without types, any name may be. */
function isValue(local: ts.Identifier, checker: ts.TypeChecker): boolean {
  const symbol = checker.getSymbolAtLocation(local);
  if (symbol === undefined) return true;
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return checker.isUnknownSymbol(target) || (target.flags & ts.SymbolFlags.Value) !== 0;
}

function declaration(local: ts.Identifier, name: string, index: number): ts.VariableDeclaration {
  const value = factory.createCallExpression(factory.createIdentifier(runtimeNames.imported), undefined, [
    factory.createNumericLiteral(index),
    factory.createStringLiteral(name),
  ]);
  return factory.createVariableDeclaration(factory.createIdentifier(local.text), undefined, undefined, value);
}
