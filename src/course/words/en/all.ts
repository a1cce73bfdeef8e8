import type { WordsOf } from "../../definition";
import type { ExerciseValues } from "../../exercises/all";
import { words00 } from "./00";
import { words01 } from "./01";
import { words02 } from "./02";
import { words03 } from "./03";
import { words04 } from "./04";
import { words05 } from "./05";
import { words06 } from "./06";
import { words07 } from "./07";
import { words08 } from "./08";
import { words09 } from "./09";

export { common } from "./common";
export { predictions } from "./predictions";

/** All exercises in English, which has all words. */
export const exercises: WordsOf<ExerciseValues> = {
  ...words00,
  ...words01,
  ...words02,
  ...words03,
  ...words04,
  ...words05,
  ...words06,
  ...words07,
  ...words08,
  ...words09,
};
