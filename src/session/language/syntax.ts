/** Helpers that build and change syntax nodes of a cell. */
import ts from "typescript";
import { hasModifier } from "./declared-names";

const { factory } = ts;

/** `name(…)` */
export function callExpression(name: string, args: readonly ts.Expression[]): ts.Expression {
  return factory.createCallExpression(factory.createIdentifier(name), undefined, args);
}

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** `holder.name`, or `holder["name"]` for a name such as `"a-b"`. */
export function propertyOf(holder: string, name: string): ts.Expression {
  const object = factory.createIdentifier(holder);
  return identifier.test(name)
    ? factory.createPropertyAccessExpression(object, name)
    : factory.createElementAccessExpression(object, factory.createStringLiteral(name));
}

/** `const a = …, b = …`; nothing where there are none. */
export function declareConstants(values: readonly [string | ts.Identifier, ts.Expression][]): ts.Statement[] {
  if (values.length === 0) return [];
  const declarations = values.map(([name, value]) =>
    factory.createVariableDeclaration(name, undefined, undefined, value),
  );
  const list = factory.createVariableDeclarationList(declarations, ts.NodeFlags.Const);
  return [factory.createVariableStatement(undefined, list)];
}

/** `() => value` */
export function arrow(value: ts.Expression): ts.Expression {
  return factory.createArrowFunction(undefined, undefined, [], undefined, undefined, value);
}

/** `{ get key() { return …; }, set key(_) { const constant = 0; constant = 0; } }`, whose setter throws V8's error. */
export function constantView(key: string, value: ts.Expression): ts.Expression {
  const name = "constant";
  const parameter = factory.createParameterDeclaration(undefined, undefined, "_");
  const assignment = factory.createAssignment(
    factory.createIdentifier(name),
    factory.createNumericLiteral(0),
  );
  return factory.createObjectLiteralExpression([
    factory.createGetAccessorDeclaration(
      ...([undefined, key, [], undefined] as const),
      factory.createBlock([factory.createReturnStatement(value)]),
    ),
    factory.createSetAccessorDeclaration(
      ...([undefined, key, [parameter]] as const),
      factory.createBlock([
        ...declareConstants([[name, factory.createNumericLiteral(0)]]),
        factory.createExpressionStatement(assignment),
      ]),
    ),
  ]);
}

/** An expression without the parentheses and types around it, which change nothing of its value. */
export function withoutWrapping(node: ts.Expression): ts.Expression {
  const isWrapping =
    ts.isParenthesizedExpression(node) || isTyped(node) || ts.isExpressionWithTypeArguments(node);
  return isWrapping ? withoutWrapping(node.expression) : node;
}

/** Whether an expression only adds a type to another one. */
export function isTyped(
  node: ts.Node,
): node is ts.AsExpression | ts.TypeAssertion | ts.SatisfiesExpression | ts.NonNullExpression {
  return (
    ts.isAsExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  );
}

/** Gives an anonymous function or class the name of its variable, as a declaration would. */
export function withName(name: string, value: ts.Expression): ts.Expression {
  const inner = withoutWrapping(value);
  const isAnonymous =
    ts.isArrowFunction(inner) ||
    ((ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined);
  if (!isAnonymous) return value;
  // A computed key, because the plain key `__proto__` would set the prototype.
  const key = factory.createComputedPropertyName(factory.createStringLiteral(name));
  const holder = factory.createObjectLiteralExpression([factory.createPropertyAssignment(key, inner)]);
  return factory.createElementAccessExpression(holder, factory.createStringLiteral(name));
}

/** `name: value`; the key `__proto__` is computed, so that it is a property like any other. */
export function propertyAssignment(name: string, value: ts.Expression): ts.ObjectLiteralElementLike {
  const key =
    name === "__proto__" ? factory.createComputedPropertyName(factory.createStringLiteral(name)) : name;
  return factory.createPropertyAssignment(key, value);
}

/** `N.part` in `import part = N.part`, as an expression. */
export function entityExpression(
  name: ts.EntityName,
  visit: (node: ts.Expression) => ts.Expression,
): ts.Expression {
  if (ts.isIdentifier(name)) return visit(name);
  return factory.createPropertyAccessExpression(entityExpression(name.left, visit), name.right.text);
}

const exportKinds = new Set([ts.SyntaxKind.ExportKeyword, ts.SyntaxKind.DefaultKeyword]);

/** Removes `export`: a cell is not a module, and later cells see everything that it declares. */
export function withoutExport(node: ts.Statement): ts.Statement {
  if (!hasModifier(node, ts.SyntaxKind.ExportKeyword)) return node;
  const kept = (node as ts.VariableStatement).modifiers?.filter((each) => !exportKinds.has(each.kind));
  if (ts.isVariableStatement(node)) return factory.updateVariableStatement(node, kept, node.declarationList);
  if (ts.isFunctionDeclaration(node)) {
    const { asteriskToken: star, name, typeParameters, parameters, type, body } = node;
    // Nothing refers to `export default function () {}`; but a declaration needs a name.
    const named = name ?? factory.createUniqueName("anonymous");
    return factory.updateFunctionDeclaration(node, kept, star, named, typeParameters, parameters, type, body);
  }
  if (ts.isClassDeclaration(node)) {
    const { name, typeParameters, heritageClauses, members } = node;
    if (name !== undefined)
      return factory.updateClassDeclaration(node, kept, name, typeParameters, heritageClauses, members);
    const value = factory.createClassExpression(kept, name, typeParameters, heritageClauses, members);
    return factory.createExpressionStatement(withName("default", ts.setTextRange(value, node)));
  }
  if (ts.isEnumDeclaration(node)) return factory.updateEnumDeclaration(node, kept, node.name, node.members);
  if (ts.isModuleDeclaration(node)) return factory.updateModuleDeclaration(node, kept, node.name, node.body);
  return node;
}
