import { describe, expect, test } from "vitest";
import { findExercise, valuesFor } from "../../src/course/catalog";
import type { PlainAnswer } from "../../src/course/compare";
import type { Written } from "../../src/course/definition";
import { EXERCISES } from "../../src/course/exercises/all";
import { judge } from "../../src/course/judge";

const ids = Object.keys(EXERCISES);
const learners = Array.from({ length: 20 }, (_, k) => `learner ${k}`);

describe.each(ids)("exercise %s", (id) => {
  const found = findExercise(id)!;

  test("takes its own solution, for twenty learners", () => {
    for (const learner of learners) {
      const values = valuesFor(found, learner);
      expect(judge(found, values, found.exercise.solution(values)), learner).toEqual({ state: "right" });
    }
  });

  test("names each misconception by the answer that it leads to, for twenty learners", () => {
    const seen = new Set<string>();
    for (const learner of learners) {
      const values = valuesFor(found, learner);
      for (const [name, answerOf] of Object.entries(found.exercise.misconceptions)) {
        const answer = (answerOf as (values: unknown) => PlainAnswer | Written | null)(values);
        if (answer === null) continue;
        seen.add(name);
        expect(judge(found, values, answer), `${name}, ${learner}`).toMatchObject({ misconception: name });
      }
    }
    expect([...seen].sort(), "each shows with some learner's values").toEqual(
      Object.keys(found.exercise.misconceptions).sort(),
    );
  });

  test("gives neighbours other values, where it has values", () => {
    const drawn = new Set(learners.map((learner) => JSON.stringify(valuesFor(found, learner))));
    const isFixed = Object.keys(valuesFor(found, "") as object).join() === "choices";
    expect(drawn.size).toBeGreaterThan(isFixed ? 0 : 3);
  });

  test("has the same values each time", () => {
    expect(valuesFor(found, "Ada")).toEqual(valuesFor(found, "Ada"));
  });
});

test("there are at least forty exercises, four or five a notebook", () => {
  expect(ids.length).toBeGreaterThanOrEqual(40);
  for (let notebook = 0; notebook <= 9; notebook++)
    expect(ids.filter((id) => id.startsWith(`${notebook}.`)).length).toBeGreaterThanOrEqual(4);
});
