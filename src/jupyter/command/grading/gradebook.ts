/** The results of all submissions as tables: on a terminal, and in a file. */
import { largest } from "../../../lists";
import type { SavedTable, TableColumn } from "../../../files/saved-table";
import { harmless } from "../terminal";
import type { Graded } from "./grade-submission";

/** The submissions of one notebook. */
export interface Sheet {
  title: string;
  exercises: string[];
  rows: readonly Graded[];
}

const byId = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

/** A sheet for each notebook; what is like none of them comes last, or into the only sheet that there is. */
export function sheetsOf(graded: readonly Graded[]): Sheet[] {
  const names = [...new Set(graded.flatMap(({ original }) => original?.name ?? []))].sort(byId);
  const strays = graded.filter(({ original }) => original === undefined);
  const sheets = names.map((name) =>
    sheetOf(
      name,
      graded.filter(({ original }) => original?.name === name),
    ),
  );
  if (strays.length === 0) return sheets;
  if (sheets.length !== 1) return [...sheets, sheetOf("Other files", strays)];
  return [{ ...sheets[0], rows: graded }];
}

function sheetOf(title: string, rows: readonly Graded[]): Sheet {
  const [{ original }] = rows;
  const asked = original?.exercises ?? rows.flatMap((row) => [...row.verdicts.keys()]);
  return { title, exercises: [...new Set(asked)].sort(byId), rows };
}

/** How many answers of a submission are right. */
export const rightOf = ({ verdicts }: Graded, { exercises }: Sheet): number =>
  exercises.filter((exercise) => verdicts.get(exercise)?.state === "right").length;

/** What stands in a cell: the mark of an answer. */
export function markOf({ verdicts, isRun }: Graded, exercise: string): string {
  if (!isRun) return "";
  const verdict = verdicts.get(exercise);
  if (verdict === undefined) return "missing";
  return verdict.state === "none" ? "no answer" : verdict.state;
}

/** A sheet as lines: aligned columns, notes below, and what many have misunderstood. */
export function sheetText(sheet: Sheet): string {
  const { title, exercises, rows } = sheet;
  const head = ["learner", ...exercises, "right"];
  const lines = rows.map((row) => [
    harmless(row.learner),
    ...exercises.map((exercise) => markOf(row, exercise)),
    row.isRun ? `${rightOf(row, sheet)} of ${exercises.length}` : "",
  ]);
  const widths = head.map((_, k) => largest([head, ...lines].map((line) => line[k].length)));
  const text = (line: string[]): string =>
    line
      .map((cell, k) => cell.padEnd(widths[k]))
      .join("  ")
      .trimEnd();
  const parts = [[title, text(head), ...lines.map(text)], misconceptionLines(sheet), noteLines(rows)];
  return parts
    .map((part) => part.join("\n"))
    .filter((part) => part !== "")
    .join("\n\n");
}

/** The misconceptions of a sheet, those of most learners first. */
function misconceptionLines({ exercises, rows }: Sheet): string[] {
  const seen = exercises.flatMap((exercise) => {
    const wrong = rows.flatMap(({ learner, verdicts }) => {
      const verdict = verdicts.get(exercise);
      return verdict?.state === "wrong" ? [{ ...verdict, learner }] : [];
    });
    const names = [...new Set(wrong.map(({ misconception }) => misconception))];
    return names.map((name) => {
      const those = wrong.filter(({ misconception }) => misconception === name);
      return { exercise, name, count: those.length, learners: those.map(({ learner }) => harmless(learner)) };
    });
  });
  const lines = seen
    .filter(({ name }) => name !== undefined)
    .sort((a, b) => b.count - a.count)
    .map(
      ({ exercise, name, count, learners }) =>
        `  ${exercise}  ${harmless(name!)}: ${count} (${learners.join(", ")})`,
    );
  return lines.length === 0 ? [] : ["Misconceptions:", ...lines];
}

function noteLines(rows: readonly Graded[]): string[] {
  const lines = rows.flatMap(({ learner, notes }) =>
    notes.map((note) => `  ${harmless(`${learner}: ${note}`)}`),
  );
  return lines.length === 0 ? [] : ["Notes:", ...lines];
}

/** All results as one table, with a row for each submission; what a notebook does not ask is empty. */
export function savedGrades(sheets: readonly Sheet[]): SavedTable {
  const rows = sheets.flatMap((sheet) => sheet.rows.map((graded) => ({ ...graded, sheet })));
  const exercises = [...new Set(sheets.flatMap((sheet) => sheet.exercises))].sort(byId);
  const text = (name: string, at: (row: number) => string): TableColumn => ({ name, kind: "text", at });
  const perExercise = exercises.flatMap((exercise) => [
    text(exercise, (row) =>
      rows[row].sheet.exercises.includes(exercise) ? markOf(rows[row], exercise) : "",
    ),
    text(`${exercise} misconception`, (row) => rows[row].verdicts.get(exercise)?.misconception ?? ""),
  ]);
  return {
    length: rows.length,
    columns: [
      text("learner", (row) => rows[row].learner),
      text("notebook", (row) => rows[row].original?.name ?? ""),
      { name: "right", kind: "whole", at: (row) => rightOf(rows[row], rows[row].sheet) },
      { name: "of", kind: "whole", at: (row) => rows[row].sheet.exercises.length },
      ...perExercise,
      text("notes", (row) => rows[row].notes.join("; ")),
      text("file", (row) => rows[row].path),
    ],
  };
}
