import { ValueError } from "../../errors";
import { Matrix } from "../../matrix/matrix";
import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { makeBundle } from "../../outputs/make-bundle";
import { formatLoss } from "../../outputs/number";
import { lossViewPayload } from "../../payload/build";
import type { Id } from "../../ratings/ids";
import { checkRatings } from "../../ratings/ratings";
import type { Ratings } from "../../ratings/ratings";
import { readText, writeText } from "../../files/text-file";
import { checkFlag, checkOptionNames, checkWhole } from "../../training/options";
import { checkRecord } from "./check-record";
import { cosines } from "./cosine";
import { Explanation } from "./explanation";
import type { PredictionPart } from "./explanation";
import {
  opened,
  otherModel,
  parametersOf,
  parametersRecord,
  ratingsOf,
  ratingsRecord,
  sealed,
} from "./model-file";
import type { ModelRecord } from "./model-file";
import { Newcomer, readGiven } from "./newcomer";
import type { GivenRating } from "./newcomer";
import { rowAt } from "./parameters";
import type { Row } from "./parameters";
import { RatingModel } from "./rating-model";
import type { CommonSettings } from "./rating-model";
import { RankedList } from "./recommendations";
import type { Ranked, Reason } from "./recommendations";
import { topPlaces } from "./top";

export type { CommonSettings, Epoch, Step } from "./rating-model";

export interface RecommendOptions {
  /** The most items, a whole number ≥ 1. @default 10 */
  count?: number;
  /** Leaves out what the user has rated. @default true */
  excludeSeen?: boolean;
  /** Says with each item which of the user's ratings raise it most. @default false */
  reasons?: boolean;
}

/** Reasons that a list names with each item. */
const MOST_REASONS = 3;

/**
 * A model of ratings and what it is for: predictions, top-N lists, neighbours, newcomers, explanations, files. Users and
 * items go by their ids. A user may also be a {@link Newcomer}, as `transform` makes one.
 */
export abstract class Recommender<
  Settings extends CommonSettings = CommonSettings,
> extends RatingModel<Settings> {
  /** Scores of all items for a user, into `scores`. A model overrides it where it is faster in one go. */
  protected scoreAll(user: Row, scores: Float64Array): void {
    for (let i = 0; i < scores.length; i++) scores[i] = this.score(user, this.itemRow(i));
  }

  /**
   * What the model expects a user to give an item: a rating held within the scale, or for implicit feedback a score.
   * @throws ValueError if the training knew no such user or item; NotFittedError before training.
   */
  predict(user: Id | Newcomer, item: Id | Newcomer): number {
    return this.held(this.score(this.rowOf("user", user), this.rowOf("item", item)));
  }

  /**
   * {@link predict} for each of these ratings, in the order of `rows`; NaN where the training knew no such user or
   * item.
   */
  predictions(ratings: Ratings): Float64Array {
    checkRatings(ratings, "ratings");
    const { userIds, itemIds, rows } = ratings;
    const [users, items] = [[...userIds], [...itemIds]].map((ids, side) =>
      ids.map((id) => (side === 0 ? this.ratings.userIds : this.ratings.itemIds).find(id)),
    );
    const predicted = new Float64Array(ratings.length).fill(NaN);
    for (let u = 0; u < rows.rows; u++) {
      const user = users[u];
      if (user === undefined) continue;
      const row = this.userRow(user);
      for (let k = rows.offsets[u]; k < rows.offsets[u + 1]; k++) {
        const item = items[rows.indices[k]];
        if (item !== undefined) predicted[k] = this.held(this.score(row, this.itemRow(item)));
      }
    }
    return predicted;
  }

  /** The scores of all items for a user, by the items' places, not held within the scale. */
  scores(user: Id | Newcomer): Float64Array {
    const scores = new Float64Array(this.ratings.items);
    this.scoreAll(this.rowOf("user", user), scores);
    return scores;
  }

  /**
   * The items that suit a user best, without those that the user has rated.
   * @example
   * model.recommend("Ada", { count: 5 });
   */
  recommend(user: Id | Newcomer, options: RecommendOptions = {}): RankedList {
    checkOptionNames(options, ["count", "excludeSeen", "reasons"]);
    const count = checkWhole(options.count ?? 10, "count", 1);
    const seen = new Set(
      checkFlag(options.excludeSeen ?? true, "excludeSeen") ? this.given(user).places : [],
    );
    const scores = this.scores(user);
    const places = topPlaces(scores, count, (place) => seen.has(place));
    const reasons = checkFlag(options.reasons ?? false, "reasons") ? this.reasonsFor(user, places) : null;
    const entries = places.map((place, n): Ranked => {
      const because = reasons?.[n].filter(({ influence }) => influence > 0).slice(0, MOST_REASONS);
      return { ...this.named(place), score: this.held(scores[place]), ...(because ? { because } : {}) };
    });
    return new RankedList(`For ${nameOf(user)}`, this.predictsRatings ? "rating" : "score", entries);
  }

  /** Items whose factors point most nearly the same way, by the cosine of the angle. */
  similarItems(item: Id | Newcomer, options: { count?: number } = {}): RankedList {
    return this.similar("item", item, options);
  }

  /** Users whose factors point most nearly the same way, by the cosine of the angle. */
  similarUsers(user: Id | Newcomer, options: { count?: number } = {}): RankedList {
    return this.similar("user", user, options);
  }

  /**
   * A new user, folded in without training: the user's parameters are fitted to the ratings, all else stays as it is.
   * @param given `[item, rating]` of at least one item of the training.
   */
  transform(given: Iterable<GivenRating>): Newcomer {
    const { places, values } = readGiven(given, this.ratings.itemIds);
    return new Newcomer("user", places, values, this.foldIn("user", places, values));
  }

  /** A new item, folded in as {@link transform} does it for a user: `given` is `[user, rating]`. */
  transformItem(given: Iterable<GivenRating>): Newcomer {
    const { places, values } = readGiven(given, this.ratings.userIds);
    return new Newcomer("item", places, values, this.foldIn("item", places, values));
  }

  /**
   * Where a prediction comes from: its parts, and what each rating of the user adds to it. A rating's influence is what
   * the prediction would lose if the user were folded in without it.
   */
  explain(user: Id | Newcomer, item: Id): Explanation {
    const place = this.ratings.itemIds.place(item);
    const prediction = this.score(this.rowOf("user", user), this.itemRow(place));
    const parts = this.parts(this.rowOf("user", user), this.itemRow(place), prediction);
    const [because] = this.reasonsFor(user, [place]);
    return new Explanation(nameOf(user), this.ratings.titleOf(item), prediction, parts, because);
  }

  /**
   * The factors of the users or of the items, one row each. Shared, not copied.
   * @throws ValueError if the model has none; NotFittedError before training.
   */
  factorMatrix(per: "user" | "item"): Matrix {
    const name = `${per}Factors`;
    const { parameters } = this;
    const shape = this.ownShapes.find((each) => each.name === name);
    if (!shape || !(name in parameters)) throw noFactors(this.name, name);
    return this.matrix(name, shape.width);
  }

  /** Everything of the model as plain data, for `JSON.stringify`; see `fromJSON`. */
  toJSON(): ModelRecord {
    const course = this.unfinished;
    const { iterations, loss, validation } = this.history;
    return sealed({
      model: this.name,
      settings: this.settings,
      epoch: this.epoch,
      ratings: ratingsRecord(this.ratings),
      parameters: parametersRecord(this.parameters),
      history: { iterations, loss, validation },
      ...(course ? { course } : {}),
    });
  }

  /**
   * The model that `toJSON` wrote down: an object, or its JSON.
   * @throws ModelFileError if it is cut, changed, of another class or of a later version.
   */
  static fromJSON<Model extends Recommender>(this: new (options: never) => Model, json: unknown): Model {
    const record = opened(json);
    // Before its settings are used, which another class would not know.
    const { name } = new this({} as never);
    if (record.model !== name) throw otherModel(record.model, name);
    const model = new this(record.settings as never);
    model.takeOver(record);
    return model;
  }

  /**
   * Writes the model into a file, as JSON. A file of that name is replaced only once the new one is whole.
   * @example
   * await model.save("films.json");
   * const again = await BiasedMF.load("films.json");
   * @throws FileError where it cannot be written; EnvironmentError where there are no files, as in a browser.
   */
  async save(path: string): Promise<void> {
    await writeText(path, JSON.stringify(this));
  }

  /** The model that `save` wrote. @throws FileError where there is none; ModelFileError as `fromJSON` has it. */
  static async load<Model extends Recommender>(
    this: { fromJSON(json: unknown): Model },
    path: string,
  ): Promise<Model> {
    return Promise.resolve(readText(path)).then((text) => this.fromJSON(text));
  }

  override toString(): string {
    const { settings } = this;
    const options = Object.entries(settings).map(([name, value]) => `${name} ${String(value)}`);
    if (!this.isFitted) return `${this.name}: ${options.join(", ")}; not trained yet`;
    const { users, items } = this.ratings;
    // After early stopping the curves go on beyond the epoch that was kept.
    const last = this.history.iterations.indexOf(this.epoch);
    const [loss, validation] = [this.history.loss[last], this.history.validation[last]] as (
      number | undefined
    )[];
    const said = loss === undefined ? "" : `, ${this.lossName} ${formatLoss(loss)}`;
    const heldOut = validation === undefined ? "" : ` (validation ${formatLoss(validation)})`;
    return `${this.name}: ${users} users × ${items} items, epoch ${this.epoch}${said}${heldOut}; ${options.join(", ")}`;
  }

  [jupyterDisplay](): MimeBundle {
    if (this.history.loss.length < 2) return { "text/plain": this.toString() };
    const runs = [{ name: this.name, history: this.history }];
    const words = { measure: this.lossName, step: "epoch" } as const;
    return makeBundle(lossViewPayload(runs, words), this.toString());
  }

  /** A parameter as a matrix: a row for each user, or item. Shared, not copied. @throws NotFittedError */
  protected matrix(name: string, width: number): Matrix {
    const values = this.parameters[name];
    return new Matrix(values.length / width, width, values, { name });
  }

  protected userRow(place: number): Row {
    return rowAt(this.ownShapes, this.parameters, "user", place);
  }

  protected itemRow(place: number): Row {
    return rowAt(this.ownShapes, this.parameters, "item", place);
  }

  private takeOver(record: ModelRecord): void {
    checkRecord(record);
    const ratings = ratingsOf(record.ratings);
    const parameters = parametersOf(record.parameters, this.ownShapes, ratings);
    // Looked at now, and not only when the training goes on.
    if (record.course) parametersOf(record.course.best.parameters, this.ownShapes, ratings);
    record.history.iterations.forEach((epoch, k) => this.history.record(epoch, record.history.loss[k]));
    this.history.validation.push(...record.history.validation);
    this.restore({ ratings, parameters }, record.epoch, record.course ?? null);
  }

  /** The parameters of a user or an item that the model knows, or of a new one. */
  protected rowOf(per: "user" | "item", who: Id | Newcomer): Row {
    if (!(who instanceof Newcomer)) {
      const { userIds, itemIds } = this.ratings;
      return per === "user" ? this.userRow(userIds.place(who)) : this.itemRow(itemIds.place(who));
    }
    if (who.per === per) return who.parameters;
    const expected = `a new ${per}, as transform${per === "item" ? "Item" : ""}() makes one`;
    throw new ValueError(`${per} is a new ${who.per}, expected ${expected}`, { argument: per, expected });
  }

  /** What a user has rated. */
  private given(user: Id | Newcomer): { places: Int32Array; values: Float64Array } {
    if (user instanceof Newcomer) return { places: user.others, values: user.values };
    const { offsets, indices, values } = this.ratings.rows;
    const u = this.ratings.userIds.place(user);
    const [from, to] = [offsets[u], offsets[u + 1]];
    return { places: indices.subarray(from, to), values: values.subarray(from, to) };
  }

  private similar(per: "user" | "item", who: Id | Newcomer, options: { count?: number }): RankedList {
    checkOptionNames(options, ["count"]);
    const count = checkWhole(options.count ?? 10, "count", 1);
    const name = `${per}Factors`;
    const factors = this.factorMatrix(per).values;
    const ids = per === "user" ? this.ratings.userIds : this.ratings.itemIds;
    const own = who instanceof Newcomer ? -1 : ids.place(who);
    const scores = cosines(this.rowOf(per, who)[name], factors);
    const entries = topPlaces(scores, count, (place) => place === own).map((place): Ranked => {
      const id = ids.at(place);
      const title = per === "item" ? this.ratings.titleOf(id) : String(id);
      return { id, title, score: scores[place] };
    });
    const title = who instanceof Newcomer || per === "user" ? nameOf(who) : this.ratings.titleOf(who);
    return new RankedList(`Most like ${title}`, "similarity", entries);
  }

  private named(place: number): { id: Id; title: string } {
    const id = this.ratings.itemIds.at(place);
    return { id, title: this.ratings.titleOf(id) };
  }

  /** For each item, what each rating of the user does to its score; the strongest first. */
  private reasonsFor(user: Id | Newcomer, items: readonly number[]): Reason[][] {
    const { places, values } = this.given(user);
    if (places.length === 0) return items.map(() => []);
    const whole = this.foldIn("user", places, values);
    const without = Array.from(places, (_, n) =>
      this.foldIn(
        "user",
        places.filter((_, k) => k !== n),
        values.filter((_, k) => k !== n),
      ),
    );
    return items.map((item) => {
      const row = this.itemRow(item);
      const score = this.score(whole, row);
      const reasons = without.map((rest, n): Reason => {
        const { id, title } = this.named(places[n]);
        return { item: id, title, rating: values[n], influence: score - this.score(rest, row) };
      });
      return reasons.sort((a, b) => Math.abs(b.influence) - Math.abs(a.influence));
    });
  }

  /** The terms of a prediction, as far as the model has such parameters; the features make the rest. */
  protected parts(user: Row, item: Row, prediction: number): PredictionPart[] {
    const terms: readonly [string, Float64Array | undefined][] = [
      ["mean of all ratings", this.parameters["globalMean"]],
      ["user bias", user["userBiases"]],
      ["item bias", item["itemBiases"]],
    ];
    const parts = terms.flatMap(([name, values]) => (values ? [{ name, value: values[0] }] : []));
    const rest = prediction - parts.reduce((sum, { value }) => sum + value, 0);
    const hasFeatures = this.parameters["itemFactors"] !== undefined || parts.length === 0;
    return hasFeatures ? [...parts, { name: "features", value: rest }] : parts;
  }

  private held(score: number): number {
    if (!this.predictsRatings) return score;
    const [low, high] = this.ratings.scale;
    return Math.min(high, Math.max(low, score));
  }
}

function nameOf(who: Id | Newcomer): string {
  return who instanceof Newcomer ? `the new ${who.per}` : String(who);
}

function noFactors(model: string, name: string): ValueError {
  const expected = `a model that has ${name}`;
  return new ValueError(`${model} compares no neighbours, expected ${expected}`, {
    argument: "model",
    expected,
  });
}
