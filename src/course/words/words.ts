import type { ExerciseWords } from "../definition";
import type { ExerciseId } from "../exercises/all";
import type { PredictionId, PredictionWords } from "../predictions";
import type { CourseLanguage } from "../state";
import type { CommonWords } from "./common";
import * as de from "./de/all";
import * as en from "./en/all";

/** The words of a language. What of exercises and predictions it lacks is in English. */
export interface Language {
  readonly common: CommonWords;
  readonly exercises: Readonly<Partial<Record<ExerciseId, ExerciseWords>>>;
  readonly predictions: Readonly<Partial<Record<PredictionId, PredictionWords>>>;
}

/** All languages. To add one, copy the folder of another, translate, and name it here and in `state.ts`. */
export const WORDS: Readonly<Record<CourseLanguage, Language>> = { en, de };

/** The words of an exercise, in English where the language has none; undefined for an unknown id. */
export function exerciseWords(id: string, language: CourseLanguage): ExerciseWords | undefined {
  return own(WORDS[language].exercises, id) ?? own(en.exercises, id);
}

/** As {@link exerciseWords}, of a prediction. */
export function predictionWords(id: string, language: CourseLanguage): PredictionWords | undefined {
  return own(WORDS[language].predictions, id) ?? own(en.predictions, id);
}

function own<Value>(record: Readonly<Partial<Record<string, Value>>>, id: string): Value | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}
