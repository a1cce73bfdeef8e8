/** The library's own hint for a name that it does not have: an option, a method, an export. */
import ts from "typescript";
import { isNear, nearestName, synonymsOf } from "../../../training/nearest";
import { unknownOption } from "../../../training/options";
import { platform } from "../../platform/platform";
import { nodeAt } from "./nodes";
import { ALL_SYNONYMS } from "./synonyms";

/** The sentence for a diagnostic about the library's names; undefined where it is about something else. */
export function libraryNameAdvice(
  diagnostic: ts.Diagnostic,
  source: ts.SourceFile,
  checker: ts.TypeChecker,
): string | undefined {
  if (!isAboutNames(diagnostic)) return undefined;
  const node = nodeAt(source, diagnostic.start ?? 0);
  if (ts.isImportSpecifier(node.parent)) return exportAdvice(diagnostic, node.parent, checker);
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)
    return memberAdvice(diagnostic, node.parent, checker);
  return optionAdvice(node, checker);
}

/** An unknown property, option, export; or a type that does not fit because of one. */
function isAboutNames({ code, messageText }: ts.Diagnostic): boolean {
  if ([2305, 2339, 2353, 2551, 2559, 2561, 2614, 2724].includes(code)) return true;
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  return /does not exist in type|no properties in common/.test(text);
}

function optionAdvice(node: ts.Node, checker: ts.TypeChecker): string | undefined {
  for (let at = node; ts.isExpression(at) || ts.isObjectLiteralElement(at); at = at.parent) {
    const object = ts.isObjectLiteralElement(at) ? at.parent : at;
    if (!ts.isObjectLiteralExpression(object) && !ts.isIdentifier(object)) continue;
    const wanted = checker.getContextualType(object);
    const known = wanted === undefined ? [] : libraryNamesOf(wanted, checker);
    const given = checker.getTypeAtLocation(object).getProperties();
    const unknown = given.find(({ name }) => !known.includes(name));
    if (known.length > 0 && unknown !== undefined) return unknownOption(unknown.name, known);
  }
  return undefined;
}

function memberAdvice(
  diagnostic: ts.Diagnostic,
  { expression, name }: ts.PropertyAccessExpression,
  checker: ts.TypeChecker,
): string | undefined {
  const known = libraryNamesOf(checker.getTypeAtLocation(expression), checker);
  return withNearest(diagnostic, name.text, known);
}

function exportAdvice(
  diagnostic: ts.Diagnostic,
  specifier: ts.ImportSpecifier,
  checker: ts.TypeChecker,
): string | undefined {
  const module = checker.getSymbolAtLocation(specifier.parent.parent.parent.moduleSpecifier);
  if (module === undefined || !isOfLibrary(module)) return undefined;
  const known = checker.getExportsOfModule(module).map(({ name }) => name);
  return withNearest(diagnostic, (specifier.propertyName ?? specifier.name).text, known);
}

function withNearest(diagnostic: ts.Diagnostic, name: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || known.includes(name)) return undefined;
  const nearest = nearestName(name, known, ALL_SYNONYMS);
  if (synonymsOf(name, known, ALL_SYNONYMS).length === 0 && !isNear(name, nearest)) return undefined;
  const [sentence] = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n").split("\n");
  return `${sentence.replace(/ Did you mean .*$/, "")} Did you mean "${nearest}"?`;
}

/** The public names of a type of the library; none for other types. */
export function libraryNamesOf(type: ts.Type, checker: ts.TypeChecker): string[] {
  const parts = type.isUnion() ? type.types : [type];
  const properties = parts.flatMap((part) => checker.getPropertiesOfType(checker.getNonNullableType(part)));
  const names = properties.filter((each) => isOfLibrary(each) && isPublic(each)).map(({ name }) => name);
  return [...new Set(names)].filter((name) => !name.startsWith("__@"));
}

function isPublic(symbol: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return symbol.declarations?.every((each) => (ts.getCombinedModifierFlags(each) & hidden) === 0) === true;
}

function isOfLibrary(symbol: ts.Symbol): boolean {
  return (
    symbol.declarations?.some((each) => platform.compiler.isLibraryFile(each.getSourceFile().fileName)) ===
    true
  );
}
