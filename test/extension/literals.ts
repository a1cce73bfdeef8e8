import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A text that the extension shows, and where it stands. */
export interface Literal {
  text: string;
  location: string;
}

/** The files of `t` and of `said`, which are called with any text. */
const SAY = new Set(["words.ts", join("outputs", "translate.ts")]);
/** What the library's files import to write sentences that are said where a payload is drawn. */
const SENTENCE = /^import \{[^}]*\bsentence\b[^}]*\} from "(\.\.?\/)*payload\/sentence";/m;

/** All texts of the calls `t("…")` and `sentence("…")` in a folder, and where those are that are not written out. */
export function literalsIn(
  folder: string,
  translates: (file: string) => boolean = () => true,
): { literals: Literal[]; computed: string[] } {
  const literals: Literal[] = [];
  const computed: string[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || SAY.has(file)) continue;
    const source = ts.createSourceFile(
      file,
      readFileSync(join(folder, file), "utf8"),
      ts.ScriptTarget.Latest,
      true,
    );
    const writes = SENTENCE.test(source.text) || file.startsWith(join("payload", "build"));
    const says = (name: string): boolean =>
      (name === "t" && translates(file)) || (name === "sentence" && writes);
    for (const call of callsOf(source, says)) {
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

function callsOf(source: ts.SourceFile, says: (name: string) => boolean): ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && says(node.expression.text)) {
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
