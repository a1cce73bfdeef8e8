/** Reads the ratings that the command is about: a file, or what comes through a pipe. */
import { loadRatings, type Ratings } from "../../../index";
import { see } from "../command-options";
import { UsageError } from "../errors";
import type { ProgressLine } from "../progress-line";
import type { RatingsRequest } from "./request";
import { keepInput, type Input } from "./standard-input";

const INPUT_NAME = "standard input";

/**
 * The ratings of a file.
 * @param file undefined for standard input.
 * @param input standard input.
 * @throws FactorlabError for what cannot be read; UsageError where no file is named and none comes through a pipe.
 */
export async function ratingsOf(
  file: string | undefined,
  input: Input,
  { reading, command }: Pick<RatingsRequest, "reading" | "command">,
  progress: ProgressLine,
): Promise<Ratings> {
  progress.begin(`Reading ${file ?? INPUT_NAME}`);
  if (file !== undefined) return await read(file, reading, progress);
  if (input.isTTY === true)
    throw new UsageError("Name a file of ratings, or send one through a pipe.", [see(command)], {
      argument: "file",
      expected: "the path of a file",
    });
  const kept = await keepInput(input, (bytes) => progress.update(megabytes(bytes)));
  try {
    return await read(kept.file, reading, progress);
  } catch (error) {
    if (error instanceof Error) error.message = error.message.replaceAll(kept.file, INPUT_NAME);
    throw error;
  } finally {
    kept.remove();
  }
}

async function read(
  file: string,
  reading: Record<string, unknown>,
  progress: ProgressLine,
): Promise<Ratings> {
  const onProgress = (bytes: number, total: number): void =>
    progress.update(`${megabytes(bytes)} of ${megabytes(total)}`);
  const ratings = await loadRatings(file, { ...reading, display: false, onProgress });
  progress.end(String(ratings));
  return ratings;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
