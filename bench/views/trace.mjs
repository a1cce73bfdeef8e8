/** What a browser's trace says of the steps that the page has marked. */

/** What the trace has to hold. */
export const CATEGORIES = ["devtools.timeline", "blink.user_timing"];

const STYLE = new Set(["UpdateLayoutTree", "RecalculateStyles"]);
const LAYOUT = new Set(["Layout"]);
const PAINT = new Set(["PrePaint", "Paint", "Layerize", "Commit"]);

/**
 * The processor time of the page's thread for each step until its frame is painted, in milliseconds, and what follows at
 * rest. Style and layout are not part of the script that has asked for them.
 * @typedef {{ name: string, cat: string, ph: string, ts: number, tts?: number, dur?: number, tdur?: number, tid: number, args?: any }} TraceEvent
 * @param {readonly TraceEvent[]} events
 * @returns {{ whole: number, script: number, style: number, layout: number, paint: number, rest: number }[]}
 */
export function stepsOf(events) {
  const sorted = events.toSorted((a, b) => a.ts - b.ts);
  const marks = sorted.filter(({ cat }) => cat.includes("blink.user_timing"));
  const after = (/** @type {TraceEvent} */ mark, /** @type {string} */ name) =>
    marks.find((each) => each.name === name && each.tid === mark.tid && each.ts > mark.ts);
  return marks
    .filter(({ name }) => name === "step begins")
    .map((begin) => {
      const end = after(begin, "step ends");
      const rest = after(begin, "rest ends");
      const within = sorted.filter(
        ({ ts, tid, ph }) => ph === "X" && tid === begin.tid && ts >= begin.ts && ts <= (end?.ts ?? 0),
      );
      const time = (/** @type {Set<string>} */ names) => {
        // One of them may hold others.
        let [sum, until] = [0, 0];
        for (const { name, ts, dur = 0, tdur = 0 } of within) {
          if (!names.has(name) || ts < until) continue;
          [sum, until] = [sum + tdur / 1000, ts + dur];
        }
        return sum;
      };
      const between = (
        /** @type {TraceEvent | undefined} */ from,
        /** @type {TraceEvent | undefined} */ to,
      ) => ((to?.tts ?? NaN) - (from?.tts ?? NaN)) / 1000;
      const [style, layout, paint] = [STYLE, LAYOUT, PAINT].map(time);
      const whole = between(begin, end);
      return {
        whole,
        script: whole - style - layout - paint,
        style,
        layout,
        paint,
        rest: between(end, rest),
      };
    });
}
