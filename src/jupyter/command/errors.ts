import { FactorlabError, type ErrorFields } from "../../errors";

/** A problem that the user can solve: a message in plain words, and what to type next. */
export class CommandError extends FactorlabError {
  override name = "CommandError";
  /** What to do about it, as whole lines that include commands. */
  readonly advice: readonly string[];

  constructor(message: string, advice: readonly string[] = [], fields: ErrorFields = {}) {
    super(message, fields);
    this.advice = advice;
  }
}

/** A command line that cannot be understood. */
export class UsageError extends CommandError {
  override name = "UsageError";
}

/** The person has stopped it. */
export class InterruptedError extends CommandError {
  override name = "InterruptedError";

  constructor(signal: NodeJS.Signals) {
    super(`Stopped by ${signal}. Nothing half-made is left; type the same to begin again.`);
  }
}

/** Files that could not be installed or removed. */
export class FilesError extends CommandError {
  override name = "FilesError";
}

const reasons: Record<string, string> = {
  EACCES: "you have no permission there",
  EPERM: "the system does not allow it (a running kernel may hold the file, or you have no permission)",
  EBUSY: "a program is using it",
  EROFS: "it is on a read-only disk",
  ENOSPC: "the disk is full",
  EDQUOT: "your share of the disk is used up",
  ENOTDIR: "a file is in the way where a folder should be",
  EEXIST: "a file is in the way where a folder should be",
  EISDIR: "a folder is in the way where a file should be",
  ELOOP: "a link leads back to itself",
  ENAMETOOLONG: "the path is too long for this system",
};

/** Whether an error comes from the file system, with a code such as `"EACCES"`. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === "string";
}

/** Why the file system refused, in words. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  return reasons[error.code ?? ""] ?? error.message;
}

/**
 * Runs work on files; turns an error of the file system into one that says what was tried and why it failed.
 * @param action The past participle for "Factorlab could not be {action}".
 * @throws FilesError for the file system's errors; other errors are passed on.
 */
export function withFiles<T>(action: string, folder: string, advice: readonly string[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError || !isSystemError(error)) throw error;
    const at = error.path ?? folder;
    throw new FilesError(
      `Factorlab could not be ${action} ${folder}: ${reasonOf(error)}\n  (${at})`,
      advice,
      {
        argument: "folder",
        actual: error.code,
        expected: "a folder that can be written",
      },
    );
  }
}
