/** The variables of a CommonJS file. Node's types have them everywhere, and a cell has none of them. */
import ts from "typescript";
import type { Advice } from "./cell-rules";

const instead: Record<string, string> = {
  __filename: "There is no __filename in a cell; a path in the notebook's folder is import.meta.filename",
  __dirname: "There is no __dirname in a cell; the notebook's folder is import.meta.dirname",
  module: "A cell is no module, and later cells see what it declares: leave module.exports out",
  exports: "A cell is no module, and later cells see what it declares: leave exports out",
};

/** @param codeEnd The end of the cell's own code. */
export function commonJsNames(source: ts.SourceFile, codeEnd: number, checker: ts.TypeChecker): Advice[] {
  const found: Advice[] = [];
  const asked = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    // Code that asks whether the name is there is made for both.
    if (ts.isTypeOfExpression(node)) asked.add(node.expression.getText(source));
    else if (ts.isIdentifier(node) && Object.hasOwn(instead, node.text) && isOfNode(node, checker))
      found.push({ node, message: messageFor(node) });
    else ts.forEachChild(node, visit);
  };
  for (const each of source.statements) if (each.getStart(source) < codeEnd) visit(each);
  return found.filter(({ node }) => !asked.has(node.getText(source)));
}

/** `exports.rate = 1` and `module.exports.rate = 1` name what they export. */
function messageFor(node: ts.Identifier): string {
  let target: ts.Node = node;
  const names: string[] = [];
  while (ts.isPropertyAccessExpression(target.parent) && target.parent.expression === target) {
    target = target.parent;
    names.push((target as ts.PropertyAccessExpression).name.text);
  }
  const { parent } = target;
  const name = names.at(-1);
  if (name === undefined || name === "exports" || !ts.isBinaryExpression(parent) || parent.left !== target)
    return instead[node.text];
  const value = parent.right.getText();
  const short = /^[^\n]{1,40}$/.test(value) ? value : "…";
  return `A cell is no module, and later cells see what it declares: const ${name} = ${short}`;
}

function isOfNode(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return false;
  const declarations = checker.getSymbolAtLocation(node)?.declarations ?? [];
  return (
    declarations.length > 0 &&
    declarations.every((each) => each.getSourceFile().fileName.includes("/@types/node/"))
  );
}
