import type { GuessViewPayload } from "../payload/types";
import { facts } from "./describe";
import { guessFacts, lowestPoint } from "./guess-facts";
import type { GuessFacts, GuessPoint } from "./guess-facts";
import { ringNumberPlace } from "./guess-mark";
import type { ChartPlace } from "./guess-mark";
import { guessLabels, guessShare, guessTicks, guessTop } from "./guess-scale";
import type { GuessAxis } from "./guess-scale";
import { guessDecimals, guessSentences } from "./guess-words";
import { fewDigits, formatLoss, formatNumber } from "./number";
import { withNotes } from "./notes";
import { RUN_COLOURS } from "./svg-loss";
import { movedPart, PAPER, round, textElement } from "./svg-page";
import type { Part } from "./svg-page";
import { english } from "./translate";

/** The size of one chart, and the space beside it. */
const SIZE = { width: 290, height: 180, left: 40, right: 12, top: 22, bottom: 34, space: 20 } as const;
const COLOURS = { seen: RUN_COLOURS[0], hidden: RUN_COLOURS[1] } as const;
const TITLES: Readonly<Record<GuessAxis, string>> = {
  iterations: "Iterations",
  features: "Features",
  regularization: "Penalty λ",
};

/** The errors of what is seen and of what is hidden, over iterations, features and penalties. */
export function guessChart(payload: GuessViewPayload): Part {
  const found = guessFacts(payload);
  const axes = (["iterations", "features", "regularization"] as const).filter((axis) => found[axis] !== null);
  const top = guessTop(
    axes.map((axis) => found[axis]?.points ?? []),
    found.mean,
  );
  const charts = axes.map((axis, k) =>
    movedPart(smallChart(axis, found, top), k * (SIZE.width + SIZE.space), 64),
  );
  const width = Math.max(640, axes.length * (SIZE.width + SIZE.space) - SIZE.space);
  const drawn = { markup: heading(payload, found) + charts.join(""), width, height: 64 + SIZE.height };
  return withNotes(drawn, guessSentences(found, payload.labels, english));
}

function heading(payload: GuessViewPayload, { count }: GuessFacts): string {
  const quiet = `font-size="12" fill="${PAPER.quiet}"`;
  const hidden = `${count} ${count === 1 ? "cell" : "cells"} hidden`;
  return [
    textElement(0, 14, "Hide and guess", `font-size="14" font-weight="bold" fill="${PAPER.ink}"`),
    textElement(0, 34, [...facts(payload), hidden].join(" · "), quiet),
    legendEntry(0, "seen", "seen: root mean square error"),
    legendEntry(220, "hidden", "hidden"),
  ].join("");
}

function legendEntry(x: number, name: keyof typeof COLOURS, text: string): string {
  const dash = name === "hidden" ? ' stroke-dasharray="6 4"' : "";
  return (
    `<line x1="${x}" x2="${x + 24}" y1="50" y2="50" stroke="${COLOURS[name]}" stroke-width="2"${dash}/>` +
    textElement(x + 30, 54, text, `font-size="11" fill="${PAPER.quiet}"`)
  );
}

/** Places of a chart. */
interface Places {
  x: (value: number) => number;
  y: (error: number) => number;
}

function smallChart(axis: GuessAxis, found: GuessFacts, top: number): Part {
  const points = found[axis]?.points ?? [];
  const { width, height, left, right, bottom } = SIZE;
  const values = points.map(({ value }) => value);
  const share = guessShare(axis, values);
  const places: Places = {
    x: (value) => left + share(value) * (width - left - right),
    y: (error) => height - bottom - Math.min(1, error / top) * (height - bottom - SIZE.top),
  };
  const small = `font-size="11" fill="${PAPER.quiet}"`;
  const grid = guessTicks(top).map((tick) => {
    const y = round(places.y(tick));
    const line = `<line x1="${left}" x2="${width - right}" y1="${y}" y2="${y}" stroke="${PAPER.track}"/>`;
    return line + textElement(left - 6, y + 4, formatLoss(tick), `${small} text-anchor="end"`);
  });
  const markup = [
    textElement(left, 12, TITLES[axis], `font-size="12" font-weight="bold" fill="${PAPER.quiet}"`),
    ...grid,
    labels(axis, values, places),
    curve(points, "seen", places, axis !== "iterations"),
    curve(points, "hidden", places, axis !== "iterations"),
    mark(points, places, guessDecimals(found)),
  ];
  return { markup: markup.join(""), width, height };
}

function labels(axis: GuessAxis, values: readonly number[], { x }: Places): string {
  const shown = guessLabels(axis, values);
  const small = `font-size="10" fill="${PAPER.quiet}" text-anchor="middle"`;
  return shown
    .map((value) => textElement(x(value), SIZE.height - SIZE.bottom + 14, fewDigits(value), small))
    .join("");
}

function curve(
  points: readonly GuessPoint[],
  name: keyof typeof COLOURS,
  { x, y }: Places,
  dotted: boolean,
): string {
  const places = points.map((point) => [round(x(point.value)), round(y(point[name]))] as const);
  const dash = name === "hidden" ? ' stroke-dasharray="6 4"' : "";
  const line = places.map((place) => place.join(",")).join(" ");
  const dots = dotted ? places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="2.5"/>`).join("") : "";
  return (
    `<polyline points="${line}" fill="none" stroke="${COLOURS[name]}" stroke-width="2" stroke-linejoin="round"${dash}/>` +
    `<g fill="${COLOURS[name]}">${dots}</g>`
  );
}

/** A ring around the lowest error of what is hidden, with its number. */
function mark(points: readonly GuessPoint[], { x, y }: Places, decimals: number): string {
  const best = lowestPoint(points);
  if (!best) return "";
  const [cx, cy] = [x(best.value), y(best.hidden)];
  const number = formatNumber(best.hidden, decimals);
  const at = (name: keyof typeof COLOURS): ChartPlace[] =>
    points.map((point) => [x(point.value) - SIZE.left, y(point[name]) - SIZE.top]);
  const [left, top] = ringNumberPlace(
    [at("seen"), at("hidden")],
    [cx - SIZE.left, cy - SIZE.top],
    number.length,
    { width: SIZE.width - SIZE.left - SIZE.right, height: SIZE.height - SIZE.top - SIZE.bottom },
  );
  const text = `font-size="11" font-weight="bold" fill="${PAPER.ink}" text-anchor="middle" paint-order="stroke" stroke="${PAPER.colour}" stroke-width="3"`;
  return (
    `<circle cx="${round(cx)}" cy="${round(cy)}" r="5" fill="none" stroke="${COLOURS.hidden}" stroke-width="2"/>` +
    textElement(SIZE.left + left, SIZE.top + top + 4, number, text)
  );
}
