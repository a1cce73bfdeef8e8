/** The statements and calls of which checks are made, see interrupt-checks.ts. */
import ts from "typescript";
import type { CheckName } from "../running/checks";
import { checkStatement, mayCall } from "./check-places";
import { runtimeNames } from "./runtime-names";

const { factory } = ts;

/**
 * `const cleanUp = __flag[2] === 0 ? 0 : __checks.beginCleanUp(); try … finally { __checks.endCleanUp(cleanUp); }`. The
 * flag may be set while a block awaits something, so that such a block begins in any case.
 */
export function cleanUp(block: ts.Block, token: ts.Identifier, always: boolean): ts.Statement[] {
  const flag = factory.createElementAccessExpression(factory.createIdentifier(runtimeNames.flag), 2);
  const isQuiet = factory.createStrictEquality(flag, factory.createNumericLiteral(0));
  const begin = call("beginCleanUp", []);
  const none = factory.createNumericLiteral(0);
  const begun = always
    ? begin
    : factory.createConditionalExpression(isQuiet, undefined, none, undefined, begin);
  const variable = factory.createVariableDeclaration(token, undefined, undefined, begun);
  const list = factory.createVariableDeclarationList([variable], ts.NodeFlags.Const);
  const end = call("endCleanUp", [token]);
  const ending = always ? factory.createExpressionStatement(end) : checkStatement(end);
  return [
    factory.createVariableStatement(undefined, list),
    factory.createTryStatement(block, undefined, factory.createBlock([ending])),
  ];
}

/** Whether code may be resumed later, outside inner functions. */
export function mayBeResumed(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
  return ts.forEachChild(node, mayBeResumed) === true;
}

/** `const __here = __checks.here();` */
export function contextVariable(): ts.Statement {
  const variable = factory.createVariableDeclaration(
    runtimeNames.here,
    undefined,
    undefined,
    call("here", []),
  );
  const list = factory.createVariableDeclarationList([variable], ts.NodeFlags.Const);
  return factory.createVariableStatement(undefined, list);
}

export function resumption(token: ts.Identifier): ts.Statement {
  return factory.createExpressionStatement(call("resumeCleanUp", [factory.createVoidZero(), token]));
}

export function call(name: CheckName, args: readonly ts.Expression[]): ts.Expression {
  const callee = factory.createPropertyAccessExpression(factory.createIdentifier(runtimeNames.checks), name);
  return factory.createCallExpression(callee, undefined, args);
}

/** Puts a check behind each statement that calls something, except the last, behind which its surroundings check. */
export function withChecks(statements: readonly ts.Statement[]): ts.Statement[] {
  return statements.flatMap((statement, index) =>
    index < statements.length - 1 && mayCall(statement) ? [statement, checkStatement()] : [statement],
  );
}
