/**
 * Adds the checks that end an interrupted cell for good: where a function begins, behind every `await` and `yield`, in
 * every `catch`, and behind statements that call something. Only `finally` blocks run on. This transformer comes after
 * the compiler's own, so that it finds `using` as the `try` and `finally` that it becomes.
 */
import ts from "typescript";
import { platform } from "../platform/platform";
import { call, cleanUp, contextVariable, mayBeResumed, resumption, withChecks } from "./check-calls";
import { checkStatement, guardEntry, isAsynchronous } from "./check-places";
import { guardBody, inFront } from "./guarded-function";
import { runtimeNames } from "./runtime-names";

const { factory } = ts;

/** What the surroundings of code say about it. */
interface Around {
  /** Whether something is cleaned up behind the code, so that it must not wait for ever once interrupted. */
  isProtected: boolean;
  /** Whether it is in a function that cannot wait. */
  isSynchronous?: boolean;
  /** The variable that tells a `finally` block about itself, inside one. */
  token?: ts.Identifier;
}

const outside: Around = { isProtected: false };

/** A transformer that runs after those of the compiler. */
export function interruptChecks(context: ts.TransformationContext): ts.Transformer<ts.SourceFile> {
  return (file) => new InterruptChecks(context).visitFile(file);
}

class InterruptChecks {
  /** Whether code has to say itself to which context it belongs when it goes on. */
  private readonly entersContexts = !platform.contexts.followsAwait;

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
    if (ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)) return this.visitFunction(node);
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

  private visitFunction(node: ts.Node): ts.Node {
    const isSynchronous = !isAsynchronous(node);
    const guarded = guardEntry(this.each(node, { ...outside, isSynchronous }));
    return isSynchronous || !this.entersContexts ? guarded : guardBody(guarded, contextVariable());
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
      return call("resumeCleanUp", [this.inContext(awaited), token]);
    }
    const waiting = isProtected ? call("interruptible", [expression]) : expression;
    return call("resumed", [this.inContext(factory.updateAwaitExpression(node, waiting))]);
  }

  /** An expression that waits, and then enters the context of its function again. */
  private inContext(awaited: ts.Expression): ts.Expression {
    return this.entersContexts
      ? call("back", [factory.createIdentifier(runtimeNames.here), awaited])
      : awaited;
  }

  /** A block that may be entered after waiting: where the awaited has failed, or a loop has its next item. */
  private withContext(block: ts.Block, { isSynchronous }: Around): ts.Block {
    if (!this.entersContexts || isSynchronous === true) return block;
    const entering = this.inContext(factory.createVoidZero());
    return inFront(block, factory.createExpressionStatement(entering));
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
    const inside = { ...around, isProtected };
    const block = ts.visitNode(node.tryBlock, this.visitIn(inside)) as ts.Block;
    const clause = node.catchClause && this.each(node.catchClause, inside);
    const first = token === undefined ? checkStatement() : resumption(token);
    const caught =
      clause &&
      factory.updateCatchClause(
        clause,
        clause.variableDeclaration,
        this.withContext(inFront(clause.block, first), around),
      );
    return factory.updateTryStatement(node, block, caught, this.visitFinally(node.finallyBlock, around));
  }

  private visitFinally(node: ts.Block | undefined, around: Around): ts.Block | undefined {
    if (node === undefined) return undefined;
    const { token: outer } = around;
    const token = outer ?? factory.createUniqueName("cleanUp");
    const block = ts.visitNode(node, this.visitIn({ ...around, isProtected: false, token })) as ts.Block;
    const cleaned =
      outer === undefined
        ? factory.updateBlock(node, cleanUp(block, token, mayBeResumed(node)))
        : inFront(block, resumption(outer));
    return this.withContext(cleaned, around);
  }

  private visitForAwait(node: ts.ForOfStatement, around: Around): ts.Node {
    const { awaitModifier, initializer, expression, statement } = node;
    const items = ts.visitNode(expression, this.visitIn(around)) as ts.Expression;
    const wrapped = around.isProtected ? call("interruptibleItems", [items]) : items;
    const inside = { ...around, isProtected: true };
    const visited = ts.visitNode(statement, this.visitIn(inside)) as ts.Statement;
    const body = ts.isBlock(visited) ? this.withContext(visited, around) : visited;
    const target = ts.visitNode(initializer, this.visitIn(around)) as ts.ForInitializer;
    return factory.updateForOfStatement(node, awaitModifier, target, wrapped, body);
  }
}
