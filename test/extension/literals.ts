import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A text that the extension shows, and where it stands. */
export interface Literal {
  text: string;
  location: string;
}

/** All texts of the calls `t("…")` in a folder, and where those are that are not written out. */
export function literalsIn(folder: string): { literals: Literal[]; computed: string[] } {
  const literals: Literal[] = [];
  const computed: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file === "words.ts") continue;
    const source = ts.createSourceFile(
      file,
      readFileSync(join(folder, file), "utf8"),
      ts.ScriptTarget.Latest,
      true,
    );
    for (const call of callsOf(source)) {
      const location = `${file}:${source.getLineAndCharacterOfPosition(call.getStart()).line + 1}`;
      const [first] = call.arguments;
      const texts = first ? textsOf(first) : null;
      if (texts) literals.push(...texts.map((text) => ({ text, location })));
      else computed.push(location);
    }
  }
  return { literals, computed };
}

/** Literal texts, also those that a condition chooses from. */
function textsOf(node: ts.Expression): string[] | null {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (!ts.isConditionalExpression(node)) return null;
  const [yes, no] = [textsOf(node.whenTrue), textsOf(node.whenFalse)];
  return yes && no && [...yes, ...no];
}

function callsOf(source: ts.SourceFile): ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "t") {
      calls.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return calls;
}

/** The placeholders of a text, sorted: `{iteration}` is `iteration`. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
}
