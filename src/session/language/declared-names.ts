/** The names that a cell declares at its top level, which later cells see. */
import ts from "typescript";

export interface DeclaredName {
  name: string;
  /** Whether other cells may assign to it, as to `let` and `var`. */
  mutable: boolean;
  /** Whether the user wrote `export` before it. */
  exported: boolean;
  /** The nodes that declare it; several for merged and overloaded declarations. */
  nodes: ts.Declaration[];
}

type Add = (node: ts.Declaration, name: ts.Identifier, mutable: boolean, exported?: boolean) => void;

/** The names of all top-level declarations among the statements, and of nested `var`s, which are hoisted. */
export function declaredNames(statements: readonly ts.Statement[]): Map<string, DeclaredName> {
  const names = new Map<string, DeclaredName>();
  const add: Add = (node, { text }, mutable, exported = false) => {
    const known = names.get(text) ?? { name: text, mutable, exported, nodes: [] };
    known.nodes.push(node);
    names.set(text, known);
  };
  for (const statement of statements) addStatement(statement, add);
  return names;
}

function addStatement(node: ts.Statement, add: Add): void {
  const exported = hasModifier(node, ts.SyntaxKind.ExportKeyword);
  if (ts.isImportDeclaration(node)) addImport(node.importClause, add);
  else if (ts.isImportEqualsDeclaration(node)) add(node, node.name, false, exported);
  else if (ts.isVariableStatement(node)) {
    // `declare` describes a variable that exists elsewhere, so it is not one of the notebook.
    if (!hasModifier(node, ts.SyntaxKind.DeclareKeyword)) addList(node.declarationList, add, exported);
  } else if (isNamedDeclaration(node)) {
    if (node.name !== undefined && ts.isIdentifier(node.name)) add(node, node.name, false, exported);
  } else addNestedVars(node, add);
}

function isNamedDeclaration(
  node: ts.Statement,
): node is
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration
  | ts.ModuleDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node)
  );
}

function addImport(clause: ts.ImportClause | undefined, add: Add): void {
  if (clause?.name !== undefined) add(clause, clause.name, false);
  const bindings = clause?.namedBindings;
  if (bindings === undefined) return;
  if (ts.isNamespaceImport(bindings)) add(bindings, bindings.name, false);
  else for (const element of bindings.elements) add(element, element.name, false);
}

function addList(list: ts.VariableDeclarationList, add: Add, exported: boolean): void {
  const mutable = isMutable(list);
  for (const declaration of list.declarations) addBinding(declaration, add, mutable, exported);
}

function addBinding(
  node: ts.VariableDeclaration | ts.BindingElement,
  add: Add,
  mutable: boolean,
  exported: boolean,
): void {
  if (ts.isIdentifier(node.name)) add(node, node.name, mutable, exported);
  else {
    for (const element of node.name.elements)
      if (ts.isBindingElement(element)) addBinding(element, add, mutable, exported);
  }
}

function addNestedVars(node: ts.Node, add: Add): void {
  if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0)
    addList(node, add, false);
  ts.forEachChild(node, (child) => addNestedVars(child, add));
}

/** Whether a list is a `let` or `var`, whose names live in the notebook's store, where all cells may change them. */
export function isMutable(list: ts.VariableDeclarationList): boolean {
  const kind: ts.NodeFlags = list.flags & ts.NodeFlags.BlockScoped;
  return kind === ts.NodeFlags.None || kind === ts.NodeFlags.Let;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((each) => each.kind === kind) === true;
}

/** The texts of all identifiers below a node. */
export function identifiersIn(node: ts.Node): Set<string> {
  const texts = new Set<string>();
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each)) texts.add(each.text);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return texts;
}
