/** Turns what a cell's code says of stored names into accesses of their boxes and modules. */
import ts from "typescript";
import { namedCatch } from "./named-catch";
import { runtimeNames } from "./runtime-names";
import type { Home, StoredNames } from "./stored-names";
import { callExpression, propertyAssignment, withName, withoutWrapping } from "./syntax";
import { namedTarget } from "./written-names";

const { factory } = ts;

export class References {
  /** @param visitDeclaration Gives what replaces a declaration of stored variables; undefined for other nodes. */
  constructor(
    private readonly stored: StoredNames,
    private readonly context: ts.TransformationContext,
    private readonly file: ts.SourceFile,
    private readonly visitDeclaration: (node: ts.Node) => ts.Node | undefined,
  ) {}

  readonly visit = (node: ts.Node): ts.Node => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
    if (ts.isIdentifier(node)) {
      const home = this.stored.homeOf(node);
      return home === undefined ? node : this.stored.access(node, home);
    }
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      return ts.setTextRange(factory.createIdentifier(runtimeNames.meta), node);
    const replaced = this.visitDeclaration(node) ?? this.visitUse(node);
    if (replaced !== undefined) return replaced;
    const visited = ts.visitEachChild(node, this.visit, this.context);
    return ts.isCatchClause(visited) ? namedCatch(visited) : visited;
  };

  readonly visitExpression = (node: ts.Expression): ts.Expression =>
    ts.visitNode(node, this.visit) as ts.Expression;

  /** Uses of a stored name that need more than its access in the name's place. */
  private visitUse(node: ts.Node): ts.Node | undefined {
    if (ts.isShorthandPropertyAssignment(node)) return this.shorthand(node);
    if (ts.isCallExpression(node)) return this.call(node);
    if (ts.isTaggedTemplateExpression(node)) return this.tagged(node);
    return ts.isBinaryExpression(node) ? this.naming(node) : undefined;
  }

  /** `{ x }` */
  private shorthand(node: ts.ShorthandPropertyAssignment): ts.Node | undefined {
    const { name, objectAssignmentInitializer: byDefault } = node;
    const home = this.stored.homeOfShorthand(node);
    if (home === undefined) return undefined;
    const target = this.stored.access(name, home);
    const value =
      byDefault && factory.createAssignment(target, withName(name.text, this.visitExpression(byDefault)));
    return propertyAssignment(name.text, value ?? target);
  }

  private call(node: ts.CallExpression): ts.Node | undefined {
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const args = node.arguments.map(this.visitExpression);
      return ts.setTextRange(callExpression(runtimeNames.dynamicImport, args), node);
    }
    const callee = this.detached(node.expression);
    if (callee === undefined) return undefined;
    const args = node.arguments.map(this.visitExpression);
    return factory.updateCallExpression(node, callee, node.typeArguments, args);
  }

  private tagged(node: ts.TaggedTemplateExpression): ts.Node | undefined {
    const tag = this.detached(node.tag);
    if (tag === undefined) return undefined;
    const template = ts.visitNode(node.template, this.visit) as ts.TemplateLiteral;
    return factory.updateTaggedTemplateExpression(node, tag, node.typeArguments, template);
  }

  /** `f = () => 1` names the function. */
  private naming(node: ts.BinaryExpression): ts.Node | undefined {
    const target = namedTarget(node);
    if (target === undefined || this.stored.homeOf(target) === undefined) return undefined;
    const left = this.visitExpression(node.left);
    const right = withName(target.text, this.visitExpression(node.right));
    return factory.updateBinaryExpression(node, left, node.operatorToken, right);
  }

  /** `(0, __box_name.__value)`, so that a function is called without the box as its `this`. */
  private detached(callee: ts.Expression): ts.Expression | undefined {
    const name = withoutWrapping(callee);
    const home: Home | undefined = ts.isIdentifier(name) ? this.stored.homeOf(name) : undefined;
    if (home === undefined) return undefined;
    const access = this.stored.access(name as ts.Identifier, home);
    const start = callee.getStart(this.file);
    // In stack traces, the position of a call is the start of its name, as in any other code.
    return ts.setSourceMapRange(
      factory.createParenthesizedExpression(factory.createComma(factory.createNumericLiteral(0), access)),
      { pos: start, end: start },
    );
  }
}
