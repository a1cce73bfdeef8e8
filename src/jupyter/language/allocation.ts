/** Which loops and functions may fill the memory. */
import ts from "typescript";

/**
 * Whether a loop's code may take memory, as far as it can be seen: it calls something, or writes a value down that
 * is not a number. Loops of pure numbers do not, and those are the ones in which every look counts.
 */
export function allocates(loop: ts.Node): boolean {
  const takes = (node: ts.Node): boolean => isAllocation(node) || ts.forEachChild(node, takes) === true;
  return takes(loop);
}

/** Whether a function's own code writes down objects, arrays or texts; functions in it, and called ones, are others. */
export function allocatesItself(node: ts.Node): boolean {
  if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return false;
  const takes = (each: ts.Node): boolean =>
    !ts.isFunctionLike(each) && (makesValue(each) || ts.forEachChild(each, takes) === true);
  return takes(node.body);
}

function isAllocation(node: ts.Node): boolean {
  return ts.isCallExpression(node) ? !isMath(node.expression) : makesValue(node);
}

function makesValue(node: ts.Node): boolean {
  return (
    ts.isNewExpression(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isStringLiteral(node) ||
    ts.isTemplateExpression(node) ||
    ts.isTaggedTemplateExpression(node)
  );
}

/** `Math.abs` and the like. */
function isMath(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee)) return false;
  return ts.isIdentifier(callee.expression) && callee.expression.text === "Math";
}
