/** Functions that call themselves, which can run forever without a loop. */
import ts from "typescript";

const { factory } = ts;

/** Whether a function calls itself by its own name, or a method by `this`. */
export function isRecursive(node: ts.Node): boolean {
  // The original node has the names that the user wrote; in a cell, they may have been replaced by now.
  const written = ts.getOriginalNode(node);
  const name = functionName(written);
  if (name === undefined || !("body" in node)) return false;
  const calls = (each: ts.Node): boolean =>
    (ts.isCallExpression(each) && calledName(each.expression) === name) ||
    ts.forEachChild(each, calls) === true;
  return ts.forEachChild(written, calls) === true;
}

function functionName(node: ts.Node): string | undefined {
  const { name } = node as ts.FunctionDeclaration;
  if (name !== undefined && ts.isIdentifier(name)) return name.text;
  const { parent } = node as { parent?: ts.Node };
  const isNamed = parent !== undefined && ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name);
  return isNamed ? parent.name.text : undefined;
}

/** The name `f` in `f()` and `this.f()`. */
function calledName(callee: ts.Expression): string | undefined {
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
}

/** Adds a statement in front of a function's body. */
export function guardBody(node: ts.Node, first: ts.Statement): ts.Node {
  if (ts.isArrowFunction(node)) {
    const { modifiers, typeParameters, parameters, type, equalsGreaterThanToken: arrow, body } = node;
    const block = ts.isBlock(body) ? body : factory.createBlock([factory.createReturnStatement(body)]);
    const guarded = inFront(block, first);
    return factory.updateArrowFunction(node, modifiers, typeParameters, parameters, type, arrow, guarded);
  }
  if (ts.isFunctionDeclaration(node) && node.body !== undefined) {
    const { modifiers, asteriskToken: star, name, typeParameters, parameters, type } = node;
    const body = inFront(node.body, first);
    return factory.updateFunctionDeclaration(
      node,
      modifiers,
      star,
      name,
      typeParameters,
      parameters,
      type,
      body,
    );
  }
  if (ts.isFunctionExpression(node)) {
    const { modifiers, asteriskToken: star, name, typeParameters, parameters, type } = node;
    const body = inFront(node.body, first);
    return factory.updateFunctionExpression(
      node,
      modifiers,
      star,
      name,
      typeParameters,
      parameters,
      type,
      body,
    );
  }
  if (ts.isMethodDeclaration(node) && node.body !== undefined) {
    const {
      modifiers,
      asteriskToken: star,
      name,
      questionToken: question,
      typeParameters,
      parameters,
      type,
    } = node;
    const body = inFront(node.body, first);
    return factory.updateMethodDeclaration(
      ...([node, modifiers, star, name, question, typeParameters, parameters, type, body] as const),
    );
  }
  return node;
}

/** Adds a statement in front of a block, but after directives such as `"use strict"`. */
export function inFront(body: ts.Block, first: ts.Statement): ts.Block {
  const isDirective = (each: ts.Statement): boolean =>
    ts.isExpressionStatement(each) && ts.isStringLiteral(each.expression);
  const start = body.statements.findIndex((each) => !isDirective(each));
  const index = start < 0 ? body.statements.length : start;
  return factory.updateBlock(body, [
    ...body.statements.slice(0, index),
    first,
    ...body.statements.slice(index),
  ]);
}
