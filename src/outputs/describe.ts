import type { CellsPayload, FactorizationPayload, Payload, RunPayload } from "../payload/types";
import { formatLoss } from "./number";
import { trainingLine } from "./progress";

/** A payload in one sentence: the alternative text of its picture. */
export function describe(payload: Payload): string {
  switch (payload.kind) {
    case "matrix":
      return `Matrix ${payload.name}, ${shape(payload.matrix)}.`;
    case "factorization":
      return `Matrix factorization: ${facts(payload).join(", ")}.`;
    case "loss":
      return `Loss curve of ${payload.runs.map((run) => `${run.name} (${course(run)})`).join(", ")}.`;
    case "table":
      return `${payload.title}: ${payload.rows.length} ${payload.rows.length === 1 ? "row" : "rows"} of ${payload.columns.map(({ name }) => name).join(", ")}.`;
    case "map":
      return `${payload.title}: ${payload.names.length} points.`;
    case "training":
      return `Training: ${trainingLine(payload)}.`;
  }
}

/** What stands behind the title of a factorization: `6 × 3`, `2 features`, … */
export function facts(payload: FactorizationPayload): string[] {
  const { data, L, learningRate, iteration, seed, loss } = payload;
  const list = [size(data), `${L.columns} ${L.columns === 1 ? "feature" : "features"}`];
  if (seed !== null) list.push(`seed ${seed}`);
  if (learningRate !== null) list.push(`learning rate ${learningRate}`);
  list.push(iteration === 0 ? "not trained yet" : `iteration ${iteration}`);
  if (loss.values.length > 0) list.push(`loss ${formatLoss(loss.values[loss.values.length - 1])}`);
  return list;
}

/** The shape, and how many cells are unknown where some are. */
function size(data: CellsPayload): string {
  const unknown = data.values.reduce<number>((sum, value) => sum + (value === null ? 1 : 0), 0);
  return unknown === 0 ? shape(data) : `${shape(data)}, ${unknown} unknown`;
}

/** `6 × 3`, or what it was and what is shown of it. */
export function shape(matrix: CellsPayload): string {
  const shown = `${matrix.rows} × ${matrix.columns}`;
  return matrix.of ? `${matrix.of.rows} × ${matrix.of.columns}, shown as ${shown} block means` : shown;
}

function course({ loss: { values }, divergedAt }: RunPayload): string {
  const diverged = divergedAt === undefined ? "" : `, diverged at iteration ${divergedAt}`;
  if (values.length === 0) return `no losses yet${diverged}`;
  return `${formatLoss(values[0])} to ${formatLoss(values[values.length - 1])}${diverged}`;
}
