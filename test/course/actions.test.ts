import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  check,
  exercise,
  grade,
  hint,
  judgement,
  language,
  learner,
  predict,
  reveal,
  solution,
} from "../../src/course";
import { defineExercise, definePrediction, WrongAnswer } from "../../src/course";
import { state } from "../../src/course/state";
import type { MimeBundle } from "../../src/outputs/bundle";
import { checkPayload } from "../../src/payload/check";
import { PAYLOAD_MIME } from "../../src/payload/types";
import type { ExerciseViewPayload, PredictionViewPayload } from "../../src/payload/types";

const SEND = Symbol.for("factorlab.display");
const globals = globalThis as { [SEND]?: (bundle: MimeBundle) => void };
const before = globals[SEND];
let sent: MimeBundle[] = [];

type Shown = Omit<ExerciseViewPayload, "kind"> & Omit<PredictionViewPayload, "kind">;

/** What was shown last, which the checker takes as it is. */
function shown(): Shown {
  const payload = sent[sent.length - 1][PAYLOAD_MIME];
  expect(checkPayload(payload)).toEqual(payload);
  return payload as unknown as Shown;
}

beforeEach(() => {
  sent = [];
  globals[SEND] = (bundle) => sent.push(bundle);
  Object.assign(state, { learner: "", language: "en" });
  state.hints.clear();
  state.guesses.clear();
});

afterEach(() => {
  if (before) globals[SEND] = before;
  else Reflect.deleteProperty(globals, SEND);
});

describe("an exercise", () => {
  test("gives the values that it shows, the same each time, and others to somebody else", () => {
    learner("Ada");
    const { person, film } = exercise("0.1");
    expect(shown()).toMatchObject({ part: "question", learner: "Ada" });
    expect(shown().given?.map(({ text }) => JSON.parse(text) as unknown)).toEqual([person, film]);
    learner(" ada ");
    expect(exercise("0.1")).toEqual({ person, film });
    const others = ["Ben", "Cleo", "Dan"].map((name) => {
      learner(name);
      return JSON.stringify(exercise("0.1"));
    });
    expect(new Set([...others, JSON.stringify({ person, film })]).size).toBeGreaterThan(2);
  });

  test("has its choices as texts, any of which is taken by its text and by its number", () => {
    const { choices } = exercise("0.4");
    const right = "It stays the same";
    expect([...choices].sort()).toEqual([right, "Its signs turn", "That depends on the numbers"]);
    for (const answer of [right, choices.indexOf(right)]) {
      check("0.4", answer);
      expect(shown()).toMatchObject({ state: "right", texts: ["Right."] });
    }
  });

  test("has its choices in an order of the learner's own, so that none is right by its place", () => {
    const places = Array.from({ length: 20 }, (_, k) => {
      learner(`learner ${k}`);
      return exercise("1.4").choices.indexOf("There is room enough to copy any table of that size");
    });
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3]));
  });

  test("that is not there is an error where values are wanted, and else a sentence", () => {
    expect(() => exercise("77.1")).toThrow(/id is "77.1", expected the id of an exercise/);
    for (const say of [check, hint, solution, predict]) {
      say("77.1");
      expect(shown().title).toMatch(/^There is no 77\.1 in this course\. /);
    }
    check(undefined as unknown as string);
    expect(shown().state).toBe("unusable");
  });

  test("shows its hints a step at a time, and then all of them", () => {
    const steps = [1, 2, 3, 3].map(() => {
      hint("0.1");
      return shown().hints?.length;
    });
    expect(steps).toEqual([1, 2, 3, 3]);
    expect(sent[0]["text/html"]).toContain("Exercise 0.1: hint 1 of 3");
  });

  test("has its solution folded in html, and not in the picture or the sentence", () => {
    solution("2.4");
    const [{ "text/html": html = "", "image/svg+xml": svg = "" }] = sent;
    expect(html).toMatch(/<details><summary>Solution of exercise 2\.4<\/summary>.*row\[t\]/s);
    expect(html).not.toMatch(/aria-label="[^"]*row/);
    expect(svg).not.toContain("row[t]");
  });
});

describe("graders", () => {
  test("get nothing for a right answer, and a short typed error for a wrong one", () => {
    const { person, film } = exercise("0.1");
    expect(() => grade("0.1", person[0] * film[0] + person[1] * film[1])).not.toThrow();
    expect(() => grade("0.1", person[0] + person[1] + film[0] + film[1])).toThrow(WrongAnswer);
    expect(() => grade("0.1", undefined)).toThrow(/^0\.1: There is no answer yet/);
  });

  test("get what was found as plain data", () => {
    const { person, film } = exercise("0.1");
    expect(judgement("0.1", (person[0] * film[0] + person[1] * film[1]) / 2)).toEqual({
      right: false,
      misconception: "mean",
      text: expect.stringMatching(/^Not yet\. You have taken the mean/) as string,
    });
  });
});

describe("German", () => {
  test("is said where it is there, with English for the rest", () => {
    language("de");
    check("0.1");
    expect(shown()).toMatchObject({ language: "de", title: /^Aufgabe 0\.1: / });
    check("7.2", 1e9);
    expect(shown().texts[0]).toBe("Noch nicht.");
    expect(() => language("fr" as "de")).toThrow(/"en" or "de"/);
  });

  test("has commas before decimals, and English for the rest has points", () => {
    language("de");
    predict("0.b", 3.5);
    expect(shown().note).toBe("Ihr Tipp: 3,5.");
    reveal("0.b", 4.25);
    expect(shown().note).toContain("Sie lagen um 0,75 daneben.");
    exercise("2.3");
    expect(shown().texts[0]).toMatch(/die Lernrate ist 0,\d/);
    expect(shown().texts[0]).toContain("[4, 0.5, 3]");
    const asked = (code: "de" | "en"): string[] => {
      language(code);
      exercise("4.3");
      return shown().texts;
    };
    expect(asked("de")).toEqual(asked("en"));
  });
});

describe("a prediction", () => {
  const last = shown;

  test("is found by its id, spaces around it or not", () => {
    predict(" 0.b ", 4);
    reveal("0.b", 4.5);
    expect(last()).toMatchObject({ id: "0.b", guess: 4, actual: 4.5 });
  });

  test("of a number is kept, and told beside what came", () => {
    predict("0.b");
    expect(last()).not.toHaveProperty("guess");
    predict("0.b", 4);
    expect(last()).toMatchObject({ guess: 4, note: "Your guess: 4." });
    reveal("0.b", 4.5);
    expect(last()).toMatchObject({ guess: 4, actual: 4.5, note: /You were off by 0\.5\.$/ });
    reveal("0.b", 4);
    expect(last().note).toMatch(/Exactly right/);
  });

  test("without a guess is shown all the same", () => {
    reveal("0.b", 4.5);
    expect(last()).toMatchObject({ actual: 4.5, note: /You have made no guess\./ });
  });

  test("of a choice is its text, its name or its number", () => {
    for (const guess of ["About as close", "same", 1]) {
      predict("0.a", guess);
      expect(last().guess).toBe(1);
    }
    reveal("0.a", "closer");
    expect(last()).toMatchObject({ actual: 0, note: /It turned out differently/ });
  });

  test("of a curve goes straight between its points, and takes a history", () => {
    predict("0.c", [1, 0.5, 0.25]);
    reveal("0.c", { iterations: [0, 1, 4], values: [1, 0.4, 0.1] });
    expect(last().guess).toEqual([1, 0.5, 0.25]);
    const came = last().actual as number[];
    expect(came).toHaveLength(201);
    // A quarter of the way is iteration 1, half of it a third of the way from there to iteration 4.
    expect([came[0], came[50], came[100], came[200]].map((height) => height.toFixed(6))).toEqual(["1.000000", "0.400000", "0.300000", "0.100000"]); // prettier-ignore
    expect(sent[sent.length - 1]["text/html"]).toContain("<img");
  });

  test.each([["0.b", "four"], ["0.b", NaN], ["0.a", 7], ["0.c", 3], ["0.c", [1]], ["0.c", [1, NaN]], ["0.c", { iterations: [0, 0, 1], values: [1, 2, 3] }], ["0.c", { iterations: [0, 1], values: [1, 2, 3] }], ["0.b", null]])(
    "%s takes no %j, and says what it takes",
    (id, guess) => {
      const before = sent.length;
      predict(id, guess);
      expect(last()).not.toHaveProperty("guess");
      const [sentence, question] = sent.slice(before);
      expect(sentence["text/plain"]).toMatch(/^Your guess is .*; this question takes /);
      expect(question["text/plain"]).toContain("Give your guess as the second argument");
    },
  ); // prettier-ignore
});

describe("exercises of one's own", () => {
  test("are asked, checked and solved as all others", () => {
    defineExercise({
      ...{ id: "mine.1", kind: "number", title: "A sum", question: "What is {a} + {b}?", hints: ["Add."] },
      values: (draw) => ({ a: draw.whole(2, 9), b: draw.whole(2, 9) }),
      solution: ({ a, b }) => a + b,
      explanation: "It is {answer}.",
      mistakes: { product: { answer: ({ a, b }) => a * b, say: "You have multiplied." } },
    });
    const { a, b } = exercise("mine.1") as { a: number; b: number };
    check("mine.1", a * b);
    expect(shown().texts).toEqual(["Not yet.", "You have multiplied."]);
    check("mine.1", a + b);
    expect(shown().state).toBe("right");
    solution("mine.1");
    expect(shown().texts).toEqual([`It is ${a + b}.`]);
  });

  test("and predictions", () => {
    definePrediction({
      id: "mine.a",
      question: "How many?",
      input: { type: "number", from: 0, to: 9, step: 1 },
    });
    predict("mine.a", 3);
    expect(shown()).toMatchObject({ question: "How many?", guess: 3 });
  });

  test("need an id that can be one", () => {
    for (const id of ["", "a b", "x".repeat(41), 3])
      expect(() => definePrediction({ id: id as string, question: "?", input: { type: "choice", choices: ["a", "b"] } })).toThrow(/id is/); // prettier-ignore
  });
});

test.each(["", "  ", 3, "x".repeat(61)])("learner(%j) is an error that names what it takes", (name) => {
  expect(() => learner(name as string)).toThrow(/name is .*, expected a name of 1 to 60 characters/);
});
