/** V8's call sites as code that asks for them gets them: with the user's names and lines. */
import util from "node:util";
import { personArray, personFunction, personObject } from "../realm/person";
import { inUsersNames } from "../language/variable-names";
import { cleanFrames, inUsersWords, type StackFrame } from "./stack";

/** What `util.getCallSites` returns, in Node 22.9 and later. */
export interface PlainSite {
  functionName: string;
  scriptName: string;
  lineNumber: number;
  columnNumber?: number;
  column?: number;
}

const mostSites = 200;

/** A call site as V8 writes it in a stack. */
export function textOf(site: NodeJS.CallSite): string {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- call sites have a text of their own
  return site.toString();
}

/** A call site that answers with a frame's location; one of code that the kernel did not compile stays as it is. */
export function mappedSite(site: NodeJS.CallSite, frame: StackFrame): NodeJS.CallSite {
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

function answersFor(
  { location }: StackFrame,
  text: string,
  site: NodeJS.CallSite,
): Record<string, () => unknown> {
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

/** Gives `util.getCallSites` the user's lines, and the frames that stacks have. */
export function mapCallSites(): void {
  type GetCallSites = (count?: unknown, ...rest: unknown[]) => PlainSite[];
  const holder = util as unknown as { getCallSites?: GetCallSites };
  const original = holder.getCallSites;
  if (original === undefined) return;
  holder.getCallSites = personFunction(function getCallSites(count: unknown = 8, ...rest: unknown[]) {
    // Node refuses what is no count; its own frames and the kernel's are not to use it up.
    const isCount = typeof count === "number" && Number.isInteger(count) && count > 0 && count <= mostSites;
    if (!isCount) return Reflect.apply(original, undefined, [count, ...rest]);
    const sites = Reflect.apply(original, undefined, [mostSites, ...rest]);
    return personArray(userSites(Array.from(sites), count).map(personObject));
  });
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
