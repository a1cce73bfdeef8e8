import type { CellsPayload, FactorizationPayload } from "../payload/types";
import { fewDigits, formatLoss } from "./number";
import { english } from "./translate";
import type { Translate } from "./translate";

/** The facts after the title of a factorization: `6 × 3`, `2 features`, … */
export function facts(payload: Omit<FactorizationPayload, "kind">, t: Translate = english): string[] {
  const { learningRate, iteration, loss } = payload;
  const list = sizes(payload, t);
  if (learningRate !== null)
    list.push(t("learning rate {learningRate}", { learningRate: fewDigits(learningRate) }));
  list.push(iteration === 0 ? t("not trained yet") : t("iteration {iteration}", { iteration }));
  const last = loss.values.at(-1);
  if (last !== undefined) list.push(t("loss {loss}", { loss: formatLoss(last) }));
  return list;
}

/** The facts that training does not change: `6 × 3`, `2 features`, `seed 10`. */
export function sizes(
  { data, L, seed }: Pick<FactorizationPayload, "data" | "L" | "seed">,
  t: Translate = english,
): string[] {
  const features = L.columns;
  const list = [size(data, t), features === 1 ? t("1 feature") : t("{features} features", { features })];
  if (seed !== null) list.push(t("seed {seed}", { seed }));
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
