import { FileError } from "../errors";
import { nodeModule } from "./node";
import type { Files } from "./node";
import { fileError, homeAdvice } from "./path";

/** What is done with a file, as errors name it. */
export type FileAction = "read" | "written";

/** What Node is needed for, by what is done with a file. */
export const PURPOSE: Readonly<Record<FileAction, string>> = {
  read: "reading files",
  written: "writing files",
};

/** Runs `act` on Node's files. @throws FileError, which explains the cause in words, when the system refuses. */
export function onDisk<Result>(path: string, action: FileAction, act: (files: Files) => Result): Result {
  const files = nodeModule("node:fs", PURPOSE[action]);
  try {
    return act(files);
  } catch (cause) {
    throw cause instanceof FileError ? cause : refused(path, action, cause);
  }
}

/** The error for what the system refused, in words. */
export function refused(path: string, action: FileAction, cause: unknown): Error {
  const code = errorCode(cause);
  const refusal = typeof code === "string" ? REFUSALS[action][code] : undefined;
  const [actual, expected] = refusal ?? [`cannot be ${action} (${causeMessage(cause)})`, OTHERWISE[action]];
  const advice = code === "ENOENT" || code === "ENOTDIR" ? homeAdvice(path) : "";
  return fileError(path, actual, expected + advice, cause);
}

/** The system's code of an error, such as "ENOENT". */
export function errorCode(error: unknown): unknown {
  return (error as { code?: unknown } | null)?.code;
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

const EITHER = {
  ELOOP: ["leads in a circle of links", "a link that ends at a file"],
  ENAMETOOLONG: ["has a name that is too long", "a shorter one"],
  EMFILE: ["cannot be opened: this process has too many files open", "fewer of them"],
  ENFILE: ["cannot be opened: the system has too many files open", "fewer of them"],
} as const;

/** The meanings of the system's error codes. */
const REFUSALS: Readonly<Record<FileAction, Refusals>> = {
  read: {
    ...EITHER,
    ...{ ENOENT: MISSING, ENOTDIR: MISSING, EACCES: NOT_READ, EPERM: NOT_READ },
    EBUSY: ["cannot be read: another program has it locked", "a file that is closed there"],
  },
  written: {
    ...EITHER,
    ...{ ENOENT: NO_FOLDER, ENOTDIR: NO_FOLDER },
    ...{ EACCES: NOT_WRITTEN, EPERM: NOT_WRITTEN, EROFS: NOT_WRITTEN },
    ...{ ENOSPC: FULL, EDQUOT: FULL },
    EFBIG: ["cannot be written: it is longer than files may be here", "a place for long files"],
    EISDIR: ["is a folder", "the path of a file"],
    EEXIST: ["cannot be made: something else has a name on the way", "a path that leads through folders"],
    EBUSY: [
      "cannot be replaced: it is in use, as a file is that is mounted by itself",
      "another path, or one in a folder that is mounted whole",
    ],
  },
};
