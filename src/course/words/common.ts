import type { AnswerKind } from "../definition";
import type { Reason, Sort } from "../answers/reading";

/** What the course says whatever the exercise, in one language. */
export interface CommonWords {
  readonly exercise: string;
  readonly prediction: string;
  readonly hint: string;
  readonly hintsLeft: string;
  readonly lastHint: string;
  readonly noHints: string;
  readonly solution: string;
  readonly answerIs: string;
  readonly right: string;
  readonly wrong: string;
  readonly partlyRight: string;
  /** Of names that are the right ones. */
  readonly otherOrder: string;
  readonly partlyRightTrials: string;
  readonly tryHint: string;
  readonly values: string;
  readonly choose: string;
  readonly yourGuess: string;
  readonly whatCame: string;
  readonly noGuess: string;
  readonly exact: string;
  readonly off: string;
  readonly otherChoice: string;
  readonly howToGuess: string;
  readonly badGuess: string;
  /** What each kind of exercise takes. */
  readonly takes: Readonly<Record<AnswerKind, string>>;
  /** What an answer of another kind is. */
  readonly sorts: Readonly<Record<Sort, string>>;
  readonly unusable: Readonly<Record<Reason, string>>;
}
