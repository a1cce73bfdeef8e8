import { describeValue, FileError, wrongArgument } from "../errors";
import { nodeProcess } from "./node";

/** Longer paths are shortened in errors. */
const LONGEST_SHOWN = 1000;

/**
 * @throws ValueError unless `path` is text that is not empty; FileError where it can name no file: with half a character
 * or a NUL in it, or as an address.
 */
export function checkPath(path: unknown): asserts path is string {
  if (typeof path !== "string" || path === "") throw noPath(path);
  if (path.includes("\0")) throw fileError(path, "has a NUL character in it", "a name without one");
  // Two such names would be one file: the system is given "�" for each half.
  if (/\p{Surrogate}/u.test(path))
    throw fileError(path, "has half a character in it (a lone surrogate)", "a name of whole characters");
  if (/^file:\//i.test(path)) throw fileError(path, "is a URL", FROM_URL);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path))
    throw fileError(path, "is an address", "the path of a file on this machine");
}

const FROM_URL = "the path of a file, which fileURLToPath(…) of node:url gives";

function noPath(path: unknown): Error {
  const { href } = (path ?? {}) as { href?: unknown };
  if (typeof href === "string")
    return wrongArgument("path", path, FROM_URL, `the URL ${describeValue(href)}`);
  const is = path === "" ? "empty text" : describeValue(path);
  return wrongArgument("path", path, "the path of a file", is);
}

/** The error for a file that cannot be used. */
export function fileError(path: string, actual: string, expected: string, cause?: unknown): FileError {
  return new FileError(`${shownPath(path)} ${actual}, expected ${expected}`, path, {
    argument: "path",
    actual,
    expected,
    cause,
  });
}

/** A path as errors show it: whatever could break their line, or turn its direction, as its code. */
export function shownPath(path: string): string {
  const short =
    path.length > LONGEST_SHOWN ? `${path.slice(0, LONGEST_SHOWN / 2)}…${path.slice(-100)}` : path;
  const plain = short.replace(
    /[\p{Cc}\p{Surrogate}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return plain === short ? plain : `"${plain}"`;
}

/** Whether a path ends as that of a folder does. */
export function endsAsFolder(path: string, what: string): boolean {
  return nodeProcess(what).platform === "win32" ? /[\\/]$/.test(path) : path.endsWith("/");
}

/** What to know about a path where nothing is: shells replace ~, file systems do not. */
export function homeAdvice(path: string): string {
  return path.startsWith("~") ? '; "~" is not replaced: homedir() of node:os gives your folder' : "";
}

/** Names that are devices on Windows, in each folder and with any ending. */
const WINDOWS_DEVICE = /(^|[\\/:])(con|prn|aux|nul|com\d|lpt\d) *(\.[^\\/]*)?$/i;

/** Whether the path names a device whatever there is on the disk. */
export function isDeviceName(path: string, what: string): boolean {
  return nodeProcess(what).platform === "win32" && WINDOWS_DEVICE.test(path);
}
