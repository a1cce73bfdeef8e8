/** Turns declarations of stored variables into assignments to their boxes. */
import ts from "typescript";
import { bindingTarget } from "./binding-target";
import type { References } from "./references";
import { runtimeNames } from "./runtime-names";
import type { StoredNames } from "./stored-names";
import { callExpression, declareConstants, withName } from "./syntax";

const { factory } = ts;

type Loop = ts.ForStatement | ts.ForInStatement | ts.ForOfStatement;

interface DeclaredIdentifier {
  declaration: ts.Node;
  name: ts.Identifier;
}

export class Declarations {
  /**
   * @param defines Receives the names that are declared.
   * @param keepsNames Whether names stay as they are, so that there are no constants in place of a `let`.
   */
  constructor(
    private readonly stored: StoredNames,
    private readonly references: References,
    private readonly defines: Set<string>,
    private readonly keepsNames: boolean,
  ) {}

  isStored(list: ts.VariableDeclarationList): boolean {
    return list.declarations.some((each) =>
      namesOf(each).some(({ declaration }) => this.stored.has(declaration)),
    );
  }

  /** What replaces a nested or top-level declaration with `var`; undefined for other nodes. */
  visit(node: ts.Node): ts.Node | undefined {
    if (ts.isVariableStatement(node)) {
      if (!this.isStored(node.declarationList)) return undefined;
      const assignments = this.assignments(node.declarationList);
      if (assignments === undefined) return factory.createEmptyStatement();
      return ts.setTextRange(factory.createExpressionStatement(assignments), node);
    }
    if (!ts.isForStatement(node) && !ts.isForInStatement(node) && !ts.isForOfStatement(node))
      return undefined;
    const { initializer } = node;
    const list = initializer && ts.isVariableDeclarationList(initializer) ? initializer : undefined;
    return list !== undefined && this.isStored(list) ? this.loop(node, list) : undefined;
  }

  /** What replaces a `let` at the top of a cell. */
  letStatements({ declarationList: list }: ts.VariableStatement): ts.Statement[] {
    if (this.keepsNames) return list.declarations.flatMap((each) => this.letByName(each));
    return list.declarations.flatMap((each) => {
      if (!ts.isIdentifier(each.name)) return this.letPattern(each);
      const define = ts.setTextRange(this.initialized(each.name, each.initializer), each);
      return this.constants([[each.name, define]], each);
    });
  }

  /** `const __pattern = …, a = __box("a"), …; ({ a: a.__value, … } = __pattern); …` */
  private letPattern(node: ts.VariableDeclaration): ts.Statement[] {
    const pattern = factory.createUniqueName("pattern");
    const boxes = namesOf(node).map(({ name }): [string, ts.Expression] => [
      name.text,
      callExpression(runtimeNames.box, [factory.createStringLiteral(name.text)]),
    ]);
    const value = node.initializer && this.references.visitExpression(node.initializer);
    return [
      ...this.constants([[pattern, value ?? factory.createVoidZero()], ...boxes], node),
      ...this.patternParts(node, pattern).map((each) => this.statement(each, node)),
    ];
  }

  /** Where `eval` looks names up, a variable has its name from the beginning, and a value as soon as it is declared. */
  private letByName(node: ts.VariableDeclaration): ts.Statement[] {
    if (ts.isIdentifier(node.name))
      return [this.statement(this.initialized(node.name, node.initializer), node)];
    const value = node.initializer && this.references.visitExpression(node.initializer);
    const begin = namesOf(node).map(({ name }) => this.define(name.text, factory.createVoidZero()));
    const parts = [...begin, ...this.patternParts(node, value ?? factory.createVoidZero())];
    return parts.map((each) => this.statement(each, node));
  }

  /** Assigns the initial values of a `var`; undefined where it has none. */
  private assignments(list: ts.VariableDeclarationList): ts.Expression | undefined {
    const parts = list.declarations.flatMap((each) => this.assignment(each));
    const [first, ...rest] = parts;
    return rest.reduce((joined, each) => factory.createComma(joined, each), first);
  }

  private assignment(node: ts.VariableDeclaration): ts.Expression[] {
    const { name, initializer } = node;
    for (const each of namesOf(node)) this.defines.add(each.name.text);
    // `var x;` keeps the value that x may have.
    if (initializer === undefined) return [];
    if (ts.isIdentifier(name)) return [this.initialized(name, initializer)];
    return this.patternParts(node, this.references.visitExpression(initializer));
  }

  private initialized(name: ts.Identifier, initializer: ts.Expression | undefined): ts.Expression {
    if (initializer === undefined) return this.define(name.text, factory.createVoidZero());
    return this.define(name.text, withName(name.text, this.references.visitExpression(initializer)));
  }

  private patternParts(node: ts.VariableDeclaration, value: ts.Expression): ts.Expression[] {
    const defines = namesOf(node).map((each) => this.define(each.name.text, this.access(each)));
    return [factory.createAssignment(this.target(node.name), value), ...defines];
  }

  private loop(node: Loop, list: ts.VariableDeclarationList): ts.Node {
    const { visit, visitExpression } = this.references;
    const body = ts.visitNode(node.statement, visit) as ts.Statement;
    if (ts.isForStatement(node)) {
      const condition = node.condition && visitExpression(node.condition);
      const incrementor = node.incrementor && visitExpression(node.incrementor);
      return factory.updateForStatement(node, this.assignments(list), condition, incrementor, body);
    }
    for (const { name } of namesOf(list.declarations[0])) this.defines.add(name.text);
    const target = this.target(list.declarations[0].name);
    const iterated = visitExpression(node.expression);
    if (ts.isForInStatement(node)) return factory.updateForInStatement(node, target, iterated, body);
    return factory.updateForOfStatement(node, node.awaitModifier, target, iterated, body);
  }

  private target(name: ts.BindingName): ts.Expression {
    const access = (each: ts.Identifier): ts.Expression =>
      this.access({ name: each, declaration: each.parent });
    return bindingTarget(name, access, this.references.visitExpression);
  }

  private access({ name, declaration }: DeclaredIdentifier): ts.Expression {
    return this.stored.accessDeclared(name, declaration);
  }

  /** `__define("name", value)`, which gives the variable's box. */
  private define(name: string, value: ts.Expression): ts.Expression {
    this.defines.add(name);
    return callExpression(runtimeNames.define, [factory.createStringLiteral(name), value]);
  }

  private constants(values: [string | ts.Identifier, ts.Expression][], node: ts.Node): ts.Statement[] {
    return declareConstants(values).map((each) => ts.setTextRange(each, node));
  }

  private statement(expression: ts.Expression, node: ts.Node): ts.Statement {
    return ts.setTextRange(factory.createExpressionStatement(expression), node);
  }
}

/** The identifiers that a declaration binds. */
export function namesOf(node: ts.VariableDeclaration | ts.BindingElement): DeclaredIdentifier[] {
  if (ts.isIdentifier(node.name)) return [{ declaration: node, name: node.name }];
  return node.name.elements.flatMap((each) => (ts.isBindingElement(each) ? namesOf(each) : []));
}

/** Whether a declaration is, or is part of, one with `let`. */
export function isLet(node: ts.Node): boolean {
  if (ts.isBindingElement(node)) return isLet(node.parent.parent);
  const list = ts.isVariableDeclaration(node) ? node.parent : node;
  return (
    ts.isVariableDeclarationList(list) &&
    (list.flags & ts.NodeFlags.Let) !== 0 &&
    (list.flags & ts.NodeFlags.Const) === 0
  );
}
