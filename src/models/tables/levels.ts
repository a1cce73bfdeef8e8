import { meanOrNull, rangeOf, whyOf } from "../shared/reasons";
import type { Level, Why } from "../shared/reasons";
import type { Reason } from "../shared/ranked";
import type { FittedTable } from "./fitted";
import { factorsOfColumn, factorsOfRow } from "./unknown-rows";
import type { RowOrNobody } from "./unknown-rows";

/** The mean of a row's known cells; null where there are none. */
export function meanGivenBy({ data }: FittedTable, user: RowOrNobody): number | null {
  return user === null ? null : meanOrNull(data.row(user).filter((x) => !Number.isNaN(x)));
}

/** What the influences of a row's cells are measured against. */
export function levelOf(model: FittedTable, user: RowOrNobody): Level {
  const mean = meanGivenBy(model, user) ?? meanCell(model, user, null);
  return { mean, range: rangeOf(model.data.values) };
}

/** What speaks for a column that is listed. @param reasons the row's known cells with their influences. */
export function whyListed(
  model: FittedTable,
  user: RowOrNobody,
  item: number,
  reasons: readonly Reason[],
): Why {
  const score = meanCell(model, user, item);
  const everybody = meanCell(model, null, item) - meanCell(model, null, null);
  const taste = score - meanCell(model, user, null) - everybody;
  return whyOf(reasons, { score, everybody, taste }, levelOf(model, user));
}

/** A cell of L·U; its mean over all rows or all columns where one of them is null. */
function meanCell(model: FittedTable, user: RowOrNobody, item: RowOrNobody): number {
  const right = factorsOfColumn(model, item);
  return factorsOfRow(model, user).reduce((sum, x, t) => sum + x * right[t], 0);
}
