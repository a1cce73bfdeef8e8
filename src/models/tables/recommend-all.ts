import { barredItems } from "../shared/candidates";
import { newcomersNote } from "../shared/newcomers";
import { listOneByOne } from "../shared/one-by-one";
import { checkRecommendAll, roomFor, stopCheck } from "../shared/recommend-all";
import type { RecommendAllOptions } from "../shared/recommend-all";
import { TopLists } from "../shared/top-lists";
import { lookUp } from "../shared/unknown";
import type { FittedTable } from "./fitted";
import { knownOf } from "./fold-ins";
import type { IndexOrLabel } from "./label-index";
import { meanGivenBy } from "./levels";
import { scoresOf } from "./lists";
import type { RowOrNobody } from "./unknown-rows";

/** The items with the highest scores, for many users. */
export function recommendedToAll(
  model: FittedTable,
  options: RecommendAllOptions<IndexOrLabel>,
): TopLists<IndexOrLabel> {
  const { users: given, count, excludeSeen, candidates, unknown, signal } = checkRecommendAll(options);
  const { users, items, data } = model;
  const rows: readonly RowOrNobody[] = given
    ? given.map((user, n) => lookUp(users, user, `users[${n}]`, unknown) ?? null)
    : Array.from({ length: data.rows }, (_, row) => row);
  const barred = barredItems(candidates, items, unknown);
  const lists = roomFor(rows.length, count);
  let done = 0;
  const check = stopCheck("recommending", rows.length, signal, () => done);
  const note = (count: number): void => void (done = count);
  const listed = {
    users: rows.length,
    items: data.columns,
    barred,
    scores: (n: number) => scoresOf(model, rows[n]),
    seen: (n: number) => {
      const row = excludeSeen ? rows[n] : null;
      return Int32Array.from(row === null ? [] : knownOf(data.row(row)));
    },
  };
  listOneByOne(listed, lists, check, note);
  const ids = rows.map((row, n) => (row === null ? given![n] : users.id(row)));
  const nameOf = (n: number): string => {
    const row = rows[n];
    return row === null ? String(ids[n]) : users.title(row);
  };
  const called = (index: number): { id: IndexOrLabel; title: string } => items.called(index);
  const baselines = [...rows.keys()].filter((n) => rows[n] === null);
  const notes = [...newcomersNote(baselines.map(nameOf)), ...barred.notes];
  const meanOf = (n: number): number | null => meanGivenBy(model, rows[n]);
  const about = { baselines, unknown, notes, notesOfEach: barred.notes, meanOf };
  return new TopLists(ids, nameOf, count, "rating", lists.items, lists.scores, called, about);
}
