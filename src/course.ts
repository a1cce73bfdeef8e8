// The course: exercises whose answers are checked, and predictions that are made before something is shown.

export { check, exercise, grade, hint, judgement, solution, WrongAnswer } from "./course/actions";
export type { Judgement } from "./course/actions";
export { predict, reveal } from "./course/predict";
export { language, learner } from "./course/state";
export type { CourseLanguage } from "./course/state";
export type { ExerciseId, ExerciseValues } from "./course/exercises/all";
export type { PredictionId } from "./course/predictions";
export { ClassRatings, classRatings } from "./course/class/class-ratings";
export type { ClassModelOptions, ClassOptions } from "./course/class/class-ratings";
export { ClassSheet, classSheet } from "./course/class/sheet";
export type { ClassSheetOptions } from "./course/class/sheet";
