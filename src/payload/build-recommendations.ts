import { tablePayload } from "./build-lists";
import { LIMITS } from "./limits";
import { sentence, wordOr } from "./sentence";
import type { ColumnPayload, TableViewPayload, TextPayload } from "./types";

/** What the library's numbers are. */
const MEASURES = [sentence("rating"), sentence("score"), sentence("similarity")];

/** The names of the terms that the library's predictions have. */
const PARTS = [
  sentence("mean of all ratings"),
  sentence("user bias"),
  sentence("item bias"),
  sentence("features"),
];

/** The items of each list that a table of lists shows. */
const SHOWN_ITEMS = 10;

/** How many decimals tell numbers of a measure apart. */
function decimals(measure: string): number {
  return measure === "rating" ? 2 : 3;
}

function measureColumn(measure: string): ColumnPayload {
  return { name: wordOr(measure, MEASURES), bars: true };
}

/** A list, the best first. @param because what an entry is there because of; null for lists without reasons. */
export function rankedPayload<Entry extends { readonly title: string; readonly score: number }>(
  { title, notes }: { readonly title: TextPayload; readonly notes: readonly TextPayload[] },
  measure: string,
  entries: readonly Entry[],
  because: ((entry: Entry) => TextPayload) | null,
): TableViewPayload {
  const columns = [
    { name: "" },
    { name: sentence("title") },
    measureColumn(measure),
    ...(because ? [{ name: sentence("because of") }] : []),
  ];
  const rows = entries.map((entry, k) => [
    k + 1,
    entry.title,
    Number(entry.score.toFixed(decimals(measure))),
    ...(because ? [because(entry)] : []),
  ]);
  return tablePayload(title, columns, rows, notes);
}

/** A text and the number that belongs to it. */
type Term = readonly [text: TextPayload, value: number];

/** Where a prediction comes from: the terms of its sum, and what it has through single ratings. */
export function explanationPayload(
  title: TextPayload,
  parts: readonly (readonly [name: string, value: number])[],
  ratings: readonly Term[],
  notes: readonly TextPayload[],
): TableViewPayload {
  // Two columns of numbers, since the influences of ratings are part of the features and biases.
  const columns = [
    { name: sentence("source") },
    { name: sentence("adds"), bars: true },
    ...(ratings.length > 0 ? [{ name: sentence("through a rating"), bars: true }] : []),
  ];
  const rows = [
    ...parts.map(([name, value]) => [wordOr(name, PARTS), value, null]),
    ...ratings.map(([text, value]) => [text, null, value]),
  ];
  return tablePayload(
    title,
    columns,
    rows.map((row) => row.slice(0, columns.length)),
    notes,
  );
}

/**
 * The lists of many users, a row for each.
 * @param itemsOf what a row shows of its items, the best first.
 * @param notesOn what is to be said of that many of the first users.
 */
export function topListsPayload(
  title: TextPayload,
  { length, count }: { readonly length: number; readonly count: number },
  nameOf: (row: number) => string,
  itemsOf: (row: number) => readonly TextPayload[],
  notesOn: (users: number) => readonly TextPayload[],
): TableViewPayload {
  const places = Array.from({ length: Math.min(count, SHOWN_ITEMS) }, (_, n) => String(n + 1));
  const rows = Array.from({ length: Math.min(length, LIMITS.tableRows) }, (_, row) => {
    const items = itemsOf(row);
    return [nameOf(row), ...places.map((_place, n) => items[n] ?? null)];
  });
  const columns = [sentence("user"), ...places].map((name) => ({ name }));
  return tablePayload(title, columns, rows, notesOn);
}

/** Predictions for many pairs. @param named the names of a place's user and item. */
export function predictionsPayload(
  title: TextPayload,
  measure: string,
  values: ArrayLike<number>,
  named: (place: number) => readonly [user: string, item: string],
  notes: readonly TextPayload[],
): TableViewPayload {
  const columns = [{ name: sentence("user") }, { name: sentence("item") }, measureColumn(measure)];
  const rows = Array.from({ length: Math.min(values.length, LIMITS.tableRows) }, (_, k) => [
    ...named(k),
    Number(values[k].toFixed(decimals(measure))),
  ]);
  return tablePayload(title, columns, rows, notes);
}
