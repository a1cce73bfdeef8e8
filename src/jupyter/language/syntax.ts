/** Helpers that build and change syntax nodes of a cell. */
import ts from "typescript";
import { hasModifier } from "./declared-names";

const { factory } = ts;

/** `name(…)` */
export function callExpression(name: string, args: readonly ts.Expression[]): ts.Expression {
  return factory.createCallExpression(factory.createIdentifier(name), undefined, args);
}

/** Gives an anonymous function or class the name of its variable, as a declaration would. */
export function withName(name: string, value: ts.Expression): ts.Expression {
  const inner = withoutParentheses(value);
  const isAnonymous =
    ts.isArrowFunction(inner) ||
    ((ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined);
  if (!isAnonymous) return value;
  const key = factory.createStringLiteral(name);
  const holder = factory.createObjectLiteralExpression([factory.createPropertyAssignment(key, inner)]);
  return factory.createElementAccessExpression(holder, factory.createStringLiteral(name));
}

function withoutParentheses(value: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(value) ? withoutParentheses(value.expression) : value;
}

const exportKinds = new Set([ts.SyntaxKind.ExportKeyword, ts.SyntaxKind.DefaultKeyword]);

/** Removes `export`: a cell is not a module, and later cells see everything that it declares. */
export function withoutExport(node: ts.Statement): ts.Statement {
  if (!hasModifier(node, ts.SyntaxKind.ExportKeyword)) return node;
  const kept = (node as ts.VariableStatement).modifiers?.filter((each) => !exportKinds.has(each.kind));
  if (ts.isVariableStatement(node)) return factory.updateVariableStatement(node, kept, node.declarationList);
  if (ts.isFunctionDeclaration(node)) {
    const { asteriskToken: star, name, typeParameters, parameters, type, body } = node;
    return factory.updateFunctionDeclaration(node, kept, star, name, typeParameters, parameters, type, body);
  }
  if (ts.isClassDeclaration(node)) {
    const { name, typeParameters, heritageClauses, members } = node;
    return factory.updateClassDeclaration(node, kept, name, typeParameters, heritageClauses, members);
  }
  if (ts.isEnumDeclaration(node)) return factory.updateEnumDeclaration(node, kept, node.name, node.members);
  if (ts.isModuleDeclaration(node)) return factory.updateModuleDeclaration(node, kept, node.name, node.body);
  return node;
}
