import { count, fail, finiteNumbers, finiteOrNull, list, object, own, text } from "../../payload/fields";
import { DUPLICATES } from "../../ratings/duplicates";
import type { Duplicates } from "../../ratings/duplicates";
import { readFields } from "../shared/wrong-part";

/** A file may be as long as its model needs. */
const ANY = Number.MAX_SAFE_INTEGER;

/**
 * Checks a model's record, which may come from any source with a valid checksum: every field that neither a size nor a
 * constructor checks later.
 * @throws ModelFileError naming the field.
 */
export function checkRecord(record: object): void {
  readFields("the model's", () => {
    count(own(record, "epoch"), "epoch", 0, ANY);
    checkRatingsRecord(object(own(record, "ratings"), "ratings"));
    object(own(record, "parameters"), "parameters");
    checkHistory(object(own(record, "history"), "history"));
    const trainingLoop = own(record, "course");
    if (trainingLoop !== undefined) checkTrainingLoop(object(trainingLoop, "course"));
  });
}

function checkRatingsRecord(ratings: object): void {
  for (const name of ["users", "items"]) list(own(ratings, name), `ratings.${name}`, ANY);
  for (const name of ["user", "item", "rating"]) checkNumbers(own(ratings, name), `ratings.${name}`);
  for (const name of ["timestamp", "weight"])
    if (own(ratings, name) !== undefined) checkNumbers(own(ratings, name), `ratings.${name}`);
  const rule = own(ratings, "duplicates");
  if (rule !== undefined && !DUPLICATES.includes(rule as Duplicates))
    fail("ratings.duplicates", rule, `one of ${DUPLICATES.join(", ")}`);
  const elsewhere = own(ratings, "elsewhere");
  if (elsewhere !== undefined) text(elsewhere, "ratings.elsewhere", ANY);
  const scale = finiteNumbers(own(ratings, "scale"), "ratings.scale", 2);
  if (!(scale[0] <= scale[1])) fail("ratings.scale", scale, "the lowest rating, then the highest");
  list(own(ratings, "titles"), "ratings.titles", ANY).forEach((pair, k) => {
    const path = `ratings.titles[${k}]`;
    text(list(pair, path, 2)[1], `${path}[1]`, ANY);
  });
}

/** Text, or typed arrays where the file holds bytes. */
function checkNumbers(value: unknown, path: string): void {
  if (!ArrayBuffer.isView(value)) text(value, path, ANY);
}

function checkHistory(history: object): void {
  const [iterations, loss, validation] = ["iterations", "loss", "validation"].map((name) =>
    finiteNumbers(own(history, name), `history.${name}`, ANY),
  );
  if (loss.length !== iterations.length)
    fail("history.loss.length", loss.length, `${iterations.length}, one for each iteration`);
  if (validation.length > iterations.length)
    fail("history.validation.length", validation.length, `at most ${iterations.length}`);
}

function checkTrainingLoop(loop: object): void {
  for (const name of ["start", "end", "waited"]) count(own(loop, name), `course.${name}`, 0, ANY);
  finiteOrNull(own(loop, "bound"), "course.bound");
  const best = object(own(loop, "best"), "course.best");
  count(own(best, "epoch"), "course.best.epoch", 0, ANY);
  finiteOrNull(own(best, "loss"), "course.best.loss");
  object(own(best, "parameters"), "course.best.parameters");
}
