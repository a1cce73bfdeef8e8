/** Where compiled code checks whether its cell was interrupted, and how. */
import ts from "typescript";
import type { CheckName } from "../running/checks";
import { guardBody, inFront } from "./guarded-function";
import { runtimeNames } from "./runtime-names";

const { factory } = ts;
const ownNames = new Set<string>(Object.values(runtimeNames));

/** `if (__flag[2] !== 0) __checks.check();`, or another expression in its place. */
export function checkStatement(consequence: ts.Expression = checkCall("check")): ts.Statement {
  return factory.createIfStatement(isWatched(), factory.createExpressionStatement(consequence));
}

/**
 * `if (__flag[2] !== 0 && __checks.isOver()) await __checks.never();`: an asynchronous function that failed at once
 * would be called again at once, by a package that tries until it has succeeded.
 */
function asynchronousCheck(): ts.Statement {
  return factory.createIfStatement(
    factory.createLogicalAnd(isWatched(), checkCall("isOver")),
    factory.createExpressionStatement(factory.createAwaitExpression(checkCall("never"))),
  );
}

function isWatched(): ts.Expression {
  const flag = factory.createElementAccessExpression(factory.createIdentifier(runtimeNames.flag), 2);
  return factory.createStrictInequality(flag, factory.createNumericLiteral(0));
}

function checkCall(name: CheckName): ts.Expression {
  const checks = factory.createIdentifier(runtimeNames.checks);
  return factory.createCallExpression(factory.createPropertyAccessExpression(checks, name), undefined, []);
}

/** Whether a function is asynchronous. */
export function isAsynchronous(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;
}

/** Adds a check in front of a function's body. */
export function guardEntry(node: ts.Node): ts.Node {
  const first = isAsynchronous(node) ? asynchronousCheck() : checkStatement();
  if (ts.isConstructorDeclaration(node) && node.body !== undefined) {
    const { modifiers, parameters, body } = node;
    return factory.updateConstructorDeclaration(node, modifiers, parameters, inFront(body, first));
  }
  if (ts.isGetAccessor(node) && node.body !== undefined) {
    const { modifiers, name, parameters, type, body } = node;
    return factory.updateGetAccessorDeclaration(
      node,
      modifiers,
      name,
      parameters,
      type,
      inFront(body, first),
    );
  }
  if (ts.isSetAccessor(node) && node.body !== undefined) {
    const { modifiers, name, parameters, body } = node;
    return factory.updateSetAccessorDeclaration(node, modifiers, name, parameters, inFront(body, first));
  }
  return guardBody(node, first);
}

/**
 * Whether code may go on behind a statement although something that it called was stopped: an asynchronous function,
 * for one, is stopped with a rejected promise. Behind an `await` there is a check already.
 */
export function mayCall(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isAwaitExpression(node) || isEnd(node)) return false;
  if (ts.isTryStatement(node) || ts.isNewExpression(node) || ts.isTaggedTemplateExpression(node)) return true;
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
  if (ts.isCallExpression(node) && !isKnown(node.expression)) return true;
  return ts.forEachChild(node, mayCall) === true;
}

/** Whether nothing comes behind a statement. */
function isEnd(node: ts.Node): boolean {
  return ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isBreakOrContinueStatement(node);
}

/** Whether a callee is the kernel's own, or a function of `Math`, which call nothing else. */
function isKnown(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return ownNames.has(callee.text);
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
  return callee.expression.text === "Math" || callee.expression.text === runtimeNames.checks;
}
