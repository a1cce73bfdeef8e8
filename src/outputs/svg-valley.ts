import { stepInValley, valleyOf } from "../explain/valley";
import type { DialsViewPayload } from "../payload/types";
import { entryName, valleyParts } from "./dials-words";
import { fewDigits, formatNumber } from "./number";
import { RUN_COLOURS } from "./svg-loss";
import { PAPER, round, textElement } from "./svg-page";
import type { Part } from "./svg-page";
import { english } from "./translate";
import { valleyDecimals, valleyRemarks } from "./valley-words";
import { valleyExtent, valleyPlaces } from "./valley-places";
import type { ValleyPlace, ValleyPlaces } from "./valley-places";

const SIZE = { width: 420, height: 150, top: 40 } as const;
const COLOURS = { now: RUN_COLOURS[0], step: RUN_COLOURS[1], bottom: RUN_COLOURS[2] } as const;

/** The valley of the chosen number of a factorization by hand, with its tangent and the step. */
export function valleyChart(payload: DialsViewPayload): Part {
  const { data, L, U, nonnegative, labels } = payload;
  const { entry, learningRate, penalty } = valleyParts(payload);
  const valley = valleyOf(data, { L: L.values, U: U.values }, entry, penalty);
  const step = stepInValley(valley, learningRate, nonnegative);
  const extent = valleyExtent(valley, step);
  const decimals = valleyDecimals(extent.right - extent.left);
  const remarks = valleyRemarks(valley, step, decimals, english);
  const heading =
    textElement(
      0,
      12,
      `The valley of ${entryName(entry, labels)}`,
      `font-size="12" font-weight="bold" fill="${PAPER.quiet}"`,
    ) +
    textElement(0, 29, `learning rate ${fewDigits(learningRate)}`, `font-size="11" fill="${PAPER.quiet}"`);
  const drawn = [valley.loss, valley.slope, valley.curvature, step.value, step.loss].every(Number.isFinite);
  const values = { now: valley.value, step: step.value, bottom: valley.bottom };
  const places = drawn ? valleyPlaces(valley, step, extent, SIZE) : null;
  const body = places ? picture(places, values, decimals) : "";
  const below = SIZE.top + (places ? SIZE.height + 58 : 0);
  const lines = remarks.flatMap(wrapped);
  const sentences = lines.map((line, k) =>
    textElement(0, below + 14 * k + 8, line, `font-size="11" fill="${PAPER.ink}"`),
  );
  const moved = `<g transform="translate(0 ${SIZE.top})">${body}</g>`;
  return {
    markup: heading + moved + sentences.join(""),
    width: SIZE.width,
    height: below + 14 * lines.length,
  };
}

function picture(
  { curve, now, tangent, bottom, landing, outside }: ValleyPlaces,
  values: Readonly<Record<keyof typeof COLOURS, number | null>>,
  decimals: number,
): string {
  const { width, height } = SIZE;
  const label = (name: keyof typeof COLOURS, place: ValleyPlace | null, row: number, mark = ""): string => {
    const value = values[name];
    if (place === null || value === null) return "";
    const [x] = place;
    const text = `${NAMES[name]} ${formatNumber(value, decimals)}${mark}`;
    const anchor = x < 60 ? "start" : x > width - 60 ? "end" : "middle";
    return (
      `<line x1="${round(x)}" x2="${round(x)}" y1="${round(place[1])}" y2="${height + 2 + 14 * row}" stroke="${COLOURS[name]}" stroke-dasharray="2 3"/>` +
      textElement(
        x,
        height + 13 + 14 * row,
        text,
        `text-anchor="${anchor}" font-size="11" fill="${COLOURS[name]}"`,
      )
    );
  };
  const dot = ([x, y]: ValleyPlace, colour: string): string =>
    `<circle cx="${round(x)}" cy="${round(y)}" r="4.5" fill="${colour}"/>`;
  const line = ([a, b]: readonly [ValleyPlace, ValleyPlace], style: string): string =>
    `<line x1="${round(a[0])}" y1="${round(a[1])}" x2="${round(b[0])}" y2="${round(b[1])}" ${style}/>`;
  return [
    `<line x1="0" x2="${width}" y1="${height}" y2="${height}" stroke="${PAPER.track}"/>`,
    `<path d="${curve}" fill="none" stroke="${PAPER.quiet}" stroke-width="2"/>`,
    label("now", now, 0),
    label("bottom", bottom, 1),
    label("step", landing, 2, outside ? " →" : ""),
    line(tangent, `stroke="${COLOURS.now}" stroke-width="1.5"`),
    landing ? line([now, landing], `stroke="${COLOURS.step}" stroke-width="1.5"`) : "",
    bottom ? dot(bottom, COLOURS.bottom) : "",
    landing ? dot(landing, COLOURS.step) : "",
    dot(now, COLOURS.now),
  ].join("");
}

const NAMES = { now: "now", step: "step to", bottom: "bottom" } as const;

/** The most characters of a line below the picture. */
const LINE = 76;

/** A sentence as lines, broken between words. */
function wrapped(sentence: string): string[] {
  const lines: string[] = [""];
  for (const word of sentence.split(" ")) {
    const last = lines[lines.length - 1];
    if (last === "") lines[lines.length - 1] = word;
    else if (last.length + word.length < LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
