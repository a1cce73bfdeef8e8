/**
 * Makes the start of a name the position of its call, as in any other code. The compiler writes `(0, own_1.f)()` for
 * the call of an imported function, which V8 places behind the name.
 */
import ts from "typescript";

const { factory } = ts;

/** A transformer for files that cells import. */
export function callPositions(context: ts.TransformationContext): ts.Transformer<ts.SourceFile> {
  return (file) => {
    const atStart = (name: ts.Identifier): ts.Identifier => {
      const start = name.getStart(file);
      const copy = ts.setOriginalNode(factory.createIdentifier(name.text), name);
      return ts.setTextRange(copy, { pos: start, end: start });
    };
    const visit = (node: ts.Node): ts.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (ts.isCallExpression(visited) && ts.isIdentifier(visited.expression)) {
        const { expression, typeArguments, arguments: values } = visited;
        return factory.updateCallExpression(visited, atStart(expression), typeArguments, values);
      }
      if (ts.isTaggedTemplateExpression(visited) && ts.isIdentifier(visited.tag)) {
        const { tag, typeArguments, template } = visited;
        return factory.updateTaggedTemplateExpression(visited, atStart(tag), typeArguments, template);
      }
      return visited;
    };
    return ts.visitEachChild(file, visit, context);
  };
}
