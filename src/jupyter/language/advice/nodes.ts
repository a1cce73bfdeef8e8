/** Finds the syntax that a diagnostic is about. */
import ts from "typescript";

/** The innermost node that begins at a position; of several, the one that is deepest in the tree. */
export function nodeAt(source: ts.SourceFile, start: number): ts.Node {
  let found: ts.Node = source;
  const visit = (node: ts.Node): void => {
    if (start < node.getStart(source) || start >= node.end) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Whether code stands at the top level of a cell, in no function or class. */
export function isTopLevel(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent)
    if (ts.isFunctionLike(at) || ts.isClassLike(at)) return false;
  return true;
}
