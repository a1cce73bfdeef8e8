import { listOneByOne } from "../shared/one-by-one";
import { checkRecommendAll, roomFor, stopCheck } from "../shared/recommend-all";
import type { RecommendAllOptions } from "../shared/recommend-all";
import { TopLists } from "../shared/top-lists";
import type { FittedTable } from "./fitted";
import { knownOf } from "./fold-ins";
import type { IndexOrLabel } from "./label-index";
import { meanGivenBy, scoresOf } from "./lists";

/** The items with the highest scores, for many users. */
export function recommendedToAll(
  model: FittedTable,
  options: RecommendAllOptions<IndexOrLabel>,
): TopLists<IndexOrLabel> {
  const { users: given, count, excludeSeen, signal } = checkRecommendAll(options);
  const { users, items, data } = model;
  const rows = given
    ? given.map((user, n) => users.indexOf(user, `users[${n}]`))
    : Array.from({ length: data.rows }, (_, row) => row);
  const lists = roomFor(rows.length, count);
  let done = 0;
  const check = stopCheck("recommending", rows.length, signal, () => done);
  const note = (count: number): void => void (done = count);
  const listed = {
    users: rows.length,
    items: data.columns,
    scores: (n: number) => scoresOf(model, rows[n]),
    seen: (n: number) => Int32Array.from(excludeSeen ? knownOf(data.row(rows[n])) : []),
  };
  listOneByOne(listed, lists, check, note);
  const ids = rows.map((row) => users.id(row));
  const nameOf = (row: number): string => users.title(rows[row]);
  const called = (index: number): { id: IndexOrLabel; title: string } => items.called(index);
  const meanOf = (row: number): number | null => meanGivenBy(model, rows[row]);
  return new TopLists(ids, nameOf, count, "rating", lists.items, lists.scores, called, meanOf);
}
