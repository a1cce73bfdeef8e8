/** V8's call sites as a formatter of stacks of the user's own gets them: with the user's names and lines. */
import { inUsersWords, type StackFrame } from "./stack";

/** A call site that answers with a frame's location; one of code that the kernel did not compile stays as it is. */
export function mappedSite(site: NodeJS.CallSite, frame: StackFrame): NodeJS.CallSite {
  const text = frame.text.trim().replace(/^at /, "");
  if (text === String(site)) return site;
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
