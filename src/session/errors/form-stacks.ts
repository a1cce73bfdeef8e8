/**
 * Forms the stacks of all errors, so that `error.stack` has the user's lines wherever it is shown: by the console, in
 * results and tables, in Node's warnings, by packages.
 *
 * V8 asks `Error.prepareStackTrace` when a stack is first read. The kernel's answer is inherited by the class `Error`:
 * a formatter that the user sets takes precedence, and the kernel's is back once theirs is deleted or unset.
 */
import { platform } from "../platform/platform";
import { attempt } from "../text/inspect-value";
import { nameVariables } from "../language/variable-names";
import { mappedSite, textOf, type CallSite } from "./call-sites";
import { cleanFrames, readFrames, type StackFrame } from "./stack";

type Formatter = (error: object, sites: CallSite[]) => unknown;

interface FormedStack {
  /** What V8 keeps as the error's stack. */
  stack: unknown;
  frames: readonly StackFrame[];
}

const formedStacks = new WeakMap<object, FormedStack>();
const key = "prepareStackTrace";

/**
 * Forms the stacks of errors from now on. It takes effect once for a class.
 * @param errorClass The class `Error` of the code whose stacks are formed.
 */
export function formStacks(errorClass: ErrorConstructor): void {
  const initial = (Reflect.get(errorClass, key) ?? Reflect.get(Error, key)) as Formatter | undefined;
  const form: Formatter = (error, sites) => {
    nameVariables(error);
    // Node's own formatter writes the headline alone where there are no frames.
    const headline = unlessFull(() => String(initial?.(error, [])), "Error");
    const frames = unlessFull(() => framesAt(error, sites), []).filter((frame) => frame !== undefined);
    const stack = [headline, ...frames.map(({ text }) => text)].join("\n");
    formedStacks.set(error, { stack, frames });
    return stack;
  };
  const inherited: object = Object.create(Object.getPrototypeOf(errorClass) as object) as object;
  Object.defineProperty(inherited, key, formatterProperty(errorClass, form));
  Reflect.deleteProperty(errorClass, key);
  Object.setPrototypeOf(errorClass, inherited);
}

/**
 * The frames of an error's stack.
 * @param stack The error's property of this name; one that the user has written is read as text.
 */
export function framesOf(error: object, stack: unknown): readonly StackFrame[] {
  const formed = formedStacks.get(error);
  if (formed !== undefined && (formed.stack === stack || typeof stack !== "string")) return formed.frames;
  return typeof stack === "string" ? readFrames(stack, isDeliberate(error)) : [];
}

/** The property that `Error` inherits, and has of its own while the user has set a formatter. */
function formatterProperty(errorClass: ErrorConstructor, form: Formatter): PropertyDescriptor {
  function set(this: unknown, value: unknown): void {
    if (this !== errorClass) {
      const options = { configurable: true, enumerable: true, writable: true };
      Object.defineProperty(this, key, { ...options, value });
      return;
    }
    Reflect.deleteProperty(errorClass, key);
    if (typeof value !== "function" || value === form) return;
    const get = formatterFor(errorClass, value as Formatter);
    Object.defineProperty(errorClass, key, { get, set, configurable: true });
  }
  return { get: () => form, set, configurable: true };
}

/** Gives V8 the user's formatter with the user's lines in its call sites, and all others the formatter as it is. */
function formatterFor(errorClass: ErrorConstructor, theirs: Formatter): () => Formatter {
  const adapted: Formatter = (error, sites) => {
    nameVariables(error);
    const frames = attempt(() => framesAt(error, sites), []);
    for (let index = 0, length = 0; index < frames.length; index++) {
      const frame = frames[index];
      if (frame !== undefined) sites[length++] = mappedSite(sites[index], frame);
      if (index === frames.length - 1) sites.length = length;
    }
    const kept = frames.filter((frame) => frame !== undefined);
    formedStacks.set(error, { stack: undefined, frames: kept }); // In case that theirs throws.
    const stack: unknown = Reflect.apply(theirs, errorClass, [error, sites]);
    formedStacks.set(error, { stack, frames: kept });
    return stack;
  };
  let isProbed = false;
  let isAsked = false;
  return () => {
    isAsked = true;
    if (isProbed) return theirs;
    [isProbed, isAsked] = [true, false];
    // While V8 forms a stack, it forms others without asking for a formatter.
    attempt(() => new errorClass().stack, undefined);
    isProbed = false;
    return isAsked ? theirs : adapted;
  };
}

function framesAt(error: object, sites: readonly CallSite[]): (StackFrame | undefined)[] {
  const lines = new Array<string>(sites.length);
  for (let index = 0; index < sites.length; index++)
    lines[index] = platform.stacks.inForm(`    at ${textOf(sites[index])}`);
  return cleanFrames(lines, isDeliberate(error));
}

/** A result, or a fallback where anything fails but the call stack: V8 then forms the error's stack when it is read again. */
function unlessFull<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch (error) {
    if (isOverflow(error)) throw error;
    return fallback;
  }
}

/** V8 says of a pattern that it has no room to compile that the pattern is invalid. */
function isOverflow(error: unknown): boolean {
  if (!platform.values.isNativeError(error)) return false;
  return error.name === "RangeError" || error.message.endsWith("Stack overflow");
}

/** Whether the library threw an error on purpose, whichever copy of the library it was. */
function isDeliberate(error: object): boolean {
  let prototype: unknown = error;
  for (let depth = 0; depth < 8 && typeof prototype === "object" && prototype !== null; depth++) {
    const at: object = prototype;
    const name = attempt(() => (at.constructor as { name: unknown }).name, undefined);
    if (name === "FactorlabError") return true;
    prototype = attempt(() => Object.getPrototypeOf(at) as unknown, undefined);
  }
  return false;
}
