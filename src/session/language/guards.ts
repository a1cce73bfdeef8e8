/**
 * Adds checks of the interrupt flag to loops and recursive functions, so that they can be interrupted: V8 can end a
 * script from outside, but not code that runs after an `await`.
 *
 * A loop that finds the flag set is left by `break`, and the error is thrown behind it. A `throw` or a call inside
 * would make a tight loop three times slower, a `break` only by a third, because V8 need not keep every number at hand.
 * Loops that may allocate memory check the second flag, which also requests a check of how much memory is left.
 */
import ts from "typescript";
import { platform } from "../platform/platform";
import type { CheckName } from "../running/checks";
import { allocates, allocatesItself } from "./allocation";
import { guardBody, isRecursive } from "./guarded-function";
import { runtimeNames } from "./runtime-names";

const { factory } = ts;

/** The surroundings of a statement that decide what `break` does. */
interface BreakContext {
  /** Whether `break` would leave a loop. */
  inLoop: boolean;
}

/** A transformer for cells and for files that cells import. */
export function guards(context: ts.TransformationContext): ts.Transformer<ts.SourceFile> {
  const visitIn =
    (around: BreakContext) =>
    (node: ts.Node): ts.Node => {
      if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
      if (ts.isFunctionLike(node) || ts.isClassLike(node)) return visitFunction(node);
      if (ts.isLabeledStatement(node) && labelled(node) !== undefined) return visitLoop(node, around);
      if (ts.isIterationStatement(node, false)) return visitLoop(node, around);
      const inside = ts.isSwitchStatement(node) ? { inLoop: false } : around;
      return ts.visitEachChild(node, visitIn(inside), context);
    };
  const visitFunction = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visitIn({ inLoop: false }), context);
    // A function that allocates may be called endlessly by code that has no checks.
    if (allocatesItself(ts.getOriginalNode(node))) return guardBody(visited, check(throwStop(), 1));
    return isRecursive(node) ? guardBody(visited, check(throwStop())) : visited;
  };
  const visitLoop = (node: ts.IterationStatement | ts.LabeledStatement, around: BreakContext): ts.Node => {
    const loop = ts.isLabeledStatement(node) ? labelled(node) : node;
    if (loop === undefined) return node;
    // Read before the children are visited, which adds code that is not the user's.
    const isAsync = isAsynchronous(loop);
    const mayAllocate = allocates(ts.getOriginalNode(loop));
    const visited = ts.visitEachChild(loop, visitIn({ inLoop: true }), context);
    const synchronousCheck = mayAllocate ? check(throwStop(), 1) : check(factory.createBreakStatement());
    const first = isAsync ? callStatement(runtimeNames.stopLate) : synchronousCheck;
    const guarded = relabel(node, withFirst(visited, first));
    if (isAsync) return guarded;
    const behind = check(around.inLoop ? factory.createBreakStatement() : throwStop());
    return factory.createBlock([guarded, behind], true);
  };
  return (file) => ts.visitEachChild(file, visitIn({ inLoop: false }), context);
}

/** The loop below one or more labels. */
function labelled({ statement }: ts.LabeledStatement): ts.IterationStatement | undefined {
  if (ts.isLabeledStatement(statement)) return labelled(statement);
  return ts.isIterationStatement(statement, false) ? statement : undefined;
}

function relabel(node: ts.IterationStatement | ts.LabeledStatement, loop: ts.Statement): ts.Statement {
  if (!ts.isLabeledStatement(node)) return loop;
  const inner = relabel(node.statement as ts.IterationStatement | ts.LabeledStatement, loop);
  return factory.updateLabeledStatement(node, node.label, inner);
}

/** Whether a loop awaits in its body, outside inner functions. */
function isAsynchronous(loop: ts.IterationStatement): boolean {
  if (ts.isForOfStatement(loop) && loop.awaitModifier !== undefined) return true;
  const awaits = (node: ts.Node): boolean => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return false;
    return ts.isAwaitExpression(node) || ts.forEachChild(node, awaits) === true;
  };
  return ts.forEachChild(loop, awaits) === true;
}

/** `if (__flag[0] !== 0) …`; the second flag also requests a check of the memory, after which `stop` may return. */
function check(consequence: ts.Statement, index: 0 | 1 = 0): ts.Statement {
  const flag = factory.createIdentifier(runtimeNames.flag);
  const value = platform.code.looksAnew
    ? factory.createElementAccessExpression(flag, index)
    : loadCall(flag, factory.createNumericLiteral(index));
  return factory.createIfStatement(
    factory.createStrictInequality(value, factory.createNumericLiteral(0)),
    consequence,
  );
}

/** `__checks.load(__flag, 0)` */
function loadCall(...values: ts.Expression[]): ts.Expression {
  const name: CheckName = "load";
  const checks = factory.createIdentifier(runtimeNames.checks);
  return factory.createCallExpression(
    factory.createPropertyAccessExpression(checks, name),
    undefined,
    values,
  );
}

function throwStop(): ts.Statement {
  return callStatement(runtimeNames.stop);
}

function callStatement(name: string): ts.Statement {
  const called = factory.createCallExpression(factory.createIdentifier(name), undefined, []);
  return factory.createExpressionStatement(called);
}

function withFirst(loop: ts.IterationStatement, first: ts.Statement): ts.IterationStatement {
  const rest = ts.isBlock(loop.statement) ? loop.statement.statements : [loop.statement];
  const body = factory.createBlock([first, ...rest], true);
  if (ts.isForStatement(loop)) {
    return factory.updateForStatement(loop, loop.initializer, loop.condition, loop.incrementor, body);
  }
  if (ts.isForOfStatement(loop)) {
    return factory.updateForOfStatement(loop, loop.awaitModifier, loop.initializer, loop.expression, body);
  }
  if (ts.isForInStatement(loop)) {
    return factory.updateForInStatement(loop, loop.initializer, loop.expression, body);
  }
  if (ts.isWhileStatement(loop)) return factory.updateWhileStatement(loop, loop.expression, body);
  return factory.updateDoStatement(loop as ts.DoStatement, body, (loop as ts.DoStatement).expression);
}
