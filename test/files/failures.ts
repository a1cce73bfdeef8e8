import { expect } from "vitest";
import { FileError } from "../../src/errors";

/** The error that a failing call of a system function gives, as Node makes it. */
export function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: on purpose`), { code });
}

export async function thrownBy(call: () => Promise<unknown>): Promise<FileError> {
  try {
    await call();
  } catch (error) {
    expect(error).toBeInstanceOf(FileError);
    return error as FileError;
  }
  throw new Error("nothing was thrown");
}
