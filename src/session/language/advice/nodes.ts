/** Finds the syntax that a diagnostic is about. */
import ts from "typescript";

/** The innermost node around a position. */
export function nodeAt(source: ts.SourceFile, position: number): ts.Node {
  const around = (node: ts.Node): ts.Node | undefined =>
    ts.forEachChild(node, (child) =>
      position >= child.getStart(source) && position < child.end ? child : undefined,
    );
  let found: ts.Node = source;
  // Not by recursion: code may be nested deeply.
  for (let next: ts.Node | undefined = source; next !== undefined; next = around(next)) found = next;
  return found;
}

/** Whether code stands at the top level of a cell, in no function or class. */
export function isTopLevel(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent)
    if (ts.isFunctionLike(at) || ts.isClassLike(at)) return false;
  return true;
}
