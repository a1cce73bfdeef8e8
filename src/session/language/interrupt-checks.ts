/**
 * Adds the checks that end an interrupted cell for good: where a function begins, behind every `await` and `yield`, in
 * every `catch`, and behind statements that call something. Only `finally` blocks run on. This transformer comes after
 * the compiler's own, so that it finds `using` as the `try` and `finally` that it becomes.
 */
import ts from "typescript";
import type { CheckName } from "../running/checks";
import { checkStatement, guardEntry, mayCall } from "./check-places";
import { inFront } from "./guarded-function";
import { runtimeNames } from "./runtime-names";

const { factory } = ts;

/** What the surroundings of code say about it. */
interface Around {
  /** Whether something is cleaned up behind the code, so that it must not wait for ever once interrupted. */
  isProtected: boolean;
  /** The variable that tells a `finally` block about itself, inside one. */
  token?: ts.Identifier;
}

const outside: Around = { isProtected: false };

/** A transformer that runs after those of the compiler. */
export function interruptChecks(context: ts.TransformationContext): ts.Transformer<ts.SourceFile> {
  return (file) => new InterruptChecks(context).visitFile(file);
}

class InterruptChecks {
  constructor(private readonly context: ts.TransformationContext) {}

  visitFile(file: ts.SourceFile): ts.SourceFile {
    const visited = ts.visitEachChild(file, this.visitIn(outside), this.context);
    return factory.updateSourceFile(visited, withChecks(visited.statements));
  }

  private visitIn(around: Around): (node: ts.Node) => ts.Node {
    return (node) => this.visit(node, around);
  }

  private each<T extends ts.Node>(node: T, around: Around): T {
    return ts.visitEachChild(node, this.visitIn(around), this.context);
  }

  private visit(node: ts.Node, around: Around): ts.Node {
    if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node))
      return guardEntry(this.each(node, outside));
    if (ts.isBlock(node)) {
      const block = this.each(node, around);
      return factory.updateBlock(block, withChecks(block.statements));
    }
    if (ts.isCaseOrDefaultClause(node)) return this.visitClause(node, around);
    if (ts.isAwaitExpression(node)) return this.visitAwait(node, around);
    if (ts.isYieldExpression(node)) return this.visitYield(node, around);
    if (ts.isTryStatement(node)) return this.visitTry(node, around);
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined)
      return this.visitForAwait(node, around);
    return this.each(node, around);
  }

  private visitClause(node: ts.CaseOrDefaultClause, around: Around): ts.Node {
    const visited = this.each(node, around);
    const statements = withChecks(visited.statements);
    return ts.isCaseClause(visited)
      ? factory.updateCaseClause(visited, visited.expression, statements)
      : factory.updateDefaultClause(visited, statements);
  }

  private visitAwait(node: ts.AwaitExpression, around: Around): ts.Node {
    const { expression } = this.each(node, around);
    const { token, isProtected } = around;
    if (token !== undefined) {
      const awaited = factory.updateAwaitExpression(node, call("suspendCleanUp", [expression, token]));
      return call("resumeCleanUp", [awaited, token]);
    }
    const waiting = isProtected ? call("interruptible", [expression]) : expression;
    return call("resumed", [factory.updateAwaitExpression(node, waiting)]);
  }

  private visitYield(node: ts.YieldExpression, around: Around): ts.Node {
    const visited = this.each(node, around);
    const { token } = around;
    if (token === undefined) return call("resumed", [visited]);
    const value = visited.expression ?? factory.createVoidZero();
    // What `yield*` passes on runs in the block's context, until it is at its end.
    if (visited.asteriskToken !== undefined) return call("resumeCleanUp", [visited, token]);
    const suspended = call("suspendCleanUp", [value, token]);
    return call("resumeCleanUp", [factory.updateYieldExpression(visited, undefined, suspended), token]);
  }

  private visitTry(node: ts.TryStatement, around: Around): ts.Node {
    const { token } = around;
    const isProtected = around.isProtected || node.finallyBlock !== undefined;
    const inside = { isProtected, token };
    const block = ts.visitNode(node.tryBlock, this.visitIn(inside)) as ts.Block;
    const clause = node.catchClause && this.each(node.catchClause, inside);
    const first = token === undefined ? checkStatement() : resumption(token);
    const caught =
      clause && factory.updateCatchClause(clause, clause.variableDeclaration, inFront(clause.block, first));
    return factory.updateTryStatement(node, block, caught, this.visitFinally(node.finallyBlock, token));
  }

  private visitFinally(node: ts.Block | undefined, outer: ts.Identifier | undefined): ts.Block | undefined {
    if (node === undefined) return undefined;
    const token = outer ?? factory.createUniqueName("cleanUp");
    const block = ts.visitNode(node, this.visitIn({ isProtected: false, token })) as ts.Block;
    if (outer !== undefined) return inFront(block, resumption(outer));
    return factory.updateBlock(node, cleanUp(block, token, awaits(node)));
  }

  private visitForAwait(node: ts.ForOfStatement, around: Around): ts.Node {
    const { awaitModifier, initializer, expression, statement } = node;
    const items = ts.visitNode(expression, this.visitIn(around)) as ts.Expression;
    const wrapped = around.isProtected ? call("interruptibleItems", [items]) : items;
    const inside = { ...around, isProtected: true };
    const body = ts.visitNode(statement, this.visitIn(inside)) as ts.Statement;
    const target = ts.visitNode(initializer, this.visitIn(around)) as ts.ForInitializer;
    return factory.updateForOfStatement(node, awaitModifier, target, wrapped, body);
  }
}

/**
 * `const cleanUp = __flag[2] === 0 ? 0 : __checks.beginCleanUp(); try … finally { __checks.endCleanUp(cleanUp); }`. The
 * flag may be set while a block awaits something, so that such a block begins in any case.
 */
function cleanUp(block: ts.Block, token: ts.Identifier, always: boolean): ts.Statement[] {
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
function awaits(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node)) return true;
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
  return ts.forEachChild(node, awaits) === true;
}

function resumption(token: ts.Identifier): ts.Statement {
  return factory.createExpressionStatement(call("resumeCleanUp", [factory.createVoidZero(), token]));
}

function call(name: CheckName, args: readonly ts.Expression[]): ts.Expression {
  const callee = factory.createPropertyAccessExpression(factory.createIdentifier(runtimeNames.checks), name);
  return factory.createCallExpression(callee, undefined, args);
}

/** Puts a check behind each statement that calls something, except the last, behind which its surroundings check. */
function withChecks(statements: readonly ts.Statement[]): ts.Statement[] {
  return statements.flatMap((statement, index) =>
    index < statements.length - 1 && mayCall(statement) ? [statement, checkStatement()] : [statement],
  );
}
