/**
 * What the library writes into payloads in English, such as headings of tables, said in the reader's language. A person's
 * own words stay as they are: they are none of these.
 */
import { FACTORIZATION_TITLE } from "../payload/build";
import { english } from "./translate";
import type { Translate } from "./translate";

type Values = Readonly<Record<string, string>>;
type Sentence = (t: Translate, values: Values) => string;

/** What stands above the views. */
const TITLES: readonly Sentence[] = [
  (t) => t("Matrix factorization"),
  (t) => t("Nonnegative matrix factorization"),
  (t) => t("Truncated SVD"),
  (t) => t("Picture"),
  (t, values) => t("Items as {model} sees them", values),
  (t) => t("first principal component"),
  (t) => t("second"),
  (t) => t("Ratings"),
  (t, values) => t("For {name}", values),
  (t, values) => t("{user} and {item}: {number}", values),
  (t, values) => t("Most like {name}", values),
  (t) => t("Models compared on one split"),
  (t, values) => t("Models compared, means of {number} folds", values),
  (t, values) => t("{number} trials, lower {measure} is better", values),
  (t, values) => t("{number} trials, higher {measure} is better", values),
  (t, values) => t("{number} held-out ratings, lists for {count} users", values),
  (t) => t("1 fold"),
  (t, values) => t("{number} folds", values),
  (t) => t("1 feature"),
  (t, values) => t("{features} features", values),
];

/** The heads of columns, and what stands in cells. */
const CELLS: readonly Sentence[] = [
  (t) => t("model"),
  (t) => t("trial"),
  (t) => t("features"),
  (t) => t("standard error"),
  (t) => t("epochs trained"),
  (t) => t("state"),
  (t) => t("metric"),
  (t) => t("value"),
  (t) => t("fold"),
  (t) => t("note"),
  (t) => t("title"),
  (t) => t("rating"),
  (t) => t("score"),
  (t) => t("similarity"),
  (t) => t("because of"),
  (t) => t("what"),
  (t) => t("adds"),
  (t) => t("through a rating"),
  (t) => t("user"),
  (t) => t("item"),
  (t) => t("users"),
  (t) => t("items"),
  (t) => t("ratings"),
  (t) => t("of the cells"),
  (t) => t("lowest"),
  (t) => t("highest"),
  (t) => t("mean"),
  (t) => t("diverged"),
  (t) => t("mean of all ratings"),
  (t) => t("user bias"),
  (t) => t("item bias"),
  (t) => t("nothing in particular"),
  (t, values) => t("{title}, rated {number}", values),
  (t, values) => t("{title}, counted {number}", values),
  (t, values) => t("being liked by everybody: {number}", values),
  (t, values) => t("all ratings together: {number}", values),
  (t, values) => t("{title} ({rating}): {number}", values),
];

/** What stands below tables. */
const NOTES: readonly Sentence[] = [
  (t, values) => t("Bold: the best of its column, and what {test} does not tell apart from it", values),
  (t, values) => t("Bold: the best, and what {test} does not tell apart from it", values),
  (t, values) => t("No number is marked: {test} tells none apart", values),
  (t, values) => t("No number is marked under {columns}: the test tells none apart there", values),
  (t) => t("± one standard error over users"),
  (t) => t("± one standard error over folds"),
  (t) => t("The standard error is that over users."),
  (t) =>
    t(
      "The standard error is that over folds, with allowance for the training ratings that they have in common.",
    ),
  (t) => t("One user on one split does not tell which difference is more than noise."),
  (t, values) =>
    t(
      "Warning: {count} held-out ratings are of a user and an item that the model was trained on, which makes errors look smaller; lists leave them out.",
      values,
    ),
  (t) =>
    t(
      "Warning: 1 held-out rating is of a user and an item that the model was trained on, which makes errors look smaller; lists leave them out.",
    ),
  (t, values) =>
    t("{count} held-out ratings were left out: the model does not know the user or the item.", values),
  (t) => t("1 held-out rating was left out: the model does not know the user or the item."),
  (t, values) => t("{count} users have no list, since nothing relevant of theirs is held out.", values),
  (t) => t("1 user has no list, since nothing relevant of theirs is held out."),
  (t, values) => t("The prediction is below {number}, the mean of {name}'s ratings.", values),
  (t, values) => t("All predictions are below {number}, the mean of {name}'s ratings.", values),
  (t, values) => t("The last prediction is below {number}, the mean of {name}'s ratings.", values),
  (t, values) => t("From {count} on, predictions are below {number}, the mean of {name}'s ratings.", values),
  (t, values) => t("{count} more ratings change it by {number} or less each.", values),
  (t, values) => t("{count} more ratings change nothing.", values),
  (t, values) => t("1 more rating changes it by {number} or less.", values),
  (t) => t("1 more rating changes nothing."),
  (t, values) => t("The only rating changes it by {number} or less.", values),
  (t) => t("The only rating changes nothing."),
  (t, values) =>
    t("No single rating counts for much: all {count} change it by {number} or less each.", values),
  (t, values) => t("Held within the scale, the prediction is {number}.", values),
  (t, values) =>
    t("Nothing is known of {name}: this is the model's baseline, the same list for every newcomer.", values),
];

/** The tests that notes speak of. */
const TESTS: readonly Sentence[] = [
  (t) => t("a paired t-test over users (at 5 %, with Holm's correction)"),
  (t) => t("a paired t-test over folds (at 5 %, with the corrections of Nadeau and Bengio and of Holm)"),
];

/** A heading, or the axis of a map. */
export function titleText(title: string = FACTORIZATION_TITLE, t: Translate = english): string {
  return said(title, TITLES, t);
}

/** The head of a column. A cell may hold several reasons, with semicolons between them. */
export function cellText(text: string, t: Translate): string {
  const parts = text.split("; ");
  return parts.map((part) => said(part, CELLS, t)).join("; ");
}

/** A sentence below a table. */
export function noteText(note: string, t: Translate): string {
  return said(note, NOTES, t);
}

/** What of a sentence is found by a placeholder: numbers alone, or anything. */
const FOUND: Readonly<Record<string, string>> = {
  number: "(?:≈ )?[−+-]?\\d[\\d.,]*(?:e[+-]?\\d+)?",
  count: "\\d[\\d,]*",
  features: "\\d+",
  rating: "[−-]?\\d[\\d.]*",
};

const patterns = new Map<Sentence, RegExp>();

/** What a sentence is recognized by: its English words, with anything in the place of its values. */
function patternOf(sentence: Sentence): RegExp {
  let pattern = patterns.get(sentence);
  if (!pattern) {
    const text = sentence((text) => text, {}).replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    const source = text.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${FOUND[name] ?? ".+"})`);
    pattern = new RegExp(`^${source}$`, "u");
    patterns.set(sentence, pattern);
  }
  return pattern;
}

function said(text: string, sentences: readonly Sentence[], t: Translate): string {
  for (const sentence of sentences) {
    const found = patternOf(sentence).exec(text);
    if (!found) continue;
    const values: Record<string, string> = { ...found.groups };
    if (values["test"] !== undefined) values["test"] = said(values["test"], TESTS, t);
    return sentence(t, values);
  }
  return text;
}
