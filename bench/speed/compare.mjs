// Measures the rows: both sides in turn, each run in a process of its own, medians of the rounds.
import { median } from "./measure.mjs";
import { runOurs, runTheirs } from "./sides.mjs";

/** The median of a side's runs, or the first reason why there is none. */
function summary(answers) {
  const without = answers.find(({ seconds }) => seconds === undefined);
  if (without) return without;
  return {
    seconds: median(answers.map(({ seconds }) => seconds)),
    memory: median(answers.map(({ memory }) => memory)),
    runs: answers.map(({ seconds }) => seconds),
  };
}

/** Runs ours, theirs, ours, theirs …; a side that fails is not asked again. */
function inTurn(row, rounds) {
  const sides = row.theirs ? [runOurs, runTheirs] : [runOurs];
  const answers = sides.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [k, run] of sides.entries()) {
      if (answers[k].every(({ seconds }) => seconds !== undefined)) answers[k].push(run(row));
    }
  }
  return answers.map(summary);
}

/** Whether the row's goal is reached; null where nothing says. */
function isReached({ goal, most }, ours, ratio) {
  if (goal) return ratio === undefined ? null : ratio >= goal;
  return most && ours.seconds !== undefined ? ours.seconds <= most : null;
}

/**
 * One row measured.
 * @param {import("./rows.mjs").Row} row
 * @param {number} rounds
 * @returns {import("./table.mjs").Result}
 */
export function measured(row, rounds) {
  const [ours, theirs] = inTurn(row, rounds);
  const what = row.compare ?? "seconds";
  const ratio = ours[what] && theirs?.[what] ? theirs[what] / ours[what] : undefined;
  const { work, peer, goal, most, compare, fixes, threads } = row;
  const reached = isReached(row, ours, ratio);
  return { work, peer, goal, most, compare, fixes, threads, ours, theirs, ratio, reached };
}
