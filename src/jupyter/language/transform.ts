/**
 * Turns a cell into the body of a function that shares its variables with other cells.
 *
 * A cell keeps its constants, functions, classes and enums as its own, and also puts them into the store; `let` and
 * `var` live in the store alone, because later cells may assign to them. Names of earlier cells are read from the store
 * at every use: after a cell has run again, other cells see its new values.
 */
import ts from "typescript";
import { bindingTarget } from "./binding-target";
import { declaredNames, hasModifier } from "./declared-names";
import { importStatements, type StaticImport } from "./imports";
import { runtimeNames } from "./runtime-names";
import { namedCatch } from "./named-catch";
import { callExpression, withName, withoutExport } from "./syntax";
import { boxName } from "./variable-names";

const { factory } = ts;

/** What the transformer records about a cell. */
export interface CellShape {
  /** The modules that the cell imports, in order. */
  imports: StaticImport[];
  /** The names that the cell puts into the store. */
  defines: Set<string>;
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
  /** The declarations of the variables that are read from the store. */
  private readonly stored = new Set<ts.Node>();
  private readonly storedNames = new Set<string>();
  /** The stored names that the cell uses. */
  private readonly used = new Set<string>();
  private readonly own: readonly ts.Statement[];

  constructor(
    private readonly checker: ts.TypeChecker,
    codeEnd: number,
    private readonly shape: CellShape,
    private readonly context: ts.TransformationContext,
    private readonly file: ts.SourceFile,
  ) {
    this.own = file.statements.filter((statement) => statement.getStart(file) < codeEnd);
    for (const { mutable, nodes } of declaredNames(this.own).values())
      if (mutable) nodes.forEach((node) => this.store(node));
    for (const statement of file.statements.slice(this.own.length)) {
      if (ts.isVariableStatement(statement))
        statement.declarationList.declarations.forEach((each) => this.store(each));
      const bindings = ts.isImportDeclaration(statement) && statement.importClause?.namedBindings;
      if (bindings && ts.isNamedImports(bindings)) bindings.elements.forEach((each) => this.store(each));
    }
  }

  transform(): ts.SourceFile {
    const imports = this.own.filter(
      (each) => ts.isImportDeclaration(each) || ts.isImportEqualsDeclaration(each),
    );
    const head = importStatements(imports, this.checker, this.shape.imports).flatMap(
      ({ statement, names }) => [statement, ...names.map((name) => this.define(name))],
    );
    // Functions are hoisted to the top of their cell.
    for (const each of this.own)
      if (ts.isFunctionDeclaration(each) && each.body !== undefined && each.name !== undefined)
        head.push(this.define(each.name.text));
    const rest = this.own.filter((each) => !imports.includes(each as ts.ImportDeclaration));
    const body = rest.flatMap((each) => this.topLevel(each, each === this.own.at(-1)));
    return factory.updateSourceFile(this.file, [...this.boxes(), ...head, ...body]);
  }

  private store(node: ts.VariableDeclaration | ts.ImportSpecifier | ts.Node): void {
    this.stored.add(node);
    const name = (node as ts.VariableDeclaration).name;
    if (ts.isIdentifier(name)) this.storedNames.add(name.text);
  }

  private topLevel(node: ts.Statement, isLast: boolean): ts.Statement[] {
    if (ts.isExportDeclaration(node)) return [];
    if (ts.isExportAssignment(node)) return [this.statement(this.visitExpression(node.expression))];
    if (isLast && ts.isExpressionStatement(node)) {
      const result = callExpression(runtimeNames.result, [this.visitExpression(node.expression)]);
      return [ts.setTextRange(factory.createExpressionStatement(result), node)];
    }
    const visited = ts.visitNode(withoutExport(node), this.visit);
    const statements = visited === undefined ? [] : [visited as ts.Statement];
    return [...statements, ...this.constantsOf(node).map((name) => this.define(name))];
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

  private constantsIn(node: ts.VariableDeclaration | ts.BindingElement): string[] {
    if (ts.isIdentifier(node.name)) return this.stored.has(node) ? [] : [node.name.text];
    return node.name.elements.flatMap((each) => (ts.isBindingElement(each) ? this.constantsIn(each) : []));
  }

  /** `__define("name", name)`, or with the given value. */
  private define(name: string, value: ts.Expression = factory.createIdentifier(name)): ts.Statement {
    return this.statement(this.defineCall(name, value));
  }

  private defineCall(name: string, value: ts.Expression): ts.Expression {
    this.shape.defines.add(name);
    return callExpression(runtimeNames.define, [factory.createStringLiteral(name), value]);
  }

  private statement(expression: ts.Expression): ts.Statement {
    return factory.createExpressionStatement(expression);
  }

  private readonly visit = (node: ts.Node): ts.Node | undefined => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
    if (ts.isIdentifier(node)) return this.isStored(node) ? this.access(node) : node;
    if (ts.isShorthandPropertyAssignment(node)) return this.visitShorthand(node);
    if (ts.isCallExpression(node)) return this.visitCall(node);
    if (ts.isTaggedTemplateExpression(node)) return this.visitTagged(node);
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      return ts.setTextRange(factory.createIdentifier(runtimeNames.meta), node);
    }
    if (ts.isVariableStatement(node) && this.isStoredList(node.declarationList)) {
      const assignments = this.assignments(node.declarationList);
      if (assignments === undefined) return factory.createEmptyStatement();
      return ts.setTextRange(factory.createExpressionStatement(assignments), node);
    }
    if (ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node))
      return this.visitFor(node);
    const visited = ts.visitEachChild(node, this.visit, this.context);
    return ts.isCatchClause(visited) ? namedCatch(visited) : visited;
  };

  private readonly visitExpression = (node: ts.Expression): ts.Expression =>
    ts.visitNode(node, this.visit) as ts.Expression;

  private isStored(node: ts.Identifier): boolean {
    if (!this.storedNames.has(node.text)) return false;
    return this.refersToStore(this.checker.getSymbolAtLocation(node));
  }

  private refersToStore(symbol: ts.Symbol | undefined): boolean {
    return symbol?.declarations?.some((each) => this.stored.has(each)) === true;
  }

  /** `__box_name.value` */
  private access(node: ts.Identifier): ts.Expression {
    this.used.add(node.text);
    const box = factory.createIdentifier(boxName(node.text));
    return ts.setTextRange(factory.createPropertyAccessExpression(box, "value"), node);
  }

  /** `const __box_a = __box("a"), …`: each box is looked up once, so that a variable is as fast as a property. */
  private boxes(): ts.Statement[] {
    if (this.used.size === 0) return [];
    const declarations = [...this.used].map((name) => {
      const box = callExpression(runtimeNames.box, [factory.createStringLiteral(name)]);
      return factory.createVariableDeclaration(boxName(name), undefined, undefined, box);
    });
    const list = factory.createVariableDeclarationList(declarations, ts.NodeFlags.Const);
    return [factory.createVariableStatement(undefined, list)];
  }

  private visitShorthand(node: ts.ShorthandPropertyAssignment): ts.Node {
    const { name, objectAssignmentInitializer: byDefault } = node;
    const isStored =
      this.storedNames.has(name.text) &&
      this.refersToStore(this.checker.getShorthandAssignmentValueSymbol(node));
    if (!isStored) return ts.visitEachChild(node, this.visit, this.context);
    const target = this.access(name);
    const value = byDefault && factory.createAssignment(target, this.visitExpression(byDefault));
    return factory.createPropertyAssignment(name.text, value ?? target);
  }

  private visitCall(node: ts.CallExpression): ts.Node {
    const callee = node.expression;
    if (callee.kind === ts.SyntaxKind.ImportKeyword) {
      return ts.setTextRange(
        callExpression(runtimeNames.dynamicImport, node.arguments.map(this.visitExpression)),
        node,
      );
    }
    if (!ts.isIdentifier(callee) || !this.isStored(callee))
      return ts.visitEachChild(node, this.visit, this.context);
    const args = node.arguments.map(this.visitExpression);
    return factory.updateCallExpression(node, this.detached(callee), node.typeArguments, args);
  }

  private visitTagged(node: ts.TaggedTemplateExpression): ts.Node {
    const { tag, template } = node;
    if (!ts.isIdentifier(tag) || !this.isStored(tag))
      return ts.visitEachChild(node, this.visit, this.context);
    const visited = ts.visitNode(template, this.visit) as ts.TemplateLiteral;
    return factory.updateTaggedTemplateExpression(node, this.detached(tag), node.typeArguments, visited);
  }

  /** `(0, __box_name.value)`, so that a function is called without the box as its `this`. */
  private detached(callee: ts.Identifier): ts.Expression {
    const access = factory.createComma(factory.createNumericLiteral(0), this.access(callee));
    const start = callee.getStart(this.file);
    // In stack traces, the position of a call is the start of its name, as in any other code.
    return ts.setSourceMapRange(factory.createParenthesizedExpression(access), { pos: start, end: start });
  }

  private isStoredList(list: ts.VariableDeclarationList): boolean {
    const [first] = list.declarations;
    return first !== undefined && this.namesOf(first).some((node) => this.stored.has(node));
  }

  private namesOf(node: ts.VariableDeclaration | ts.BindingElement): ts.Node[] {
    if (ts.isIdentifier(node.name)) return [node];
    return node.name.elements.flatMap((each) => (ts.isBindingElement(each) ? this.namesOf(each) : []));
  }

  /** Assigns a declaration's initial values in the store. */
  private assignments(list: ts.VariableDeclarationList): ts.Expression | undefined {
    const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
    const parts = list.declarations.flatMap((each) => this.assignment(each, isVar));
    const [first, ...rest] = parts;
    return rest.reduce((joined, each) => factory.createComma(joined, each), first);
  }

  private assignment(node: ts.VariableDeclaration, isVar: boolean): ts.Expression[] {
    const { name, initializer } = node;
    if (!ts.isIdentifier(name)) {
      const value = initializer === undefined ? factory.createVoidZero() : this.visitExpression(initializer);
      const defines = this.namesOf(node).map((each) => {
        const id = (each as ts.BindingElement).name as ts.Identifier;
        return this.defineCall(id.text, this.access(id));
      });
      return [factory.createAssignment(this.target(name), value), ...defines];
    }
    if (initializer === undefined) {
      this.shape.defines.add(name.text);
      // `var x;` keeps the value that x may have; `let x;` sets it to undefined.
      if (isVar) return [];
      return [this.defineCall(name.text, factory.createVoidZero())];
    }
    return [this.defineCall(name.text, withName(name.text, this.visitExpression(initializer)))];
  }

  private target(name: ts.BindingName): ts.Expression {
    return bindingTarget(name, (id) => this.access(id), this.visitExpression);
  }

  private visitFor(node: ts.ForStatement | ts.ForInStatement | ts.ForOfStatement): ts.Node {
    const { initializer } = node;
    const list = initializer && ts.isVariableDeclarationList(initializer) ? initializer : undefined;
    if (list === undefined || !this.isStoredList(list))
      return ts.visitEachChild(node, this.visit, this.context);
    const body = ts.visitNode(node.statement, this.visit) as ts.Statement;
    if (ts.isForStatement(node)) {
      const condition = node.condition && this.visitExpression(node.condition);
      const incrementor = node.incrementor && this.visitExpression(node.incrementor);
      return factory.updateForStatement(node, this.assignments(list), condition, incrementor, body);
    }
    for (const each of this.namesOf(list.declarations[0]))
      this.shape.defines.add(((each as ts.VariableDeclaration).name as ts.Identifier).text);
    const target = this.target(list.declarations[0].name);
    const iterated = this.visitExpression(node.expression);
    if (ts.isForInStatement(node)) return factory.updateForInStatement(node, target, iterated, body);
    return factory.updateForOfStatement(node, node.awaitModifier, target, iterated, body);
  }
}
