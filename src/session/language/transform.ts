/**
 * Turns a cell into the body of a function that shares its variables with other cells.
 *
 * A cell keeps its constants, functions, classes and enums as its own, and also puts them into the store; `let` and
 * `var` live in the store alone, because later cells may assign to them. Names of earlier cells are read from the store
 * at every use: after a cell has run again, other cells see its new values.
 *
 * A `let` becomes a constant with the same name that holds the box of the variable. So V8 itself refuses what comes
 * before the declaration, with its own error, and checks nothing that comes behind it.
 */
import ts from "typescript";
import { isLet, namesOf, Declarations } from "./declarations";
import { declaredNames, hasModifier } from "./declared-names";
import { CellImports, isValue, type StaticImport } from "./imports";
import { References } from "./references";
import { runtimeNames } from "./runtime-names";
import { StoredNames, type Home } from "./stored-names";
import {
  callExpression,
  declareConstants,
  entityExpression,
  withName,
  withoutExport,
  withoutWrapping,
} from "./syntax";
import { boxProperty } from "./variable-names";
import { writtenNames } from "./written-names";

const { factory } = ts;

/** What the transformer records about a cell. */
export interface CellShape {
  /** The modules that the cell imports, in order. */
  imports: StaticImport[];
  /** The names that the cell puts into the store. */
  defines: Set<string>;
  /** Whether the cell calls `eval` by its name, whose text then sees the variables of all cells by their names. */
  evaluates: boolean;
  /** The names that must not be used before their declaration, in a cell that evaluates. */
  dead: string[];
}

/** @param codeEnd The end of the user's code; the text behind it is for the compiler only. */
export function cellTransformer(
  checker: ts.TypeChecker,
  codeEnd: number,
  shape: CellShape,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => new CellTransformer(checker, codeEnd, shape, context, file).transform();
}

class CellTransformer {
  private readonly stored: StoredNames;
  private readonly imports: CellImports;
  private readonly references: References;
  private readonly declarations: Declarations;
  private readonly own: readonly ts.Statement[];
  /** The names that the cell declares with `var`. */
  private readonly vars: string[] = [];

  constructor(
    private readonly checker: ts.TypeChecker,
    codeEnd: number,
    private readonly shape: CellShape,
    context: ts.TransformationContext,
    private readonly file: ts.SourceFile,
  ) {
    this.own = file.statements.filter((statement) => statement.getStart(file) < codeEnd);
    shape.evaluates = this.own.some(callsEval);
    this.stored = new StoredNames(checker, writtenNames(this.own), shape.evaluates);
    for (const { name, mutable, nodes } of declaredNames(this.own).values())
      if (mutable) nodes.forEach((node) => this.stored.add(node, name, this.ownHome(node, name)));
    this.imports = new CellImports(this.own, checker, shape.imports, this.stored);
    for (const name of this.imports.liveNames()) shape.defines.add(name);
    for (const statement of file.statements.slice(this.own.length)) this.addEarlier(statement);
    this.references = new References(this.stored, context, file, (node) => this.declarations.visit(node));
    this.declarations = new Declarations(this.stored, this.references, shape.defines, shape.evaluates);
  }

  transform(): ts.SourceFile {
    const head = this.imports.head((name) => this.define(name));
    // Functions are hoisted to the top of their cell.
    for (const each of this.own)
      if (ts.isFunctionDeclaration(each) && each.body !== undefined && each.name !== undefined)
        head.push(this.define(each.name.text));
    const again = this.shape.evaluates ? this.vars.map((name) => this.defineAgain(name)) : [];
    const body = this.own.flatMap((each) => this.topLevel(each, each === this.own.at(-1)));
    return factory.updateSourceFile(this.file, [...this.stored.head(), ...again, ...head, ...body]);
  }

  private ownHome(node: ts.Node, name: string): Home {
    if (isLet(node)) this.shape.dead.push(name);
    else this.vars.push(name);
    return isLet(node) ? { kind: "declared" } : { kind: "box", constant: false };
  }

  /** Adds the names that a statement behind the cell's code takes from earlier cells. */
  private addEarlier(statement: ts.Statement): void {
    const add = (node: ts.Node, name: ts.Node, constant: boolean): void => {
      if (ts.isIdentifier(name)) this.stored.add(node, name.text, { kind: "box", constant });
    };
    if (ts.isVariableStatement(statement))
      statement.declarationList.declarations.forEach((each) => add(each, each.name, false));
    const bindings = ts.isImportDeclaration(statement) && statement.importClause?.namedBindings;
    if (bindings && ts.isNamedImports(bindings))
      bindings.elements.forEach((each) => add(each, each.name, true));
  }

  private topLevel(node: ts.Statement, isLast: boolean): ts.Statement[] {
    if (ts.isExportDeclaration(node) || ts.isImportDeclaration(node)) return [];
    if (ts.isImportEqualsDeclaration(node)) return this.alias(node);
    if (ts.isExportAssignment(node))
      return [this.statement(withName("default", this.references.visitExpression(node.expression)))];
    if (isLast && ts.isExpressionStatement(node)) {
      const result = callExpression(runtimeNames.result, [this.references.visitExpression(node.expression)]);
      return [ts.setTextRange(factory.createExpressionStatement(result), node)];
    }
    if (ts.isVariableStatement(node) && isLet(node.declarationList) && this.isStored(node))
      return this.declarations.letStatements(node);
    const visited = ts.visitNode(withoutExport(node), this.references.visit) as ts.Statement;
    return [visited, ...this.constantsOf(node).map((name) => this.define(name))];
  }

  /** `import part = N.part` */
  private alias(node: ts.ImportEqualsDeclaration): ts.Statement[] {
    const { moduleReference: reference, name, isTypeOnly } = node;
    if (isTypeOnly || ts.isExternalModuleReference(reference) || !isValue(name, this.checker)) return [];
    const value = entityExpression(reference, this.references.visitExpression);
    return [...declareConstants([[name.text, value]]), this.define(name.text)];
  }

  /** The names that a statement declares as the cell's own; they are put into the store after it. */
  private constantsOf(node: ts.Statement): string[] {
    if (ts.isVariableStatement(node)) {
      const isOwn = !hasModifier(node, ts.SyntaxKind.DeclareKeyword);
      return isOwn ? node.declarationList.declarations.flatMap((each) => this.constantsIn(each)) : [];
    }
    if (hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return [];
    if (ts.isClassDeclaration(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) {
      if (node.name === undefined || !ts.isIdentifier(node.name)) return [];
      const symbol = this.checker.getSymbolAtLocation(node.name);
      return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Value) !== 0 ? [node.name.text] : [];
    }
    return [];
  }

  private constantsIn(node: ts.VariableDeclaration): string[] {
    return namesOf(node).flatMap(({ declaration, name }) =>
      this.stored.has(declaration) ? [] : [name.text],
    );
  }

  private isStored({ declarationList }: ts.VariableStatement): boolean {
    return this.declarations.isStored(declarationList);
  }

  /** `__define("name", name, true)` for a name that is the cell's own. */
  private define(name: string): ts.Statement {
    this.shape.defines.add(name);
    const value = factory.createIdentifier(name);
    const args = [factory.createStringLiteral(name), value, factory.createTrue()];
    return this.statement(callExpression(runtimeNames.define, args));
  }

  /** `__define("name", __box("name").__value)`, so that a `var` is there before its declaration. */
  private defineAgain(name: string): ts.Statement {
    const literal = factory.createStringLiteral(name);
    const value = factory.createPropertyAccessExpression(
      callExpression(runtimeNames.box, [literal]),
      boxProperty,
    );
    return this.statement(callExpression(runtimeNames.define, [literal, value]));
  }

  private statement(expression: ts.Expression): ts.Statement {
    return factory.createExpressionStatement(expression);
  }
}

/** Whether code calls `eval` by its name. */
function callsEval(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) {
    const callee = withoutWrapping(node.expression);
    if (ts.isIdentifier(callee) && callee.text === "eval") return true;
  }
  return ts.forEachChild(node, callsEval) === true;
}
