/** What an own TypeScript file says of modules, and what CommonJS has no words for. */
import ts from "typescript";
import { runtimeNames } from "./runtime-names";

const { factory } = ts;

/** Replaces `import.meta` and `import(…)` in a file that becomes a CommonJS module. */
export function moduleSyntax(context: ts.TransformationContext): ts.Transformer<ts.SourceFile> {
  const visit = (node: ts.Node): ts.Node => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      return factory.createIdentifier(runtimeNames.meta);
    const visited = ts.visitEachChild(node, visit, context);
    const isImport = ts.isCallExpression(visited) && visited.expression.kind === ts.SyntaxKind.ImportKeyword;
    if (!isImport) return visited;
    const callee = factory.createIdentifier(runtimeNames.dynamicImport);
    return factory.updateCallExpression(visited, callee, undefined, visited.arguments);
  };
  return (file) => ts.visitEachChild(file, visit, context);
}
