import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { FileError, wrongArgument } from "../../errors";
import type { ALS } from "../../models/als";
import type { ImplicitALS } from "../../models/implicit-als";
import type { Id } from "../../ratings/ids";
import { checkOptionNames, checkWhole } from "../../training/options";
import { modelOfSides } from "../model";
import { checkSparkOptions } from "../options";
import type { SparkALSSettings } from "../options";
import type { Side } from "../sides";
import { FactorRows } from "./factor-rows";
import { OUTPUT } from "./queries";

/** What a model is given besides that a job, or {@link SparkALS.fitTo}, has written. */
export interface SparkModelOptions {
  /** The titles of items, by their ids. @default the ids */
  titles?: Iterable<readonly [Id, string]>;
}

/** Into what blocks a model is cut that a job, or {@link SparkALS.fitTo}, has written. */
export interface SparkBlockOptions extends SparkModelOptions {
  /** The users of a block, a whole number from 1; up to the end of the file's group of rows, 16 MiB, there may be more. @default 100,000 */
  users?: number;
}

/**
 * The model that a job of `factorlab spark-job`, or {@link SparkALS.fitTo}, has written into a folder, with ids and factors and
 * without ratings, as {@link SparkALS.fit} gives one. It takes 8 bytes in memory for each user or item and feature; {@link sparkModelBlocks} takes
 * less.
 * @param folder what was written, on a disk of this machine.
 * @throws FileError where the folder is not there, or the job has not come to its end.
 */
export async function loadSparkModel(
  folder: string,
  options: SparkModelOptions = {},
): Promise<ALS | ImplicitALS> {
  checkOptionNames(options, ["titles"]);
  const output = new JobOutput(folder, options);
  return output.model(await output.users.all(), await output.items.all());
}

/**
 * The model that a job, or {@link SparkALS.fitTo}, has written as several, one after another: each has some of the users, and all items. So a model whose
 * users do not fit into memory is used from the disk. It takes 8 bytes for each feature of an item or of a user of one block.
 * Users come in the order of their ids on Spark, each in one block.
 * @param folder as of {@link loadSparkModel}.
 * @throws ValueError for an invalid option; FileError where the folder is not there, or the job has not come to its end.
 * @example
 * let block = 0;
 * for await (const model of sparkModelBlocks("/data/model", { users: 50_000 }))
 *   await model.recommendAll({ excludeSeen: false }).save(`lists-${block++}.parquet`);
 */
export async function* sparkModelBlocks(
  folder: string,
  options: SparkBlockOptions = {},
): AsyncGenerator<ALS | ImplicitALS, void, undefined> {
  checkOptionNames(options, ["users", "titles"]);
  const most = checkWhole(options.users ?? 100_000, "users", 1, 2 ** 31 - 1);
  const output = new JobOutput(folder, options);
  const items = await output.items.all();
  for await (const users of output.users.blocks(most)) yield output.model(users, items);
}

/** What a job wrote beside the factors. */
interface About {
  readonly settings: Record<string, unknown>;
  readonly mean: number;
  readonly scale: readonly [number, number];
}

/** The folder that a job has written. */
class JobOutput {
  readonly users: FactorRows;
  readonly items: FactorRows;
  private readonly about: About;
  private readonly settings: SparkALSSettings;
  private readonly titles: readonly (readonly [Id, string])[];

  constructor(
    private readonly folder: string,
    { titles = [] }: SparkModelOptions,
  ) {
    if (typeof folder !== "string" || folder === "")
      throw wrongArgument("folder", folder, "the path of a folder that a job has written");
    this.titles = [...titles];
    const about = partsOf(join(folder, OUTPUT.about)).map((part) => readFileSync(part, "utf8"));
    this.about = JSON.parse(about.join("")) as About;
    this.settings = checkSparkOptions(this.about.settings);
    const { features } = this.settings;
    this.users = new FactorRows(partsOf(join(folder, OUTPUT.user)), features);
    this.items = new FactorRows(partsOf(join(folder, OUTPUT.item)), features);
  }

  model(users: Side, items: Side): ALS | ImplicitALS {
    const { settings, titles, folder } = this;
    const { mean, scale } = this.about;
    const elsewhere = `Spark (the source of the model in ${folder})`;
    return modelOfSides({ settings, mean, users, items }, scale, titles, elsewhere);
  }
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
