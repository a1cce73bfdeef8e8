/** V8's call sites as code that asks for them gets them: with the user's names and lines. */
import { inUsersNames } from "../language/variable-names";
import { cleanFrames, inUsersWords, type StackFrame } from "./stack";

/** What V8 gives a formatter of stacks for each frame. */
export interface CallSite {
  toString(): string;
  getFunctionName(): string | null;
  getEvalOrigin(): string | undefined;
}

/** What `util.getCallSites` returns, in Node 22.9 and later. */
export interface PlainSite {
  functionName: string;
  scriptName: string;
  lineNumber: number;
  columnNumber?: number;
  column?: number;
}

/** A call site as V8 writes it in a stack. */
export function textOf(site: CallSite): string {
  return site.toString();
}

/** A call site that answers with a frame's location; one of code that the kernel did not compile stays as it is. */
export function mappedSite(site: CallSite, frame: StackFrame): CallSite {
  const text = frame.text.trim().replace(/^at /, "");
  if (text === textOf(site)) return site;
  const answers = answersFor(frame, text, site);
  return new Proxy(site, {
    get(target, name) {
      if (Object.hasOwn(answers, name)) return answers[name as string];
      const value: unknown = Reflect.get(target, name);
      // V8 refuses to call its methods on a proxy.
      return typeof value === "function" ? () => Reflect.apply(value, target, []) as unknown : value;
    },
  });
}

function answersFor({ location }: StackFrame, text: string, site: CallSite): Record<string, () => unknown> {
  const answers: Record<string, () => unknown> = {
    toString: () => text,
    getFunctionName: () => translated(site.getFunctionName()),
    getEvalOrigin: () => translated(site.getEvalOrigin()),
  };
  if (location === undefined) return answers;
  return {
    ...answers,
    getFileName: () => location.label,
    getScriptNameOrSourceURL: () => location.label,
    getLineNumber: () => location.line,
    getColumnNumber: () => location.column,
  };
}

function translated(text: string | null | undefined): string | null | undefined {
  return typeof text === "string" ? inUsersWords(text) : text;
}

/** The first `count` of the sites that are the user's. */
export function userSites(sites: readonly PlainSite[], count: number): PlainSite[] {
  const frames = cleanFrames(sites.map(frameLine));
  return sites.flatMap((site, index) => plainSite(site, frames[index])).slice(0, count);
}

function frameLine({ functionName, scriptName, lineNumber, columnNumber, column }: PlainSite): string {
  const position = `${scriptName}:${lineNumber}:${columnNumber ?? column ?? 1}`;
  return functionName === "" ? `    at ${position}` : `    at ${functionName} (${position})`;
}

function plainSite(site: PlainSite, frame: StackFrame | undefined): PlainSite[] {
  if (frame === undefined) return [];
  const functionName = inUsersNames(site.functionName);
  if (frame.location === undefined) return [{ ...site, functionName }];
  const { label: scriptName, line: lineNumber, column } = frame.location;
  const columns = "columnNumber" in site ? { column, columnNumber: column } : { column };
  return [{ ...site, functionName, scriptName, lineNumber, ...columns }];
}
