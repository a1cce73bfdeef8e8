// What the course's outputs are drawn with: a part of its own, loaded with the first of them.
export { ExerciseCard } from "./exercise";
export { PredictionCard } from "./prediction";
