/** Which identifiers a cell assigns to, and which names assignments give to functions. */
import ts from "typescript";
import { isTyped, withoutWrapping } from "./syntax";

/** The identifiers below the nodes that are assigned to: by operators, patterns and the heads of loops. */
export function writtenNames(nodes: readonly ts.Node[]): Set<ts.Node> {
  const written = new Set<ts.Node>();
  const addTarget = (target: ts.Node): void => {
    const inner = ts.isExpression(target) ? withoutWrapping(target) : target;
    if (ts.isIdentifier(inner)) written.add(inner);
    else if (ts.isShorthandPropertyAssignment(inner)) written.add(inner.name);
    else if (ts.isPropertyAssignment(inner)) addTarget(inner.initializer);
    else if (ts.isSpreadElement(inner) || ts.isSpreadAssignment(inner)) addTarget(inner.expression);
    else if (ts.isArrayLiteralExpression(inner)) inner.elements.forEach(addTarget);
    else if (ts.isObjectLiteralExpression(inner)) inner.properties.forEach(addTarget);
    else if (isAssignment(inner)) addTarget(inner.left);
  };
  const visit = (node: ts.Node): void => {
    if (isAssignment(node)) addTarget(node.left);
    else if (isUpdate(node)) addTarget(node.operand);
    else if (ts.isForInStatement(node) || ts.isForOfStatement(node)) addTarget(node.initializer);
    ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return written;
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isUpdate(node: ts.Node): node is ts.PrefixUnaryExpression | ts.PostfixUnaryExpression {
  const isUnary = ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node);
  const updates: ts.SyntaxKind[] = [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken];
  return isUnary && updates.includes(node.operator);
}

const naming: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

/** The name that an assignment gives to an anonymous function on its right side, as `f` in `f = () => 1`. */
export function namedTarget(node: ts.Node): ts.Identifier | undefined {
  if (!ts.isBinaryExpression(node) || !naming.has(node.operatorToken.kind)) return undefined;
  const target = withoutTypes(node.left);
  return ts.isIdentifier(target) ? target : undefined;
}

/** `f` in `(f as any)`, of which the compiler leaves `f`; but `(f)` stays, because it gives no name. */
function withoutTypes(node: ts.Expression): ts.Expression {
  if (isTyped(node)) return withoutTypes(node.expression);
  if (!ts.isParenthesizedExpression(node)) return node;
  const inner = withoutTypes(node.expression);
  return isTyped(node.expression) ? inner : node;
}
