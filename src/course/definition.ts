import type { Draw } from "./draw";
import type { Table } from "./tables";

/** A function that a learner writes. */
export type Written = (...given: never[]) => unknown;

/** What each kind of exercise takes for an answer. */
export interface Answers {
  /** A number. */
  number: number;
  /** A table of numbers; a `Matrix` will do as well. */
  matrix: Table;
  /** A list of numbers. */
  list: number[];
  /** One of the choices: its text, or its number from 0. */
  choice: string;
  /** A list of texts, in order. */
  names: string[];
  /** A function that returns a list of numbers. */
  function: Written;
}

/** The kind of an exercise's answer. */
export type AnswerKind = keyof Answers;

/** An exercise without its words, which stand by its id among those of a language. */
export interface ExerciseOf<Kind extends AnswerKind, Values> {
  /** What is answered. */
  readonly kind: Kind;
  /** Draws a learner's own values. */
  values(draw: Draw): Values;
  /** The right answer. */
  solution(values: Values): Answers[Kind];
  /**
   * What those answer who have got something wrong in a known way, by the name of the misconception; null where it does
   * not show with these values. The first that fits is named. Values are drawn until all of them differ.
   */
  readonly misconceptions: Readonly<Record<string, (values: Values) => Answers[Kind] | null>>;
  /** Of a choice: what can be chosen, as names that need no translation, or as keys of the words' `choices`. */
  choices?(values: Values): readonly string[];
  /** Of a function: the arguments with which it is tried. */
  cases?(values: Values): readonly (readonly unknown[])[];
  /** Of a function: the one that the notebook begins with. What returns the same is no answer yet. */
  readonly untouched?: Written;
  /** The solution as TypeScript, where words alone do not say it. */
  readonly code?: string;
}

/** An exercise of any kind. */
export type Exercise<Values = unknown> = { [Kind in AnswerKind]: ExerciseOf<Kind, Values> }[AnswerKind];

/** The exercises of a notebook, by their ids. */
export type Exercises<Values> = { readonly [Id in keyof Values]: Exercise<Values[Id]> };

/** What an exercise says, in one language. `{name}` stands for the value of that name, `{answer}` for the right answer. */
export interface ExerciseWords {
  /** What it is about, in a few words. */
  readonly title: string;
  /** What is asked. */
  readonly question: string;
  /** Help, a step at a time. */
  readonly hints: readonly string[];
  /** Why the right answer is right. */
  readonly solution: string;
  /** What to say to each misconception, without the answer. */
  readonly wrong: Readonly<Record<string, string>>;
  /** The texts of choices that are sentences. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** The words of a notebook's exercises, by their ids. */
export type WordsOf<Values> = { readonly [Id in keyof Values]: ExerciseWords };
