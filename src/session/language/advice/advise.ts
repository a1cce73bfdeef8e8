/**
 * One sentence in place of the compiler's, where a cell holds what other languages, consoles and notebooks understand.
 * It is asked about cells that do not compile alone, so that valid TypeScript is never touched.
 */
import ts from "typescript";
import { cellRules, jumpAdvice } from "./cell-rules";
import { characterAdvice } from "./characters";
import { commonJsNames } from "./common-js";
import { foreignNameAdvice } from "./foreign-names";
import { ownCode } from "../diagnostics";
import type { Habit } from "./habit";
import { libraryNameAdvice } from "./library-names";
import { helpCall, magicHabits, questions } from "./magics";
import { otherLanguages, readableLanguages } from "./other-languages";
import { bareCalls, comments, fence, listItems, pastedText, prose } from "./pasted";
import { objectAdvice } from "./pasted-object";
import { nodeAt } from "./nodes";
import { namedArguments } from "./named-arguments";
import { pythonParts, pythonWords } from "./python-parts";
import { pythonStatements, unpacking } from "./python-statements";
import { bareCommand, shellHabits } from "./shell";

const habits: readonly Habit[] = [
  ...magicHabits,
  ...comments,
  ...pythonStatements,
  ...pythonParts,
  ...otherLanguages,
  ...pastedText,
  ...listItems,
  ...shellHabits,
  ...pythonWords,
  ...prose,
  ...bareCalls,
];
/** Habits whose lines are not begun TypeScript, although the parser would read on. */
const begun: readonly Habit[] = [...questions, ...pythonStatements, ...pastedText, ...shellHabits];
/** Habits whose lines are TypeScript's syntax as well, and go wrong at their beginning. */
const readable: readonly Habit[] = [
  ...comments,
  shellHabits[0],
  bareCommand,
  helpCall,
  fence,
  unpacking,
  ...readableLanguages,
];

const invalidCharacter = 1127;
const unterminatedComment = 1010;
/** More errors are consequences, and each is compared with all habits. */
const mostErrors = 200;

/** The advice for a cell that is no TypeScript; empty where none fits. */
export function adviseOnSyntax(
  source: ts.SourceFile,
  errors: readonly ts.DiagnosticWithLocation[],
): ts.Diagnostic[] {
  const object = objectAdvice(source.text);
  if (object !== undefined) return [diagnosticAt(source, object.start, object.end, object.message)];
  const lines = new Map<number, ts.Diagnostic>();
  const end = source.text.trimEnd().length;
  const firstLine = lineOf(source, errors[0]?.start ?? 0);
  for (const error of errors.slice(0, mostErrors)) {
    const line = lineOf(source, error.start);
    if (lines.has(line)) continue;
    // What begins further down is a mistake of another kind, which makes the rest look strange.
    if ((lines.size === 0 && line > firstLine + 1) || error.code === unterminatedComment) break;
    const advice =
      characterAt(source, error, /[^#\\]/) ??
      lineAdvice(source, error, error.start < end ? habits : begun) ??
      (error === errors[0] ? characterAt(source, error, /\\/) : undefined);
    if (advice !== undefined && !lines.has(advice.line)) lines.set(advice.line, advice.diagnostic);
  }
  const advised = unique([...lines.values()]);
  // What stands below a `%%magic` is not TypeScript at all.
  return /^\s*%%/.test(source.text) ? advised.slice(0, 1) : advised;
}

/**
 * The advice for a cell that is TypeScript, and cannot run.
 * @param codeEnd The end of the cell's own code.
 */
export function adviseOnRules(
  source: ts.SourceFile,
  codeEnd: number,
  checker: ts.TypeChecker,
): ts.Diagnostic[] {
  return [...cellRules(source, codeEnd), ...commonJsNames(source, codeEnd, checker)].map(
    ({ node, message }) => diagnosticAt(source, node.getStart(source), node.end, message),
  );
}

/** The diagnostics of a cell, some of them with advice in place of their message. */
export function adviseOnMeaning(
  source: ts.SourceFile,
  diagnostics: readonly ts.Diagnostic[],
  checker: ts.TypeChecker,
): ts.Diagnostic[] {
  const lines = new Map<number, ts.Diagnostic>();
  const advised = diagnostics.map((each) => {
    if (each.file !== source) return each;
    const whole = lineAdvice(source, each, readable) ?? callAdvice(source, each, checker);
    if (whole !== undefined) lines.set(whole.line, lines.get(whole.line) ?? whole.diagnostic);
    if (whole !== undefined) return lines.get(whole.line)!;
    const message =
      libraryNameAdvice(each, source, checker) ?? foreignNameAdvice(each, source) ?? jumpAdvice(each, source);
    return message === undefined ? each : { ...each, messageText: message, code: codeFor(each, message) };
  });
  // A name is advised on once.
  const answered = new Set(
    diagnostics.filter((each, index) => advised[index] !== each).map(({ messageText }) => messageText),
  );
  // What else is wrong in a line of another language follows from that.
  return unique(
    advised.filter((each) => {
      if (each.file !== source) return true;
      const ofLine = lines.get(lineOf(source, each.start ?? 0)) ?? each;
      return ofLine === each && !answered.has(each.messageText);
    }),
  );
}

function callAdvice(
  source: ts.SourceFile,
  diagnostic: ts.Diagnostic,
  checker: ts.TypeChecker,
): LineAdvice | undefined {
  const found = namedArguments(diagnostic, source, checker);
  if (found === undefined) return undefined;
  const start = found.call.getStart(source);
  return {
    line: lineOf(source, start),
    diagnostic: diagnosticAt(source, start, found.call.end, found.message),
  };
}

/** The compiler's code stays where its message does. */
function codeFor({ code, messageText }: ts.Diagnostic, message: string): number {
  const [own] = ts.flattenDiagnosticMessageText(messageText, "\n").split(/ Did you mean |\n/);
  return message.startsWith(own) ? code : ownCode;
}

interface LineAdvice {
  line: number;
  diagnostic: ts.Diagnostic;
}

function lineAdvice(
  source: ts.SourceFile,
  { start = 0 }: ts.Diagnostic,
  asked: readonly Habit[],
): LineAdvice | undefined {
  // What is missing at the end is missing behind the last line that holds something.
  const at = Math.min(start, source.text.trimEnd().length);
  const line = lineOf(source, at);
  const from = source.getLineStarts()[line];
  const text = source.text.slice(from, source.getLineStarts()[line + 1]).replace(/[\r\n\u2028\u2029]+$/, "");
  if (text.length > 1000) return undefined;
  for (const { pattern, advice } of asked) {
    const match = pattern.exec(text);
    const mark = match?.indices?.groups?.mark;
    if (match === null || mark === undefined) continue;
    const [begin, end] = [from + mark[0], from + mark[1]];
    if (at < begin || at > end || isInText(source, begin)) continue;
    if (asked === readable && !/^(?:!*\s*|using\s+)$/.test(source.text.slice(begin, at))) continue;
    return { line, diagnostic: diagnosticAt(source, begin, end, advice(match)) };
  }
  return undefined;
}

/** Whether a position is in the middle of a string or template, which may hold anything. */
function isInText(source: ts.SourceFile, position: number): boolean {
  const node = nodeAt(source, position);
  const isText =
    ts.isStringLiteralLike(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node);
  return isText && node.getStart(source) < position;
}

function characterAt(
  source: ts.SourceFile,
  { start = 0, code }: ts.Diagnostic,
  asked: RegExp,
): LineAdvice | undefined {
  if (code !== invalidCharacter || isInText(source, start)) return undefined;
  const character = String.fromCodePoint(source.text.codePointAt(start) ?? 0xfffd);
  if (!asked.test(character)) return undefined;
  const rest = source.text.slice(start + character.length);
  const message = characterAdvice(character, /^[ \t]*(?:[\r\n]|$)/.test(rest));
  return {
    line: lineOf(source, start),
    diagnostic: diagnosticAt(source, start, start + character.length, message),
  };
}

function diagnosticAt(source: ts.SourceFile, start: number, end: number, messageText: string): ts.Diagnostic {
  const category = ts.DiagnosticCategory.Error;
  return { file: source, start, length: end - start, messageText, category, code: ownCode };
}

function lineOf(source: ts.SourceFile, offset: number): number {
  return source.getLineAndCharacterOfPosition(offset).line;
}

/** Says each piece of advice once. */
function unique(diagnostics: readonly ts.Diagnostic[]): ts.Diagnostic[] {
  const said = new Set<unknown>();
  return diagnostics.filter(({ code, messageText }) => {
    if (code !== ownCode) return true;
    if (said.has(messageText)) return false;
    said.add(messageText);
    return true;
  });
}
