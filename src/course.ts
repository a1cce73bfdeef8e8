// The course: exercises whose answers are checked, and predictions that are made before something is shown.

export { check, exercise, grade, hint, judgement, solution, WrongAnswer } from "./course/actions";
export type { Judgement } from "./course/actions";
export { predict, reveal } from "./course/predict";
export { language, learner } from "./course/state";
export type { CourseLanguage } from "./course/state";
export type { ExerciseId } from "./course/exercises/all";
export { defineExercise, definePrediction } from "./course/define";
export type { KnownMistake, OwnExercise, OwnId, OwnPrediction } from "./course/define";
export type { AnswerKind, Answers, Written } from "./course/definition";
export type { Draw } from "./course/draw";
export type { PredictionInput } from "./course/predictions";
export { ClassRatings, classRatings } from "./course/class/class-ratings";
export type { ClassModelOptions, ClassOptions } from "./course/class/class-ratings";
export { ClassSheet, classSheet } from "./course/class/sheet";
export type { ClassSheetOptions } from "./course/class/sheet";
export type { Table } from "./course/tables";
