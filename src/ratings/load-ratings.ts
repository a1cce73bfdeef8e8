import { firstBytes, kindOfBytes } from "../files/first-bytes";
import { checkFile, inFile } from "../files/read";
import { checkOptionNames } from "../training/options";
import { Ratings } from "./ratings";
import { arrowFileSource } from "./read-arrow";
import { parquetSource } from "./read-parquet";
import { readRatings } from "./read-ratings";
import type { ReadOptions } from "./read-ratings";
import { RECORD_OPTIONS } from "./records";
import type { RecordOptions } from "./records";

/** Options that change nothing here. */
const OF_TEXT = ["unpackedLimit", "display", "onProgress"];

/**
 * Reads ratings from a file, as {@link readRatings} does, or from Parquet, Arrow or Feather. Of Parquet only the columns
 * that are wanted are read, one group of rows after the other; an Arrow file has to fit into memory. Node only.
 * @throws FileError, ValueError and EnvironmentError as {@link readRatings}.
 * @example
 * const ratings = await loadRatings("ratings.parquet", { user: "reader", item: "book" });
 */
export async function loadRatings(path: string, options: ReadOptions = {}): Promise<Ratings> {
  checkFile(path);
  const kind = kindOfBytes(firstBytes(path));
  if (kind !== "parquet" && kind !== "arrow") return readRatings(path, options);
  const rest: RecordOptions = Object.fromEntries(
    Object.entries(options).filter(([name]) => !OF_TEXT.includes(name)),
  );
  checkOptionNames(rest, RECORD_OPTIONS);
  const read = kind === "parquet" ? parquetSource : arrowFileSource;
  const source = await read(path, rest).catch((error: unknown) =>
    inFile(path, () => {
      throw error;
    }),
  );
  return inFile(path, () => Ratings.read({ ...source, found: () => ({ ...source.found!(), path }) }, rest));
}
