/** What is TypeScript in a file, and cannot be run in a cell: exports, names that a cell has already, a bare `await`. */
import ts from "typescript";
import { runtimeNames } from "../runtime-names";
import { nodeAt, isTopLevel } from "./nodes";
import { requiredModule } from "./place";

export interface Advice {
  node: ts.Node;
  message: string;
}

/** Names that are parameters of the function that a cell becomes: it cannot declare them as constants. */
const taken = new Set<string>(["require", ...Object.values(runtimeNames)]);

/**
 * @param source A cell without syntax errors.
 * @param codeEnd The end of the cell's own code.
 */
export function cellRules(source: ts.SourceFile, codeEnd: number): Advice[] {
  const own = source.statements.filter((each) => each.getStart(source) < codeEnd);
  const found = own.flatMap(statementRule);
  const visit = (node: ts.Node): void => {
    if (ts.isAwaitExpression(node) && isMissing(node.expression, codeEnd)) {
      const message = "await stands before a promise: write one behind it, as in await Promise.resolve(1)";
      found.push({ node: node.getFirstToken(source) ?? node, message });
    }
    ts.forEachChild(node, visit);
  };
  own.forEach(visit);
  return found;
}

function isMissing(node: ts.Node, codeEnd: number): boolean {
  return node.pos === node.end || node.getStart() >= codeEnd;
}

function statementRule(node: ts.Statement): Advice[] {
  if (ts.isExportAssignment(node)) {
    const value = node.expression.getText();
    const short = /^[^\n]{1,40}$/.test(value) ? value : "…";
    const message = `A cell exports nothing, and later cells see what it declares: const value = ${short}`;
    return [{ node: node.getFirstToken() ?? node, message }];
  }
  if (ts.isExportDeclaration(node)) return exportRule(node);
  const isDefault = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(isDefaultKeyword) === true;
  if (
    isDefault &&
    (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) &&
    node.name === undefined
  ) {
    const kind = ts.isClassDeclaration(node) ? "class" : "function";
    const message = `A cell exports nothing, and later cells see what it declares: give the ${kind} a name in place of export default`;
    return [{ node: node.getFirstToken() ?? node, message }];
  }
  return declaredIn(node)
    .filter(({ text }) => taken.has(text))
    .map((name) => ({ node: name, message: takenMessage(name.text) }));
}

function takenMessage(name: string): string {
  return name === "require"
    ? `Every cell has require: leave this line out, and write require("${requiredModule()}") as it is`
    : `The kernel itself uses the name ${name}: choose another`;
}

function exportRule(node: ts.ExportDeclaration): Advice[] {
  const { exportClause: clause } = node;
  const from = node.moduleSpecifier?.getText();
  const instead = (code: string): Advice[] => [
    { node, message: `A cell exports nothing, and later cells see what it declares: ${code}` },
  ];
  if (clause === undefined || ts.isNamespaceExport(clause))
    return instead(`import * as ${clause?.name.text ?? "all"} from ${from}`);
  const names = clause.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
  if (names.length === 0) return [];
  if (from !== undefined) return instead(`import { ${names.join(", ")} } from ${from}`);
  const renamed = clause.elements.find(
    ({ name, propertyName }) => propertyName !== undefined && name.text !== "default",
  );
  if (renamed !== undefined) return instead(`const ${renamed.name.text} = ${renamed.propertyName!.text}`);
  return [{ node, message: "Later cells see what a cell declares without an export: leave the export out" }];
}

function isDefaultKeyword({ kind }: ts.ModifierLike): boolean {
  return kind === ts.SyntaxKind.DefaultKeyword;
}

/** The constants, classes and enums that a statement declares. */
function declaredIn(node: ts.Statement): ts.Identifier[] {
  if (ts.isVariableStatement(node)) {
    const kind: ts.NodeFlags = node.declarationList.flags & ts.NodeFlags.BlockScoped;
    const isConstant = kind !== ts.NodeFlags.None && kind !== ts.NodeFlags.Let;
    return isConstant ? node.declarationList.declarations.flatMap(namesIn) : [];
  }
  return (ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) && node.name !== undefined
    ? [node.name]
    : [];
}

function namesIn({ name }: ts.VariableDeclaration | ts.BindingElement): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((each) => (ts.isBindingElement(each) ? namesIn(each) : []));
}

const jumps: Record<number, string> = {
  1163: "yield stands in a generator: function* numbers() { yield 1 }",
  1108: "The last expression of a cell is its result: leave return out",
  1104: "A cell is no loop: leave continue out, or put the code into a function, which return ends",
  1105: "A cell is no loop: leave break out, or put the code into a function, which return ends",
};

/** `return`, `break` and `continue` outside of functions and loops. */
export function jumpAdvice({ code, start = 0 }: ts.Diagnostic, source: ts.SourceFile): string | undefined {
  const message = jumps[code];
  return message !== undefined && isTopLevel(nodeAt(source, start)) ? message : undefined;
}
