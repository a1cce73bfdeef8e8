import ts from "typescript";
import { hasModifier } from "./declared-names";

/** Whether code awaits at its top level. */
export function awaits(node: ts.Node): boolean {
  if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isTypeNode(node)) return false;
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
  if (ts.isVariableDeclarationList(node)) {
    const kind: ts.NodeFlags = node.flags & ts.NodeFlags.BlockScoped;
    if (kind === ts.NodeFlags.AwaitUsing) return true;
  }
  if (ts.isEnumDeclaration(node) || hasModifier(node, ts.SyntaxKind.DeclareKeyword)) return false;
  return ts.forEachChild(node, awaits) === true;
}
