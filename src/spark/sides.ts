import type { Id } from "../ratings/ids";
import type { StageListener } from "./client/execute";
import type { SparkSession } from "./client/session";
import { SparkError } from "./errors";
import type { SparkALSSettings } from "./options";
import { CENTRE_TABLES } from "./prepare/centre";
import type { Centre } from "./prepare/centre";
import { ID_TABLES } from "./prepare/ids";
import type { RelationPlan } from "./protocol/messages";
import { sql, tablesOf } from "./rows";
import type { ModelOnSpark } from "./train";

/** A column of numbers or texts, put together of several batches. */
type Column = ArrayLike<unknown>;

/** The factors of one side as they came, and who has them. */
export interface Side {
  /** In the order of the model's rows. */
  readonly ids: readonly Id[];
  readonly factors: Float64Array;
  readonly biases: Float64Array;
}

/** What is read of Spark's side. */
export interface Trained {
  readonly session: SparkSession;
  readonly model: ModelOnSpark;
  readonly settings: SparkALSSettings;
  readonly isMapped: { readonly user: boolean; readonly item: boolean };
  readonly centre: Centre;
  readonly onStages: StageListener;
}

/** Fetches the factors and ids of one side, by rising ids. */
export async function sideOf(trained: Trained, side: "user" | "item"): Promise<Side> {
  const { model, settings, isMapped, centre } = trained;
  const { features } = settings;
  const found = await fetchColumns(trained, model.factors(side));
  const [places, vectors] = [found.column("id"), found.column("features")];
  const order = Array.from(places as ArrayLike<number>, (_, k) => k);
  order.sort((a, b) => (places[a] as number) - (places[b] as number));
  const factors = new Float64Array(order.length * features);
  order.forEach((k, row) => factors.set(vectors[k] as ArrayLike<number>, row * features));
  if (!factors.every(Number.isFinite)) throw notFinite(settings);
  const sorted = order.map((k) => places[k] as number);
  const rowOf = new Map(sorted.map((place, row) => [place, row]));
  const biases = new Float64Array(sorted.length);
  if (centre.biases) await fillBiases(trained, side, rowOf, biases);
  const ids = isMapped[side] ? await namesOf(trained, side, rowOf) : sorted;
  return { ids, factors, biases };
}

async function fillBiases(
  trained: Trained,
  side: "user" | "item",
  rowOf: ReadonlyMap<number, number>,
  biases: Float64Array,
): Promise<void> {
  const query = `SELECT CAST(${side} AS INT) AS place, bias FROM ${CENTRE_TABLES[side]}`;
  const found = await fetchColumns(trained, sql(query));
  const [places, values] = [found.column("place"), found.column("bias")];
  for (let k = 0; k < places.length; k++) biases[rowOf.get(places[k] as number)!] = values[k] as number;
}

/** The ids that were mapped, in the order of the rows. */
async function namesOf(
  trained: Trained,
  side: "user" | "item",
  rowOf: ReadonlyMap<number, number>,
): Promise<Id[]> {
  const found = await fetchColumns(trained, sql(`SELECT place, id FROM ${ID_TABLES[side]}`));
  const [places, names] = [found.column("place"), found.column("id")];
  const ids: Id[] = Array.from({ length: rowOf.size });
  for (let k = 0; k < places.length; k++) ids[rowOf.get(places[k] as number)!] = idOf(names[k]);
  return ids;
}

/** Whole numbers that JavaScript would round are text. */
function idOf(value: unknown): Id {
  if (typeof value !== "bigint") return value as string;
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER
    ? Number(value)
    : value.toString();
}

async function fetchColumns(
  { session, onStages }: Trained,
  relation: RelationPlan,
): Promise<{ column: (name: string) => Column }> {
  const tables = await tablesOf((await session.run({ root: relation }, onStages)).batches);
  return {
    column: (name) => {
      const values: unknown[] = [];
      for (const table of tables) {
        const given = table.getChild(name);
        for (let k = 0; k < given.length; k++) values.push(given.at(k));
      }
      return values;
    },
  };
}

function notFinite({ regularization }: SparkALSSettings): SparkError {
  const fields = { argument: "regularization", actual: regularization };
  const is = `Spark's factors left all bounds with regularization ${regularization}`;
  return new SparkError("singular", `${is}, expected a larger one`, fields);
}
