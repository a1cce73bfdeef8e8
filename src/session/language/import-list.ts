/** What a file imports, by its text. */
import ts from "typescript";

export interface ListedImport {
  specifier: string;
  /** Whether the module is loaded together with the file, rather than when a function or an `import()` runs. */
  isEager: boolean;
}

/** The modules that a file imports, requires or may import later; those whose names are not written out are missing. */
export function importsIn(text: string, file: string): ListedImport[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
  const found: ListedImport[] = [];
  const add = (node: ts.Expression | undefined, isEager: boolean): void => {
    if (node !== undefined && ts.isStringLiteralLike(node)) found.push({ specifier: node.text, isEager });
  };
  const visitIn =
    (isEager: boolean) =>
    (node: ts.Node): void => {
      if (ts.isCallExpression(node)) {
        const { expression: callee } = node;
        if (callee.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
        else if (ts.isIdentifier(callee) && callee.text === "require") add(node.arguments[0], isEager);
      }
      ts.forEachChild(node, visitIn(isEager && !ts.isFunctionLike(node)));
    };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) add(statement.moduleSpecifier, !isOfTypes(statement));
    else if (ts.isExportDeclaration(statement)) add(statement.moduleSpecifier, !statement.isTypeOnly);
    else if (ts.isImportEqualsDeclaration(statement)) {
      const { moduleReference: reference, isTypeOnly } = statement;
      if (ts.isExternalModuleReference(reference)) add(reference.expression, !isTypeOnly);
    } else visitIn(true)(statement);
  }
  return found;
}

function isOfTypes({ importClause }: ts.ImportDeclaration): boolean {
  return importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
