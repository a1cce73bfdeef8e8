import type { Exercises } from "../definition";
import { exercises00 } from "./00";
import type { Values00 } from "./00";
import { exercises01 } from "./01";
import type { Values01 } from "./01";
import { exercises02 } from "./02";
import type { Values02 } from "./02";
import { exercises03 } from "./03";
import type { Values03 } from "./03";
import { exercises04 } from "./04";
import type { Values04 } from "./04";
import { exercises05 } from "./05";
import type { Values05 } from "./05";
import { exercises06 } from "./06";
import type { Values06 } from "./06";
import { exercises07 } from "./07";
import type { Values07 } from "./07";
import { exercises08 } from "./08";
import type { Values08 } from "./08";
import { exercises09 } from "./09";
import type { Values09 } from "./09";

/** The values of every exercise of the course, by its id. */
export interface ExerciseValues
  extends
    Values00,
    Values01,
    Values02,
    Values03,
    Values04,
    Values05,
    Values06,
    Values07,
    Values08,
    Values09 {}

/** The id of an exercise: the number of its notebook, and its own. */
export type ExerciseId = keyof ExerciseValues;

/** Every exercise of the course. */
export const EXERCISES: Exercises<ExerciseValues> = {
  ...exercises00,
  ...exercises01,
  ...exercises02,
  ...exercises03,
  ...exercises04,
  ...exercises05,
  ...exercises06,
  ...exercises07,
  ...exercises08,
  ...exercises09,
};
