/** Finds the loops and functions that may fill the memory. */
import ts from "typescript";

/**
 * Whether a loop's code may allocate memory, judged by its syntax: it calls a function, or creates a value that is not
 * a number. Loops over plain numbers do not, and in those the cost of every check counts.
 */
export function allocates(loop: ts.Node): boolean {
  const mayAllocate = (node: ts.Node): boolean =>
    isAllocation(node) || ts.forEachChild(node, mayAllocate) === true;
  return mayAllocate(loop);
}

/** Whether a function's own code creates objects, arrays or strings; inner and called functions do not count. */
export function allocatesItself(node: ts.Node): boolean {
  if (!ts.isFunctionLike(node) || !("body" in node) || node.body === undefined) return false;
  const mayAllocate = (each: ts.Node): boolean =>
    !ts.isFunctionLike(each) && (makesValue(each) || ts.forEachChild(each, mayAllocate) === true);
  return mayAllocate(node.body);
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

/** Whether the callee is a method of `Math`, such as `Math.abs`. */
function isMath(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee)) return false;
  return ts.isIdentifier(callee.expression) && callee.expression.text === "Math";
}
