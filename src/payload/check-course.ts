import { optional } from "./check-factorization";
import { count, fail, finiteNumbers, list, object, own, positive, text } from "./fields";
import { LIMITS } from "./limits";
import { PAYLOAD_VERSION } from "./types";
import type {
  ExerciseViewPayload,
  GivenPayload,
  Guess,
  PredictionInputPayload,
  PredictionViewPayload,
} from "./types";

const STATES = ["right", "wrong", "unusable"] as const;

/** Checks a payload whose kind is "prediction". @throws PayloadError */
export function checkPrediction(payload: object): PredictionViewPayload {
  const input = checkInput(object(own(payload, "input"), "input"));
  return {
    version: PAYLOAD_VERSION,
    kind: "prediction",
    ...named(payload),
    question: text(own(payload, "question"), "question", LIMITS.paragraph),
    input,
    ...optional(payload, "guess", (value) => checkGuess(value, "guess", input)),
    ...optional(payload, "actual", (value) => checkGuess(value, "actual", input)),
    ...optional(payload, "note", (value) => text(value, "note", LIMITS.paragraph)),
  };
}

/** Checks a payload whose kind is "exercise". @throws PayloadError */
export function checkExercise(payload: object): ExerciseViewPayload {
  return {
    version: PAYLOAD_VERSION,
    kind: "exercise",
    ...named(payload),
    part: oneOf(own(payload, "part"), "part", ["question", "check", "hint", "solution"]),
    learner: text(own(payload, "learner"), "learner"),
    title: text(own(payload, "title"), "title", LIMITS.cell),
    texts: paragraphs(own(payload, "texts"), "texts"),
    ...optional(payload, "state", (value) => oneOf(value, "state", STATES)),
    ...optional(payload, "misconception", (value) => text(value, "misconception")),
    ...optional(payload, "given", (value) => list(value, "given", LIMITS.paragraphs).map(checkGiven)),
    ...optional(payload, "hints", (value) => paragraphs(value, "hints")),
    ...optional(payload, "hintsInAll", (value) => count(value, "hintsInAll", 0, LIMITS.paragraphs)),
    ...optional(payload, "code", (value) => text(value, "code", 2 * LIMITS.paragraph)),
  };
}

function named(payload: object): { id: string; language: string } {
  return { id: text(own(payload, "id"), "id"), language: text(own(payload, "language"), "language") };
}

function paragraphs(value: unknown, path: string): string[] {
  return list(value, path, LIMITS.paragraphs).map((item, k) => text(item, `${path}[${k}]`, LIMITS.paragraph));
}

function checkGiven(item: unknown, k: number): GivenPayload {
  const source = object(item, `given[${k}]`);
  return {
    name: text(own(source, "name"), `given[${k}].name`),
    text: text(own(source, "text"), `given[${k}].text`, LIMITS.paragraph),
  };
}

function oneOf<Name extends string>(value: unknown, path: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === value);
  return found ?? fail(path, value, names.map((name) => JSON.stringify(name)).join(", "));
}

function checkInput(source: object): PredictionInputPayload {
  const type = oneOf(own(source, "type"), "input.type", ["number", "choice", "curve"]);
  switch (type) {
    case "number": {
      const [from, to] = range([own(source, "from"), own(source, "to")], "input.from and input.to");
      return { type, from, to, step: positive(own(source, "step"), "input.step") };
    }
    case "choice": {
      const choices = list(own(source, "choices"), "input.choices", LIMITS.choices);
      if (choices.length < 2) fail("input.choices.length", choices.length, "at least 2");
      return { type, choices: choices.map((choice, k) => text(choice, `input.choices[${k}]`, LIMITS.cell)) };
    }
    case "curve": {
      const axes = list(own(source, "axes"), "input.axes", 2);
      return {
        type,
        axes: [text(axes[0], "input.axes[0]"), text(axes[1], "input.axes[1]")],
        x: range(own(source, "x"), "input.x"),
        y: range(own(source, "y"), "input.y"),
      };
    }
  }
}

function range(value: unknown, path: string): [number, number] {
  const [from, to, ...more] = finiteNumbers(value, path, 2);
  if (to === undefined || more.length > 0 || from >= to) fail(path, value, "two rising numbers");
  return [from, to];
}

/** A guess, or what came, as the input has it. */
function checkGuess(value: unknown, path: string, input: PredictionInputPayload): Guess {
  switch (input.type) {
    case "number":
      return typeof value === "number" && Number.isFinite(value)
        ? value
        : fail(path, value, "a finite number");
    case "choice":
      return count(value, path, 0, input.choices.length - 1);
    case "curve": {
      const heights = finiteNumbers(value, path, LIMITS.curve);
      return heights.length >= 2 ? heights : fail(`${path}.length`, heights.length, "at least 2");
    }
  }
}
