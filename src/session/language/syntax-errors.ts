/**
 * Gives errors of files that cannot be parsed the place of the mistake. Node writes it in front of the stack for
 * JavaScript that `require` loads; here, the same is done for JSON, TypeScript and ES modules.
 */
import ts from "typescript";
import { platform } from "../platform/platform";
import { toPerson } from "../realm/person";
import { parseErrors } from "./parse";
import { compiledMentions, type SourcePosition } from "./sources";

interface SyntaxProblem extends SourcePosition {
  file: string;
  code: string;
  message: string;
}

/** What Node writes in front of a stack: place, line of code, marks under the mistake. */
const prelude = /^(.+:\d+)\n(.*)\n( *)\^+\n+/;

/**
 * Throws where a file cannot be parsed; TypeScript would make something of it.
 * @throws SyntaxError
 */
export function refuseBrokenFile(file: string, code: string): void {
  const problem = problemIn(file, code);
  if (problem === undefined) return;
  throw placed(toPerson(new SyntaxError(problem.message)), problem);
}

/**
 * Puts the place of the first mistake in a file, or in one that it imports, in front of the stack of the error that it
 * led to. Leaves all other errors as they are.
 */
export function placeSyntaxError(error: unknown, file: string | undefined): void {
  if (!isSyntaxError(error) || prelude.test(String(error.stack)) || file === undefined) return;
  const problem = file.endsWith(".json") ? problemInJson(file, error) : problemBehind(file, new Set());
  if (problem !== undefined) placed(error, problem);
}

/** Puts the user's line in the place of the compiled one that Node has written in front of an error's stack. */
export function translatePrelude(error: unknown): void {
  if (!platform.values.isNativeError(error)) return;
  const stack = String(error.stack);
  const [whole, place, , indentation] = prelude.exec(stack) ?? [];
  if (whole === undefined || place === undefined) return;
  const [mention] = compiledMentions(`${place}:${(indentation?.length ?? 0) + 1}`);
  if (mention?.position === undefined) return;
  const { source, position } = mention;
  const problem = { ...position, file: source.label, code: source.code };
  setStack(error, preludeFor(problem) + stack.slice(whole.length));
}

function isSyntaxError(error: unknown): error is Error {
  return platform.values.isNativeError(error) && error.name === "SyntaxError";
}

function placed(error: Error, problem: SyntaxProblem): Error {
  setStack(error, preludeFor(problem) + String(error.stack));
  return error;
}

function setStack(error: Error, value: string): void {
  Object.defineProperty(error, "stack", { value, configurable: true, writable: true });
}

function preludeFor({ file, code, line, column }: Omit<SyntaxProblem, "message">): string {
  const text = code.split(/\r\n|[\n\r\u2028\u2029]/)[line - 1] ?? "";
  return `${file}:${line}\n${text}\n${" ".repeat(column - 1)}^\n\n`;
}

function problemBehind(file: string, seen: Set<string>): SyntaxProblem | undefined {
  if (seen.has(file) || file.includes("node_modules")) return undefined;
  seen.add(file);
  const code = platform.compiler.system.readFile(file);
  if (code === undefined) return undefined;
  const problem = problemIn(file, code);
  if (problem !== undefined) return problem;
  for (const { fileName } of ts.preProcessFile(code, true, true).importedFiles) {
    if (!fileName.startsWith(".")) continue;
    const found = problemBehind(platform.compiler.system.resolvePath(`${file}/../${fileName}`), seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

function problemIn(file: string, code: string): SyntaxProblem | undefined {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.ES2022);
  const [first] = parseErrors(source);
  if (first === undefined) return undefined;
  const message = ts.flattenDiagnosticMessageText(first.messageText, "\n");
  return { file, code, message, ...positionIn(source, first.start) };
}

/** V8 gives the position of some mistakes in JSON; the compiler finds most of the others. */
function problemInJson(file: string, { message }: Error): SyntaxProblem | undefined {
  const code = platform.compiler.system.readFile(file);
  if (code === undefined) return undefined;
  const source = ts.parseJsonText(file, code);
  const found: ts.Diagnostic[] = [];
  ts.convertToObject(source, found);
  const [, named] = / at position (\d+)/.exec(message) ?? [];
  const starts = [...parseErrors(source), ...found].map(({ start = 0 }) => start);
  const [first] = starts.sort((a, b) => a - b);
  const start = named === undefined ? first : Number(named);
  return start === undefined ? undefined : { file, code, message, ...positionIn(source, start) };
}

function positionIn(source: ts.SourceFile, start: number): SourcePosition {
  const { line, character } = source.getLineAndCharacterOfPosition(start);
  return { line: line + 1, column: character + 1 };
}
