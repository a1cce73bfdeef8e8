/** What an own TypeScript file says of modules, and what CommonJS has no words for. */
import ts from "typescript";
import { hasModifier } from "./declared-names";
import { runtimeNames } from "./runtime-names";
import { withName } from "./syntax";

const { factory } = ts;

/** Replaces `import.meta` and `import(…)` in a file that becomes a CommonJS module, and names what `export default` does. */
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
  return (file) => {
    const visited = ts.visitEachChild(file, visit, context);
    return factory.updateSourceFile(visited, visited.statements.flatMap(withDefaultName));
  };
}

/** Gives the function or class of an `export default` the name `default`, as ES modules do. */
function withDefaultName(node: ts.Statement): ts.Statement[] {
  if (ts.isExportAssignment(node) && node.isExportEquals !== true) {
    const value = withName("default", node.expression);
    return [factory.updateExportAssignment(node, node.modifiers, value)];
  }
  if (!hasModifier(node, ts.SyntaxKind.DefaultKeyword)) return [node];
  if (ts.isClassDeclaration(node) && node.name === undefined) {
    const { typeParameters, heritageClauses, members } = node;
    const decorators = ts.getDecorators(node);
    const value = factory.createClassExpression(
      decorators,
      undefined,
      typeParameters,
      heritageClauses,
      members,
    );
    const named = withName("default", ts.setTextRange(value, node));
    return [factory.createExportAssignment(undefined, undefined, named)];
  }
  // The compiler gives such a function a name of its own, with which its code goes on.
  if (ts.isFunctionDeclaration(node) && node.name === undefined && node.body !== undefined)
    return [node, renamed(factory.getGeneratedNameForNode(node))];
  return [node];
}

/** `Object.defineProperty(name, "name", { value: "default" })` */
function renamed(name: ts.Identifier): ts.Statement {
  const value = factory.createPropertyAssignment("value", factory.createStringLiteral("default"));
  const define = factory.createPropertyAccessExpression(factory.createIdentifier("Object"), "defineProperty");
  return factory.createExpressionStatement(
    factory.createCallExpression(define, undefined, [
      name,
      factory.createStringLiteral("name"),
      factory.createObjectLiteralExpression([value]),
    ]),
  );
}
