import { describeValue, FileError, ValueError } from "../errors";
import { nodeModule } from "./node";
import type { Files } from "./node";

/** What is done with a file, as its errors say it. */
export type Doing = "read" | "written";

/** @throws ValueError unless it is text that may be a path. */
export function checkPath(path: unknown): asserts path is string {
  if (typeof path === "string" && path !== "") return;
  const expected = "the path of a file";
  const actual = path === "" ? "empty text" : describeValue(path);
  throw new ValueError(`path is ${actual}, expected ${expected}`, {
    argument: "path",
    actual: path,
    expected,
  });
}

/** Does something with a file. @throws FileError, which says it in words, when the system refuses. */
export function onDisk<Result>(path: string, doing: Doing, act: (files: Files) => Result): Result {
  const files = nodeModule("node:fs", doing === "read" ? "reading files" : "writing files");
  try {
    return act(files);
  } catch (cause) {
    const code = (cause as { code?: unknown } | null)?.code;
    const said = typeof code === "string" ? REFUSALS[doing][code] : undefined;
    const [actual, expected] = said ?? [`cannot be ${doing} (${causeMessage(cause)})`, OTHERWISE[doing]];
    throw fileError(path, actual, expected, cause);
  }
}

/** The error for a file that is not as it should be. */
export function fileError(path: string, actual: string, expected: string, cause?: unknown): FileError {
  return new FileError(`${path} ${actual}, expected ${expected}`, path, {
    argument: "path",
    actual,
    expected,
    cause,
  });
}

export function causeMessage(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

type Refusals = Readonly<Record<string, readonly [actual: string, expected: string]>>;

const OTHERWISE = { read: "a readable file", written: "a place where a file can be written" };

const MISSING = ["does not exist", "a file"] as const;
const NOT_READ = ["may not be read", "a readable file"] as const;
const NO_FOLDER = [
  "cannot be written: its folder does not exist",
  "a path in a folder that is there",
] as const;
const NOT_WRITTEN = ["may not be written", "a folder that may be written to"] as const;
const FULL = ["cannot be written: the disk is full", "room on the disk"] as const;

/** What the system's codes mean. */
const REFUSALS: Readonly<Record<Doing, Refusals>> = {
  read: { ENOENT: MISSING, ENOTDIR: MISSING, EACCES: NOT_READ, EPERM: NOT_READ },
  written: {
    ...{ ENOENT: NO_FOLDER, ENOTDIR: NO_FOLDER },
    ...{ EACCES: NOT_WRITTEN, EPERM: NOT_WRITTEN, EROFS: NOT_WRITTEN },
    ...{ ENOSPC: FULL, EDQUOT: FULL },
    EISDIR: ["is a folder", "the path of a file"],
  },
};
