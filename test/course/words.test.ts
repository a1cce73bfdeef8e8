import { describe, expect, test } from "vitest";
import { EXERCISES } from "../../src/course/exercises/all";
import type { Exercise, ExerciseWords } from "../../src/course/definition";
import { PREDICTIONS } from "../../src/course/predictions";
import type { PredictionInput, PredictionWords } from "../../src/course/predictions";
import { drawFor } from "../../src/course/draw";
import { WORDS } from "../../src/course/words/words";

const exercises = Object.entries(EXERCISES as Readonly<Record<string, Exercise>>);
const predictions = Object.entries(PREDICTIONS as Readonly<Record<string, PredictionInput>>);

/** The notebooks that each language has all words of. English is what all others fall back to. */
const WHOLE: Readonly<Record<string, readonly number[]>> = {
  en: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  de: [0, 1, 2, 3],
};

/** What `{…}` may stand for in the words of an exercise: its values, and in the solution the answer. */
function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
}

function missingWords(exercise: Exercise, words: ExerciseWords | undefined): string[] {
  if (!words) return ["all words"];
  const { title, question, hints, solution, wrong } = words;
  const empty = Object.entries({ title, question, solution }).filter(([, text]) => !text.trim());
  const choices = exercise.choices?.(exercise.values(drawFor("words"))) ?? [];
  const isFixed = "choices" in (exercise.values(drawFor("words")) as object);
  return [
    ...empty.map(([name]) => name),
    ...(hints.length > 0 && hints.every((hint) => hint.trim()) ? [] : ["hints"]),
    ...Object.keys(exercise.misconceptions).filter((name) => !wrong[name]?.trim()),
    ...(isFixed ? choices.filter((name) => !words.choices?.[name]) : []),
  ];
}

describe.each(Object.entries(WORDS))("the words in %s", (language, words) => {
  const notebooks = new Set(WHOLE[language]);
  const wanted = ([id]: readonly [string, unknown]): boolean => notebooks.has(Number(id.split(".")[0]));
  const ofExercises = words.exercises as Readonly<Record<string, ExerciseWords>>;
  const ofPredictions = words.predictions as Readonly<Record<string, PredictionWords>>;

  test("say all of the exercises of the notebooks that they are whole for", () => {
    const missing = exercises
      .filter(wanted)
      .map(([id, exercise]) => [id, missingWords(exercise, ofExercises[id])] as const)
      .filter(([, found]) => found.length > 0);
    expect(missing).toEqual([]);
  });

  test("say all of the predictions, with a text for each choice and each axis", () => {
    const missing = predictions.filter(wanted).filter(([id, input]) => {
      const said = ofPredictions[id] as PredictionWords | undefined;
      if (!said?.question.trim()) return true;
      if (input.type === "choice") return input.choices.some((choice) => !said.choices?.[choice]);
      return input.type === "curve" && said.axes?.length !== 2;
    });
    expect(missing.map(([id]) => id)).toEqual([]);
  });

  test("are about exercises, mistakes and values that there are", () => {
    const known = EXERCISES as Readonly<Record<string, Exercise | undefined>>;
    for (const [id, said] of Object.entries(ofExercises)) {
      const exercise = known[id];
      expect(exercise, id).toBeDefined();
      expect(Object.keys(said.wrong).sort(), id).toEqual(Object.keys(exercise!.misconceptions).sort());
      const values = Object.keys(exercise!.values(drawFor("words")) as object);
      const texts = [said.question, ...said.hints, ...Object.values(said.wrong)];
      for (const text of texts)
        for (const name of placeholders(text)) expect(values, `${id}: ${text}`).toContain(name);
      for (const name of placeholders(said.solution)) expect([...values, "answer"], id).toContain(name);
    }
  });

  test("give no answer away before the solution", () => {
    for (const [id, said] of Object.entries(ofExercises))
      for (const text of [said.question, ...said.hints, ...Object.values(said.wrong)])
        expect(placeholders(text), `${id}: ${text}`).not.toContain("answer");
  });
});
