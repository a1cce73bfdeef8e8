import { jupyterDisplay } from "../outputs/bundle";
import type { MimeBundle } from "../outputs/bundle";
import { display } from "../outputs/display";
import { makeBundle } from "../outputs/make-bundle";
import { PAYLOAD_VERSION } from "../payload/types";
import type { ExerciseViewPayload, PredictionViewPayload } from "../payload/types";
import { choicesOf } from "./judge";
import type { Finding } from "./judge";
import type { Found } from "./catalog";
import { state } from "./state";
import { fill, valueText } from "./text";
import type { CommonWords } from "./words/common";
import { exerciseWords, WORDS } from "./words/words";

/** What every output of an exercise has. */
type Part = Omit<ExerciseViewPayload, "version" | "kind" | "language" | "learner">;

/** The words of the present language that no exercise has for itself. */
export function common(): CommonWords {
  return WORDS[state.language].common;
}

/** Shows a part of an exercise in the running cell. */
export function showExercise(part: Part): void {
  show({
    version: PAYLOAD_VERSION,
    kind: "exercise",
    language: state.language,
    learner: state.learner,
    ...part,
  });
}

/** Shows a payload of the course; its text is what its html says. */
export function show(payload: ExerciseViewPayload | PredictionViewPayload): void {
  const text = payload.kind === "exercise" ? exerciseText(payload) : predictionText(payload);
  display({ [jupyterDisplay]: (): MimeBundle => makeBundle(payload, text) });
}

function exerciseText({ title, texts, given = [], code }: ExerciseViewPayload): string {
  const values = given.map(({ name, text }) => `${name} = ${text}`);
  return [title, ...texts, ...values, ...(code ? [code] : [])].join("\n");
}

function predictionText({ question, input, note }: PredictionViewPayload): string {
  const choices = input.type === "choice" ? input.choices.map((choice, k) => `${k}: ${choice}`) : [];
  return [question, ...choices, ...(note ? [note] : [])].join("\n");
}

/** Says that there is no exercise or prediction of that id. */
export function showMissing(id: string): void {
  showSentence(id, fill(common().unusable.missing, { id }));
}

/** Says in one sentence what is amiss. */
export function showSentence(id: string, sentence: string): void {
  showExercise({ id, part: "check", state: "unusable", title: sentence, texts: [] });
}

/** Words of an exercise with a learner's values in them, in English where they are. */
export function filled({ id, words }: Found, text: string, values: unknown): string {
  const language = words === exerciseWords(id, "en") ? "en" : state.language;
  return fill(text, values as Readonly<Record<string, unknown>>, language);
}

/** What an exercise asks, with a learner's values in it. */
export function questionTexts(found: Found, values: unknown): string[] {
  const { exercise, words } = found;
  const question = filled(found, words.question, values);
  const choices = words.choices ? choicesOf(exercise, words.choices, values) : [];
  return [question, ...choices.map((names, k) => `${k}: ${names[names.length - 1]}`)];
}

/** A learner's values as text, each under its name; the choices stand in the question. */
export function givenOf(values: unknown): ExerciseViewPayload["given"] {
  return Object.entries(values as Readonly<Record<string, unknown>>)
    .filter(([name]) => name !== "choices")
    .map(([name, value]) => ({ name, text: valueText(value) }));
}

/** What a finding says, a sentence each. */
export function findingTexts(found: Found, values: unknown, finding: Finding): string[] {
  const { id, exercise, words } = found;
  const say = common();
  switch (finding.state) {
    case "right":
      return [say.right];
    case "unusable": {
      const { reason, fill: extra, is } = finding.unusable;
      const more = { id, takes: say.takes[exercise.kind], ...(is ? { is: say.sorts[is] } : {}), ...extra };
      return [fill(say.unusable[reason], more)];
    }
    case "wrong": {
      const { misconception, right, of, otherOrder } = finding;
      if (misconception !== null) return [say.wrong, filled(found, words.wrong[misconception] ?? "", values)];
      const partly = exercise.kind === "function" ? say.partlyRightTrials : say.partlyRight;
      return [
        say.wrong,
        ...(right === undefined || of === undefined ? [] : [fill(partly, { right, of })]),
        ...(otherOrder ? [say.otherOrder] : []),
        ...(words.hints.length > 0 ? [fill(say.tryHint, { id })] : []),
      ];
    }
  }
}
