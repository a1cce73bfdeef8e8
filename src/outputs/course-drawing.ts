import type { ExerciseViewPayload, Guess, PredictionViewPayload } from "../payload/types";
import { curveRange } from "./curve-range";
import type { Drawing } from "./drawing";
import { escapeMarkup, imageMarkup } from "./markup";
import { withNotes } from "./notes";
import { fewDigits } from "./number";
import { describe } from "./sentences";
import { RUN_COLOURS } from "./svg-loss";
import { movedPart, page, PAPER, round, textElement } from "./svg-page";
import type { Part } from "./svg-page";

const CURVES = { width: 420, height: 180 } as const;

/** A question that is answered before something is shown, and what came of it. */
export const predictionDrawing: Drawing<PredictionViewPayload> = {
  picture: (payload) => {
    const { question, note } = payload;
    const curves = curvesOf(payload);
    const above = withNotes(heading(""), [
      question,
      ...choicesOf(payload).map((choice) => `• ${choice}`),
      ...(note ? [note] : []),
    ]);
    if (!curves) return above;
    const markup = above.markup + movedPart(curves, 0, above.height);
    return { markup, width: Math.max(above.width, curves.width), height: above.height + curves.height };
  },
  html: (payload) => {
    const { question, note } = payload;
    const choices = choicesOf(payload).map((choice) => `<li>${escapeMarkup(choice)}</li>`);
    const list = choices.length > 0 ? `<ul>${choices.join("")}</ul>` : "";
    const curves = curvesOf(payload);
    const picture = curves ? imageMarkup(page(curves, question), question) : "";
    return group(
      payload,
      question,
      `<p><b>${escapeMarkup(question)}</b></p>${list}${paragraphs(note ? [note] : [])}${picture}`,
    );
  },
};

/** An exercise's question, what was found about an answer, a hint, or the solution. */
export const exerciseDrawing: Drawing<ExerciseViewPayload> = {
  picture: ({ title, texts, part, given = [] }) => {
    // A picture cannot be folded: of a solution, it says where it is.
    if (part === "solution") return withNotes(heading(title), ["…"]);
    const values = given.flatMap(({ name, text }) => `${name} = ${text}`.split("\n"));
    return withNotes(heading(title), [...texts, ...values]);
  },
  html: (payload) => {
    const { title, texts, part, given = [], code } = payload;
    const values = given.map(({ name, text }) => `${name} = ${text}`).join("\n");
    const body = paragraphs(texts) + pre(values) + pre(code ?? "");
    const name = escapeMarkup(title);
    const shown =
      part === "solution"
        ? `<details><summary>${name}</summary>${body}</details>`
        : `<p><b>${name}</b></p>${body}`;
    return group(payload, describe(payload), shown);
  },
};

function choicesOf({ input }: PredictionViewPayload): string[] {
  return input.type === "choice" ? input.choices : [];
}

function group({ language }: { language: string }, label: string, body: string): string {
  return `<div role="group" lang="${escapeMarkup(language)}" aria-label="${escapeMarkup(label)}">${body}</div>`;
}

function paragraphs(texts: readonly string[]): string {
  return texts.map((text) => `<p style="margin:4px 0;max-width:640px">${withCode(text)}</p>`).join("");
}

/** Names between backticks are code. */
function withCode(text: string): string {
  return escapeMarkup(text).replace(/`([^`\n]+)`/g, "<code>$1</code>");
}

function pre(text: string): string {
  return text ? `<pre>${escapeMarkup(text)}</pre>` : "";
}

function heading(text: string): Part {
  const markup = text
    ? textElement(0, 14, text, `font-size="14" font-weight="bold" fill="${PAPER.ink}"`)
    : "";
  return { markup, width: 8 * text.length, height: text ? 20 : 0 };
}

/** What the two curves are called, as the extension calls them in the languages of the course. */
const CURVE_NAMES = {
  en: { guess: "Your guess", actual: "The outcome" },
  de: { guess: "Ihr Tipp", actual: "Was herauskam" },
} as const;

/** The guess and what came as two curves with their names; null where there is no curve yet. */
function curvesOf({ input, guess, actual, language }: PredictionViewPayload): Part | null {
  if (input.type !== "curve" || (guess === undefined && actual === undefined)) return null;
  const [low, high] = curveRange(input.y, [guess, actual]);
  const line = (values: Guess | undefined, colour: string, dash: string): string => {
    if (!Array.isArray(values)) return "";
    const points = values.map((value, k) => {
      const x = (CURVES.width * k) / (values.length - 1);
      return `${round(x)},${round(CURVES.height * (1 - (value - low) / (high - low)))}`;
    });
    return `<polyline fill="none" stroke="${colour}" stroke-width="2"${dash} points="${points.join(" ")}"/>`;
  };
  const frame = `<rect width="${CURVES.width}" height="${CURVES.height}" fill="none" stroke="${PAPER.track}"/>`;
  const dash = ' stroke-dasharray="6 4"';
  const lines = line(guess, RUN_COLOURS[1], dash) + line(actual, RUN_COLOURS[0], "");
  const words = CURVE_NAMES[language === "de" ? "de" : "en"];
  const entries = [
    ...(guess === undefined ? [] : [legendEntry(0, words.guess, RUN_COLOURS[1], dash)]),
    ...(actual === undefined
      ? []
      : [legendEntry(guess === undefined ? 0 : 160, words.actual, RUN_COLOURS[0], "")]),
  ];
  const names = textElement(
    0,
    CURVES.height + 16,
    `→ ${input.axes[0]}, ${input.x.join(" … ")} · ↑ ${input.axes[1]}, ${fewDigits(low)} … ${fewDigits(high)}`,
    `font-size="12" fill="${PAPER.quiet}"`,
  );
  const legend = movedPart({ markup: entries.join(""), width: 0, height: 0 }, 0, CURVES.height + 36);
  return { markup: frame + lines + names + legend, width: CURVES.width, height: CURVES.height + 44 };
}

function legendEntry(x: number, text: string, colour: string, dash: string): string {
  const line = `<line x1="${x}" x2="${x + 24}" y1="-4" y2="-4" stroke="${colour}" stroke-width="2"${dash}/>`;
  return line + textElement(x + 30, 0, text, `font-size="12" fill="${PAPER.quiet}"`);
}
