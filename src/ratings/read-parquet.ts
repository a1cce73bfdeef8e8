import type * as Hyparquet from "hyparquet";
import type { ColumnData } from "hyparquet";
import { FactorlabError } from "../errors";
import { withSlices } from "../files/file-slices";
import type { FileSlices } from "../files/file-slices";
import { causeMessage } from "../files/on-disk";
import { fileError } from "../files/path";
import { listColumn, readBlocks } from "./blocks";
import type { PathOf } from "./checks";
import type { RatingsSource } from "./collect";
import { columnsByName } from "./columns";
import type { ColumnOptions } from "./columns";
import { unpackers } from "./parquet-unpackers";

const pathOf: PathOf = (index, field) => (field ? `${field} in row ${index}` : `row ${index}`);

/**
 * The ratings of a Parquet file, of which only the columns that are wanted are read, one group of rows after the other.
 * @throws FileError where it is damaged; ValueError where a column is missing.
 */
export async function parquetSource(path: string, options: ColumnOptions): Promise<RatingsSource> {
  const hyparquet: typeof Hyparquet = await import("hyparquet");
  try {
    return await withSlices(path, (file) => columnsOf(hyparquet, file, options));
  } catch (cause) {
    if (cause instanceof FactorlabError) throw cause;
    throw fileError(path, `cannot be read (${causeMessage(cause)})`, "a whole Parquet file", cause);
  }
}

async function columnsOf(
  { parquetMetadataAsync, parquetRead, parquetSchema }: typeof Hyparquet,
  file: FileSlices,
  options: ColumnOptions,
): Promise<RatingsSource> {
  const metadata = await parquetMetadataAsync(file);
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const { user, item, rating, timestamp, weight } = columnsByName(names, options);
  const wanted = [user, item, rating, timestamp, weight].map((index) =>
    index === null ? null : names[index],
  );
  const length = Number(metadata.num_rows);
  const columns = new Map(wanted.map((name) => [name, new Array<unknown>(length)]));
  const onChunk = ({ columnName, columnData, rowStart }: ColumnData): void => {
    const column = columns.get(columnName);
    if (column === undefined) return;
    for (let k = 0; k < columnData.length; k++) column[rowStart + k] = columnData[k];
  };
  const compressors = await unpackers();
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const read = { file, metadata, columns: wanted.filter((name) => name !== null), compressors, onChunk };
    await parquetRead({ ...read, rowStart, rowEnd });
    rowStart = rowEnd;
  }
  const column = (name: string | null): unknown[] => columns.get(name)!;
  const [users, items, ratings, times, weights] = wanted;
  const set = {
    user: listColumn(column(users)),
    item: listColumn(column(items)),
    rating: ratings === null ? null : listColumn(column(ratings)),
    timestamp: times === null ? null : listColumn(column(times)),
    weight: weights === null ? null : listColumn(column(weights)),
  };
  const found = {
    ...{ user: names[user], item: names[item], rating: ratings, timestamp: times },
    ...(weights !== null && { weight: weights }),
  };
  return {
    readInto: (collector) => readBlocks(collector, length, set),
    pathOf,
    found: () => ({ format: "Parquet", columns: found }),
  };
}
