import { describeValue, FileError, wrongArgument } from "../errors";
import { nodeModule } from "./node";
import type { Files } from "./node";

/** What is done with a file, as errors name it. */
export type FileAction = "read" | "written";

/** @throws ValueError unless `path` is text that is not empty. */
export function checkPath(path: unknown): asserts path is string {
  if (typeof path === "string" && path !== "") return;
  throw wrongArgument("path", path, "the path of a file", path === "" ? "empty text" : describeValue(path));
}

/** Runs `act` on Node's files. @throws FileError, which explains the cause in words, when the system refuses. */
export function onDisk<Result>(path: string, action: FileAction, act: (files: Files) => Result): Result {
  const files = nodeModule("node:fs", action === "read" ? "reading files" : "writing files");
  try {
    return act(files);
  } catch (cause) {
    const code = (cause as { code?: unknown } | null)?.code;
    const refusal = typeof code === "string" ? REFUSALS[action][code] : undefined;
    const [actual, expected] = refusal ?? [`cannot be ${action} (${causeMessage(cause)})`, OTHERWISE[action]];
    throw fileError(path, actual, expected, cause);
  }
}

/** The error for a file that cannot be used. */
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

/** The meanings of the system's error codes. */
const REFUSALS: Readonly<Record<FileAction, Refusals>> = {
  read: { ENOENT: MISSING, ENOTDIR: MISSING, EACCES: NOT_READ, EPERM: NOT_READ },
  written: {
    ...{ ENOENT: NO_FOLDER, ENOTDIR: NO_FOLDER },
    ...{ EACCES: NOT_WRITTEN, EPERM: NOT_WRITTEN, EROFS: NOT_WRITTEN },
    ...{ ENOSPC: FULL, EDQUOT: FULL },
    EISDIR: ["is a folder", "the path of a file"],
  },
};
