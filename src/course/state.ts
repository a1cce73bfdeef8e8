import { wrongArgument } from "../errors";

/** A language of the course: English or German. */
export type CourseLanguage = "en" | "de";

/** The languages that the course has words in. */
const LANGUAGES: readonly CourseLanguage[] = ["en", "de"];

/** Whose course this is, and how far it has come, for as long as the kernel runs. */
interface CourseState {
  learner: string;
  language: CourseLanguage;
  /** How many hints of an exercise were shown. */
  readonly hints: Map<string, number>;
  /** What was guessed in code. */
  readonly guesses: Map<string, number | number[]>;
}

/** The state of this kernel's course. */
export const state: CourseState = { learner: "", language: "en", hints: new Map(), guesses: new Map() };

const LONGEST_NAME = 60;

/**
 * Says who learns here: exercises then have numbers of this learner's own, the same each time. Without a name, everybody has
 * the same numbers. It holds until the kernel ends, so that it belongs into a notebook's first cell.
 * @param name up to 60 characters; upper and lower case and spaces at its ends make no difference.
 * @throws ValueError if it is no text, or empty.
 */
export function learner(name: string): void {
  const given: unknown = name;
  const trimmed = typeof given === "string" ? given.normalize().trim() : "";
  if (trimmed === "" || trimmed.length > LONGEST_NAME)
    throw wrongArgument("name", given, `a name of 1 to ${LONGEST_NAME} characters, such as "Ada"`);
  state.learner = trimmed;
  state.hints.clear();
}

/**
 * Chooses the language of questions, hints and answers, until the kernel ends. What is not yet there in it is in English.
 * @param code "en" for English, "de" for German. @default "en"
 * @throws ValueError for any other.
 */
export function language(code: CourseLanguage): void {
  if (!LANGUAGES.includes(code))
    throw wrongArgument("language", code, LANGUAGES.map((name) => `"${name}"`).join(" or "));
  state.language = code;
}
