import type { CellsPayload, FactorizationPayload, Payload, RunPayload } from "../payload/types";
import { formatLoss } from "./number";
import { trainingLine } from "./progress";
import { english } from "./translate";
import type { Translate } from "./translate";

/** A payload in one sentence: the alternative text of its picture. */
export function describe(payload: Payload, t: Translate = english): string {
  switch (payload.kind) {
    case "matrix":
      return t("Matrix {name}, {shape}.", { name: payload.name, shape: shape(payload.matrix, t) });
    case "factorization":
      return t("Matrix factorization: {facts}.", { facts: facts(payload, t).join(", ") });
    case "loss": {
      const runs = payload.runs.map((run) => `${run.name} (${lossSummary(run, t)})`).join(", ");
      return t("Loss curve of {runs}.", { runs });
    }
    case "table": {
      const { title, rows } = payload;
      const table = {
        title,
        count: rows.length,
        columns: payload.columns.map(({ name }) => name).join(", "),
      };
      return rows.length === 1
        ? t("{title}: 1 row of {columns}.", table)
        : t("{title}: {count} rows of {columns}.", table);
    }
    case "map":
      return t("{title}: {count} points.", { title: payload.title, count: payload.names.length });
    case "training":
      return t("Training: {line}.", { line: trainingLine(payload, t) });
  }
}

/** The facts after the title of a factorization: `6 × 3`, `2 features`, … */
export function facts(payload: FactorizationPayload, t: Translate = english): string[] {
  const { data, L, learningRate, iteration, seed, loss } = payload;
  const features = L.columns;
  const list = [size(data, t), features === 1 ? t("1 feature") : t("{features} features", { features })];
  if (seed !== null) list.push(t("seed {seed}", { seed }));
  if (learningRate !== null) list.push(t("learning rate {learningRate}", { learningRate }));
  list.push(iteration === 0 ? t("not trained yet") : t("iteration {iteration}", { iteration }));
  const last = loss.values.at(-1);
  if (last !== undefined) list.push(t("loss {loss}", { loss: formatLoss(last) }));
  return list;
}

/** The shape, and the number of unknown cells if there are any. */
function size(data: CellsPayload, t: Translate): string {
  const unknown = data.values.reduce<number>((sum, value) => sum + (value === null ? 1 : 0), 0);
  const known = shape(data, t);
  return unknown === 0 ? known : `${known}, ${t("{count} unknown", { count: unknown })}`;
}

/** The shape, `6 × 3`; for block means the original shape and the one shown. */
export function shape({ rows, columns, of }: CellsPayload, t: Translate = english): string {
  if (!of) return `${rows} × ${columns}`;
  return t("{shape}, shown as {rows} × {columns} block means", {
    shape: `${of.rows} × ${of.columns}`,
    rows,
    columns,
  });
}

function lossSummary({ loss: { values }, divergedAt }: RunPayload, t: Translate): string {
  const [first, last] = [values.at(0), values.at(-1)];
  const losses =
    first === undefined || last === undefined
      ? t("no losses yet")
      : t("{first} to {last}", { first: formatLoss(first), last: formatLoss(last) });
  return divergedAt === undefined
    ? losses
    : `${losses}, ${t("diverged at iteration {iteration}", { iteration: divergedAt })}`;
}
