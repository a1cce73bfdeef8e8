import type { SparkSession } from "./client/session";
import { SparkError, SparkServerError } from "./errors";
import { factorQuery, OUTPUT } from "./job/queries";
import type { Trained } from "./sides";
import { sql } from "./rows";

/** Leaves a trained model on Spark's side, in a folder as a job writes it. */
export async function keep(
  { session, model, settings, isMapped, centre, onStages }: Trained,
  scale: readonly [low: number, high: number],
  output: string,
): Promise<void> {
  for (const side of ["user", "item"] as const) {
    await session.view(`${side}_factors`, model.factors(side));
    const rows = sql(factorQuery(side, centre.biases, isMapped[side]));
    await session.write(rows, "parquet", `${output}/${OUTPUT[side]}`, OUTPUT.options, onStages);
  }
  const about = JSON.stringify({ settings, mean: Number(centre.mean), scale });
  const row = sql(`SELECT '${about.replace(/['\\]/g, "\\$&")}' AS value`);
  await session.write(row, "text", `${output}/${OUTPUT.about}`, {}, onStages);
}

/** @throws SparkError where there is something in the folder: it would be lost, or found only after the training. */
export async function checkFree(session: SparkSession, output: string): Promise<void> {
  try {
    await session.columns({ read: { source: { format: "text", paths: [output] } } });
  } catch (error) {
    if (error instanceof SparkServerError && error.condition === "PATH_NOT_FOUND") return;
    throw error;
  }
  const expected = "a folder that is not there yet";
  throw new SparkError("output", `there is something at ${output}, expected ${expected}`, {
    ...{ argument: "output", actual: output, expected },
  });
}
