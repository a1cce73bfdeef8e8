/** What a browser's trace says of the steps that the page has marked. */

/** What the trace has to hold. */
export const CATEGORIES = ["devtools.timeline", "blink.user_timing"];

const STYLE = new Set(["UpdateLayoutTree", "RecalculateStyles"]);
const LAYOUT = new Set(["Layout"]);

/**
 * The processor time of each step, in milliseconds. Style and layout are not part of the script that has asked for them.
 * @typedef {{ name: string, cat: string, ph: string, ts: number, tts?: number, dur?: number, tdur?: number, tid: number, args?: any }} TraceEvent
 * @param {readonly TraceEvent[]} events
 * @returns {{ whole: number, script: number, style: number, layout: number, laidOut: number, styled: number }[]}
 */
export function stepsOf(events) {
  const marks = events.filter(({ cat }) => cat.includes("blink.user_timing"));
  const ends = marks.filter(({ name }) => name === "step ends");
  return marks
    .filter(({ name }) => name === "step begins")
    .map((begin) => {
      const end = ends.find(({ ts, tid }) => tid === begin.tid && ts > begin.ts);
      const within = events.filter(
        ({ ts, tid, ph }) => ph === "X" && tid === begin.tid && ts >= begin.ts && ts <= (end?.ts ?? 0),
      );
      const time = (/** @type {Set<string>} */ names) =>
        within
          .filter(({ name }) => names.has(name))
          .reduce((sum, { tdur, dur }) => sum + (tdur ?? dur ?? 0) / 1000, 0);
      const [style, layout] = [time(STYLE), time(LAYOUT)];
      const whole = ((end?.tts ?? NaN) - (begin.tts ?? NaN)) / 1000;
      const laidOut = within.reduce((sum, { args }) => sum + (args?.beginData?.dirtyObjects ?? 0), 0);
      const styled = within.reduce((sum, { args }) => sum + (args?.elementCount ?? 0), 0);
      return { whole, script: whole - style - layout, style, layout, laidOut, styled };
    });
}
