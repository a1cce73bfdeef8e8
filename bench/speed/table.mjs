// One row's measurements as figures, and rows as a table: for a terminal, and for a Markdown page.

/** @typedef {{ work: string, peer: string | null, goal: number | null, most?: number, compare?: string, fixes: string, threads: { ours: number, theirs: number }, ours: object, theirs?: object, ratio?: number, reached: boolean | null }} Result */

const digits = (value, count = 3) => {
  const rounded = Number(value.toPrecision(count));
  return rounded.toLocaleString("en", { maximumSignificantDigits: count });
};

/** @param {number} seconds */
export function timeText(seconds) {
  if (seconds < 1e-3) return `${digits(seconds * 1e6)} µs`;
  return seconds < 1 ? `${digits(seconds * 1e3)} ms` : `${digits(seconds)} s`;
}

const memoryText = (megabytes) =>
  megabytes >= 1000 ? `${digits(megabytes / 1000)} GB` : `${digits(megabytes)} MB`;

/** What a side did, or why there is no figure. */
function sideText(answer, compare) {
  if (!answer) return "–";
  if (answer.missing !== undefined) return `not there: ${answer.missing}`;
  if (answer.failed !== undefined) return `failed: ${answer.failed}`;
  return compare === "memory" ? memoryText(answer.memory) : timeText(answer.seconds);
}

function goalText({ goal, most, compare }) {
  if (goal) return compare === "memory" ? "≤ theirs" : `≥ ${goal}`;
  return most ? `≤ ${timeText(most)}` : "–";
}

const reachedText = (reached) => (reached === null ? "–" : reached ? "yes" : "no");

/** @param {Result} result */
function cells(result) {
  const { ours, theirs, compare, ratio, threads } = result;
  return {
    work: result.work,
    peer: result.peer ?? "–",
    threads: theirs ? `${threads.ours} / ${threads.theirs}` : String(threads.ours),
    ours: sideText(ours, compare),
    theirs: sideText(theirs, compare),
    ratio: ratio === undefined ? "–" : digits(ratio, ratio < 1 ? 2 : 3),
    goal: goalText(result),
    reached: reachedText(result.reached),
    "peak memory": [ours, theirs].map((side) => (side?.memory ? memoryText(side.memory) : "–")).join(" / "),
  };
}

/**
 * One row in a few words.
 * @param {Result} result
 */
export function rowText(result) {
  const { ours, theirs, ratio } = cells(result);
  return `${ours} / ${theirs}, ratio ${ratio}`;
}

/** @param {string[][]} lines each as long as the first */
function aligned(lines) {
  const widths = lines[0].map((_, k) => Math.max(...lines.map((line) => line[k].length)));
  return lines.map((line) =>
    line
      .map((text, k) => text.padEnd(widths[k]))
      .join("  ")
      .trimEnd(),
  );
}

const COLUMNS = ["work", "peer", "threads", "ours", "theirs", "ratio", "goal", "reached", "peak memory"];

/** @param {Result[]} results */
export function terminalTable(results) {
  const lines = results.map((result) => COLUMNS.map((name) => cells(result)[name]));
  return aligned([COLUMNS, ...lines]).join("\n");
}

/**
 * The same as a table of Markdown; `columns` for a short form.
 * @param {Result[]} results
 */
export function markdownTable(results, columns = COLUMNS) {
  const line = (texts) => `| ${texts.join(" | ")} |`;
  const right = new Set(["ours", "theirs", "ratio", "goal", "peak memory"]);
  const rule = columns.map((name) => (right.has(name) ? "---:" : "---"));
  const body = results.map((result) => columns.map((name) => cells(result)[name].replaceAll("|", "\\|")));
  return [columns, rule, ...body].map(line).join("\n");
}
