/** Catch clauses whose errors name variables as the user does. */
import ts from "typescript";
import { runtimeNames } from "./runtime-names";
import { callExpression } from "./syntax";

const { factory } = ts;
const caught = "__caught";

/** `catch (e) { __named(e); … }`; a pattern takes the error apart behind the call. */
export function namedCatch(node: ts.CatchClause): ts.CatchClause {
  const { variableDeclaration: declaration, block } = node;
  if (declaration === undefined) return node;
  const { name } = declaration;
  if (ts.isIdentifier(name)) {
    const statements = [naming(name), ...block.statements];
    return factory.updateCatchClause(node, declaration, factory.updateBlock(block, statements));
  }
  const error = factory.createIdentifier(caught);
  const parts = factory.createVariableDeclaration(name, undefined, undefined, error);
  const list = factory.createVariableDeclarationList([parts], ts.NodeFlags.Let);
  const body = [naming(error), factory.createVariableStatement(undefined, list), block];
  return factory.updateCatchClause(
    node,
    factory.createVariableDeclaration(error),
    factory.createBlock(body, true),
  );
}

function naming(error: ts.Identifier): ts.Statement {
  return factory.createExpressionStatement(
    callExpression(runtimeNames.named, [factory.createIdentifier(error.text)]),
  );
}
