import { describeValue, PayloadError } from "../../errors";
import { ModelFileError } from "./model-file-error";

/**
 * The error for a part of a model's file: `its header is 3 bytes long, expected …`.
 * @param place what is wrong. @param is what it is, in words. @default the description of `actual`
 */
export function wrongPart(
  place: string,
  actual: unknown,
  expected: string,
  is: string = describeValue(actual),
): ModelFileError {
  return new ModelFileError(`${place} is ${is}, expected ${expected}`, { argument: place, actual, expected });
}

/** Runs `read`, whose checks are those of payloads, and reports a wrong field as one of the file. @throws ModelFileError */
export function readFields<Result>(owner: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PayloadError)) throw error;
    const { argument, actual, expected } = error;
    throw new ModelFileError(`${owner} ${error.message}`, { argument, actual, expected });
  }
}
