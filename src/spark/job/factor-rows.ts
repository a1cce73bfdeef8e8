import type * as Hyparquet from "hyparquet";
import { FactorlabError, FileError } from "../../errors";
import { withSlices } from "../../files/file-slices";
import { causeMessage } from "../../files/on-disk";
import { fileError } from "../../files/path";
import { unpackers } from "../../ratings/parquet-unpackers";
import type { Side } from "../sides";

interface Row {
  readonly place: number;
  readonly id: string;
  readonly bias: number;
  readonly features: readonly number[];
}

/** Reads users or items of Parquet files, a group of rows at a time: no more than one is held besides what is wanted. */
export class FactorRows {
  private readonly taken: Row["id"][] = [];
  private places: number[] = [];
  private biases: number[] = [];
  private factors: Float64Array[] = [];

  constructor(
    private readonly files: readonly string[],
    private readonly features: number,
  ) {}

  /** All rows. */
  async all(): Promise<Side> {
    const { value } = await this.blocks(Infinity).next();
    return value ?? { ids: [], factors: new Float64Array(0), biases: new Float64Array(0) };
  }

  /** The rows in blocks of whole groups, each of at least `rows` rows but for the last. */
  async *blocks(rows: number): AsyncGenerator<Side, void, undefined> {
    for (const file of this.files)
      for await (const group of groupsOf(file)) {
        this.add(group, file);
        if (this.taken.length >= rows) yield this.take();
      }
    if (this.taken.length > 0) yield this.take();
  }

  private add(group: readonly Row[], file: string): void {
    const { features } = this;
    const factors = new Float64Array(group.length * features);
    group.forEach((row, k) => {
      if (row.features.length !== features) throw otherLength(file, row, features);
      factors.set(row.features, k * features);
      this.taken.push(row.id);
      this.places.push(row.place);
      this.biases.push(row.bias);
    });
    this.factors.push(factors);
  }

  /** What has been read since the last time, by rising places. */
  private take(): Side {
    const { places, features } = this;
    const [ids, biases] = [this.taken.splice(0), this.biases];
    const factors = joined(this.factors);
    [this.places, this.biases, this.factors] = [[], [], []];
    const order = Uint32Array.from(places, (_, k) => k).sort((a, b) => places[a] - places[b]);
    const sorted = new Float64Array(factors.length);
    order.forEach((k, row) => sorted.set(factors.subarray(k * features, (k + 1) * features), row * features));
    return {
      ids: Array.from(order, (k) => ids[k]),
      factors: sorted,
      biases: Float64Array.from(order, (k) => biases[k]),
    };
  }
}

async function* groupsOf(path: string): AsyncGenerator<readonly Row[], void, undefined> {
  const { parquetMetadataAsync, parquetReadObjects }: typeof Hyparquet = await import("hyparquet");
  const compressors = await unpackers();
  const metadata = await readPart(path, (file) => parquetMetadataAsync(file));
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const range = { metadata, compressors, rowStart, rowEnd };
    yield (await readPart(path, (file) => parquetReadObjects({ ...range, file }))) as unknown as Row[];
    rowStart = rowEnd;
  }
}

async function readPart<Result>(
  path: string,
  read: Parameters<typeof withSlices<Result>>[1],
): Promise<Result> {
  try {
    return await withSlices(path, read);
  } catch (cause) {
    if (cause instanceof FactorlabError) throw cause;
    throw fileError(path, `cannot be read (${causeMessage(cause)})`, "a whole Parquet file", cause);
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  if (parts.length === 1) return parts[0];
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function otherLength(file: string, { id, features }: Row, expected: number): FileError {
  const is = `${JSON.stringify(id)} has ${features.length} factors`;
  return new FileError(`${file}: ${is}, expected ${expected}, as the job's settings say`, file);
}
