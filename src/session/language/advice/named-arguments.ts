/** Arguments with names, as Python has them: `new BiasedMF(n_factors=3)`. */
import ts from "typescript";
import { nearestName } from "../../../training/nearest";
import { libraryNamesOf } from "./library-names";
import { nodeAt } from "./nodes";

/** The call whose argument a diagnostic is about, and the sentence; undefined where the argument has no name. */
export function namedArguments(
  { start = 0 }: ts.Diagnostic,
  source: ts.SourceFile,
  checker: ts.TypeChecker,
): { call: ts.Expression; message: string } | undefined {
  for (let at = nodeAt(source, start); !ts.isStatement(at) && !ts.isSourceFile(at); at = at.parent) {
    if (!ts.isCallExpression(at) && !ts.isNewExpression(at)) continue;
    const given: readonly ts.Expression[] = at.arguments ?? [];
    const named = given.filter(isNamed).filter(({ left }) => isUndeclared(left, checker));
    if (named.length === 0) continue;
    const known = optionsOf(at, checker);
    const options = named.map(({ left, right }) => {
      const name = left.getText();
      return `${known.length === 0 || known.includes(name) ? name : nearestName(name, known)}: ${right.getText()}`;
    });
    const message = `Arguments have no names here, and options are an object: { ${options.join(", ")} }`;
    return { call: at, message };
  }
  return undefined;
}

function isNamed(node: ts.Expression): node is ts.AssignmentExpression<ts.EqualsToken> {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isIdentifier(node.left)
  );
}

function isUndeclared(name: ts.Node, checker: ts.TypeChecker): boolean {
  return checker.getSymbolAtLocation(name) === undefined;
}

/** The names of the library's options that a function or class takes. */
function optionsOf({ expression }: ts.CallExpression | ts.NewExpression, checker: ts.TypeChecker): string[] {
  const type = checker.getTypeAtLocation(expression);
  const signatures = [...type.getCallSignatures(), ...type.getConstructSignatures()];
  const names = signatures.flatMap(({ parameters }) =>
    parameters
      .slice(-1)
      .flatMap((each) => libraryNamesOf(checker.getTypeOfSymbolAtLocation(each, expression), checker)),
  );
  return [...new Set(names)];
}
