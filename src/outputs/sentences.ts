/** Each kind of payload in one sentence: the alternative text of its view and its picture. Apart from the drawings, which are many times as long. */
import type {
  ExerciseViewPayload,
  FactorizationPayload,
  LossViewPayload,
  MapViewPayload,
  MatrixViewPayload,
  Payload,
  PredictionViewPayload,
  RunPayload,
  TableViewPayload,
  TrainingPayload,
} from "../payload/types";
import { facts, headingText, shape } from "./describe";
import { handSentence } from "./dials-words";
import { guessSentence } from "./guess-sentence";
import { formatLoss } from "./number";
import { pictureSentence } from "./picture-words";
import { planeSentence } from "./plane-words";
import { trainingLine } from "./progress";
import { english, said } from "./translate";
import type { Translate } from "./translate";

type Sentences = {
  readonly [Kind in Payload["kind"]]: (payload: Extract<Payload, { kind: Kind }>, t: Translate) => string;
};

const SENTENCES: Sentences = {
  matrix: ({ name, matrix }: MatrixViewPayload, t) =>
    t("Matrix {name}, {shape}.", { name, shape: shape(matrix, t) }),
  factorization: (payload: FactorizationPayload, t) =>
    t("{title}: {facts}.", { title: headingText(payload.title, t), facts: facts(payload, t).join(", ") }),
  loss: lossSentence,
  table: tableSentence,
  map: ({ title, names }: MapViewPayload, t) =>
    t("{title}: {count} points.", { title: said(title, t), count: names.length }),
  plane: planeSentence,
  dials: handSentence,
  guess: guessSentence,
  picture: pictureSentence,
  training: (payload: TrainingPayload, t) => t("Training: {line}.", { line: trainingLine(payload, t) }),
  prediction: ({ question }: PredictionViewPayload, t) => t("A prediction: {question}", { question }),
  exercise: exerciseSentence,
};

/** A payload in one sentence. */
export function describe(payload: Payload, t: Translate = english): string {
  const sentence = SENTENCES[payload.kind] as (shown: Payload, translate: Translate) => string;
  return sentence(payload, t);
}

function lossSentence(payload: LossViewPayload, t: Translate): string {
  const runs = payload.runs.map((run) => `${said(run.name, t)} (${lossSummary(run, t)})`).join(", ");
  return t("Loss curve of {runs}.", { runs });
}

function lossSummary(
  { loss: { values }, divergedAt }: Pick<RunPayload, "loss" | "divergedAt">,
  t: Translate,
): string {
  const [first, last] = [values.at(0), values.at(-1)];
  const losses =
    first === undefined || last === undefined
      ? t("no losses yet")
      : t("{first} to {last}", { first: formatLoss(first), last: formatLoss(last) });
  return divergedAt === undefined
    ? losses
    : `${losses}, ${t("diverged at iteration {iteration}", { iteration: divergedAt })}`;
}

function tableSentence({ title, rows, columns }: TableViewPayload, t: Translate): string {
  // The places of a list have no heading.
  const names = columns.map(({ name }) => said(name, t)).filter(Boolean);
  const table = { title: said(title, t), count: rows.length, columns: names.join(", ") };
  return rows.length === 1
    ? t("{title}: 1 row of {columns}.", table)
    : t("{title}: {count} rows of {columns}.", table);
}

function exerciseSentence({ title, part, texts }: ExerciseViewPayload, t: Translate): string {
  // A solution is not told to those who have not opened it.
  return part === "solution" ? title : t("{title}: {text}", { title, text: texts[0] ?? "" });
}
