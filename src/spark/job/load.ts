import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { FileError, wrongArgument } from "../../errors";
import type { ALS } from "../../models/als";
import type { ImplicitALS } from "../../models/implicit-als";
import type { Id } from "../../ratings/ids";
import { modelOfSides } from "../model";
import { checkSparkOptions } from "../options";
import type { Side } from "../sides";

/** What a job wrote beside the factors. */
interface About {
  readonly settings: Record<string, unknown>;
  readonly mean: number;
  readonly scale: readonly [number, number];
}

/**
 * The model that a job of `factorlab spark-job` has written into a folder, with ids and factors and without ratings, as
 * {@link SparkALS.fit} gives one.
 * @param folder the job's output, on a disk of this machine.
 * @param options.titles the titles of items, by their ids. @default the ids
 * @throws FileError where the folder is not there, or the job has not come to its end.
 */
export async function loadSparkModel(
  folder: string,
  options: { titles?: Iterable<readonly [Id, string]> } = {},
): Promise<ALS | ImplicitALS> {
  if (typeof folder !== "string" || folder === "")
    throw wrongArgument("folder", folder, "the path of a job's output");
  const about = readAbout(folder);
  const settings = checkSparkOptions(about.settings);
  const users = await readSide(join(folder, "users.parquet"), settings.features);
  const items = await readSide(join(folder, "items.parquet"), settings.features);
  const found = { settings, mean: about.mean, users, items };
  return modelOfSides(found, about.scale, options.titles ?? [], `Spark (the source of the job in ${folder})`);
}

function readAbout(folder: string): About {
  const parts = partsOf(join(folder, "about"));
  return JSON.parse(parts.map((part) => readFileSync(part, "utf8")).join("")) as About;
}

/** The files of a table that Spark has written whole. */
function partsOf(folder: string): string[] {
  const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
  if (!names.includes("_SUCCESS")) {
    const is = `${folder} is not there, or was not written to its end`;
    throw new FileError(`${is}, expected the output of a job that has ended well`, folder);
  }
  return names
    .filter((name) => name.startsWith("part-"))
    .sort()
    .map((name) => join(folder, name));
}

interface Row {
  readonly place: number;
  readonly id: string;
  readonly bias: number;
  readonly features: readonly number[];
}

async function readSide(folder: string, features: number): Promise<Side> {
  const { parquetReadObjects } = await import("hyparquet");
  const rows: Row[] = [];
  for (const part of partsOf(folder)) {
    const { buffer, byteOffset, byteLength } = readFileSync(part);
    const file = buffer.slice(byteOffset, byteOffset + byteLength);
    for (const row of await parquetReadObjects({ file })) rows.push(row as unknown as Row);
  }
  rows.sort((a, b) => a.place - b.place);
  const factors = new Float64Array(rows.length * features);
  rows.forEach((row, k) => factors.set(row.features, k * features));
  return { ids: rows.map(({ id }) => id), factors, biases: Float64Array.from(rows, ({ bias }) => bias) };
}
