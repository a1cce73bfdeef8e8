import { defaultThreads } from "../../kernels/run";
import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import type { Id, IdIndex } from "../../ratings/ids";
import { checkIsRatings } from "../../ratings/ratings";
import type { Ratings } from "../../ratings/ratings";
import { asked, askedUsers, isElsewhere, isUnknown, ratedBy, ratedElsewhere } from "./asked-users";
import type { Asked, AskedUser, Asking } from "./asked-users";
import { checkGivenCounts } from "./counts";
import { describeModel, displayModel } from "./describe";
import { Explanation } from "../shared/explanation";
import type { PredictionPart } from "../shared/explanation";
import { readModel } from "../shared/sealed";
import type { ModelRecord } from "./model-file";
import { neighboursOf } from "./neighbours";
import { givenBy, nameOfUserOrItem, FoldedIn, readGiven } from "./folded-in";
import type { GivenRating } from "./folded-in";
import type { Parameters, Row } from "./parameters";
import { predictPairs } from "./predict-pairs";
import { predictEach } from "./predictions";
import type { CommonSettings } from "./rating-model";
import { belowMean } from "../shared/reason-texts";
import { leastInfluence, meanOrNull, rangeOf, rankedItems, reasonsOf, whyOf } from "../shared/reasons";
import type { Level, Why } from "../shared/reasons";
import { predictionParts } from "./influences";
import { checkCount, checkRecommend, RankedList } from "../shared/recommendations";
import type { Reason, RecommendOptions } from "../shared/recommendations";
import { listByKernel } from "../batches/lists";
import type { Listed } from "../batches/lists";
import { linearScore } from "../batches/linear-scoring";
import { scoresAsItsKernel } from "../batches/overridden";
import { visitByKernel } from "../batches/visit";
import type { Scoring } from "../batches/scoring";
import { listOneByOne } from "../shared/one-by-one";
import { checkRecommendAll, roomFor, stopCheck } from "../shared/recommend-all";
import type { RecommendAllOptions } from "../shared/recommend-all";
import { barredItems } from "../shared/candidates";
import { newcomerNote, newcomersNote } from "../shared/newcomers";
import { readPairs } from "../shared/pairs";
import type { Pair } from "../shared/pairs";
import type { Predictions } from "../shared/predictions";
import { isAmong, topIndices } from "../shared/top";
import { TopLists } from "../shared/top-lists";
import { checkPredict } from "../shared/unknown";
import type { Unknown, UnknownOptions } from "../shared/unknown";
import { unrounded } from "../shared/unrounded";
import { Trainable } from "./trainable";
import { sentence } from "../../payload/sentence";

export type { CommonSettings, Epoch, Step } from "./rating-model";
export type { RecommendOptions } from "../shared/recommendations";

const NOTHING = new Int32Array(0);

/**
 * A model of ratings and its uses: predictions, top-N lists, neighbours, folding in, explanations, files. Users and
 * items are identified by their ids. A user may also be a {@link FoldedIn}, the result of `transform`.
 */
export abstract class Recommender<
  Settings extends CommonSettings = CommonSettings,
> extends Trainable<Settings> {
  /**
   * Predicts a user's rating of an item, clamped to the scale, or for implicit feedback a score.
   * @param options.unknown with "baseline", a user or an item that was not in training is no error: the prediction is the
   * model's baseline then, as {@link predictAll} says of each. @default "throw"
   * @throws ValueError if the user or item was not in training; NotFittedError before training.
   */
  predict(user: Id | FoldedIn, item: Id | FoldedIn, options: UnknownOptions = {}): number {
    const unknown = checkPredict(options);
    return this.clamped(this.score(this.rowOf("user", user, unknown), this.rowOf("item", item, unknown)));
  }

  /**
   * {@link predict} for many pairs at once, as a typed array: the same numbers. It says which of them are baselines, and can
   * be shown and saved.
   * @param pairs lists of a user and an item, or objects that have both; or Ratings, of each of which it predicts, in their
   * order.
   * @throws ValueError naming the place of a user or item that was not in training: "pairs[2].user"; NotFittedError.
   * @example
   * model.predictAll([["Ada", "Alien"], ["Ben", "Heat"]])[1];
   */
  predictAll(
    pairs: Iterable<Pair<Id | FoldedIn>> | Ratings,
    options: UnknownOptions = {},
  ): Predictions<Id | FoldedIn> {
    const asking = this.asking(checkPredict(options));
    const sums = scoresAsItsKernel(this) ? this.linearScores() : null;
    const scoreOf = sums && linearScore(sums);
    return predictPairs(readPairs(pairs), asking, {
      measure: this.measure,
      scorer: (user) => {
        const row = this.rowOfAsked("user", user);
        const quick = scoreOf?.(row);
        return (item) =>
          this.clamped(
            quick && typeof item === "number" ? quick(item) : this.score(row, this.rowOfAsked("item", item)),
          );
      },
    });
  }

  /**
   * {@link predict} for each of these ratings, in the order of `rows`; NaN if the user or item was not in
   * training.
   */
  predictions(ratings: Ratings): Float64Array {
    checkIsRatings(ratings, "ratings");
    const sums = scoresAsItsKernel(this) ? this.linearScores() : null;
    if (sums !== null) {
      const scoreOf = linearScore(sums);
      return predictEach(ratings, this.ratings, (user) => {
        const score = scoreOf(this.userRow(user));
        return (item) => this.clamped(score(item));
      });
    }
    return predictEach(ratings, this.ratings, (user) => {
      const row = this.userRow(user);
      return (item) => this.clamped(this.score(row, this.itemRow(item)));
    });
  }

  /** The scores of all items for a user, by item index, not clamped to the scale. */
  scores(user: Id | FoldedIn): Float64Array {
    const scores = new Float64Array(this.ratings.items);
    this.scoreAll(this.rowOf("user", user), scores);
    return scores;
  }

  /**
   * The best items for a user, by default without those that the user has rated: of all items, or of the candidates that
   * `items`, `exclude` and `where` leave. The list says from where on predictions are below the mean of the user's ratings.
   * @throws ValueError for an invalid option, and a user or an item of these lists that was not in training, unless
   * `unknown` is "baseline"; NotFittedError before training.
   * @example
   * model.recommend("Ada", { count: 5, exclude: ["Heat"], where: (film) => yearOf(film) >= 1990 });
   */
  recommend(user: Id | FoldedIn, options: RecommendOptions = {}): RankedList {
    const { count, excludeSeen, reasons: withReasons, candidates, unknown } = checkRecommend(options);
    const { ratings } = this;
    const who = asked("user", user, this.asking(options.unknown ?? this.unknownUsers));
    if (withReasons && isElsewhere(who, ratings))
      throw ratedElsewhere(who as number, ratings, "reasons: false");
    const barred = barredItems(candidates, ratings.itemIds, unknown);
    const isSeen = isAmong(excludeSeen ? ratedBy(who, ratings) : [], ratings.items);
    const id = this.idOf(who);
    const scores = this.scores(id);
    const indices = topIndices(scores, count, (index) => isSeen(index) || barred.has(index));
    const found = indices.map((index) => scores[index]);
    const why = withReasons ? this.whyFor(id, indices, found) : null;
    const clamped = found.map((score) => this.clamped(score));
    const entries = rankedItems(indices, clamped, why, (index) => this.itemCalled(index));
    const isBaseline = isUnknown(who);
    const name = nameOfUserOrItem(user);
    const below = belowMean(name, this.meanGivenBy(id), clamped);
    const notes = [...(isBaseline ? [newcomerNote(name)] : []), ...barred.notes, ...below];
    return new RankedList(sentence("For {name}", { name }), this.measure, entries, { isBaseline, notes });
  }

  /**
   * The best items for many users: the same lists as {@link recommend} gives one by one, as typed arrays of users × `count`.
   * They give rows, too, and are written into CSV, JSON lines or Parquet by their `save`.
   * @throws ValueError for an invalid option, a user or an item that was not in training, unless `unknown` is "baseline", or
   * lists that do not fit into memory; TrainingInterrupted where it is stopped; NotFittedError before training.
   * @example
   * const lists = model.recommendAll({ count: 5 });
   * lists.of("Ada");
   */
  recommendAll(options: RecommendAllOptions<Id | FoldedIn> = {}): TopLists<Id | FoldedIn> {
    const {
      users: given,
      count,
      excludeSeen,
      candidates,
      unknown,
      threads,
      signal,
    } = checkRecommendAll(options);
    const { ratings } = this;
    const users = askedUsers(given, this.asking(options.unknown ?? this.unknownUsers));
    const barred = barredItems(candidates, ratings.itemIds, unknown);
    const lists = roomFor(users.length, count);
    let done = 0;
    const check = stopCheck("recommending", users.length, signal, () => done);
    const note = (count: number): void => void (done = count);
    const seen = (n: number): Int32Array => (excludeSeen ? ratedBy(users[n], ratings) : NOTHING);
    const scores = (n: number): Float64Array => this.scores(this.idOf(users[n]));
    const listed = { ...this.scored(users), seen, barred, scores };
    if (!listByKernel(this.kernel, listed, lists, { threads, check }, note))
      listOneByOne(listed, lists, check, note);
    if (this.predictsRatings) lists.scores.forEach((score, k) => (lists.scores[k] = this.clamped(score)));
    // An id that nobody of the training has stays what it is.
    const ids = users.map((user, n) => (isUnknown(user) && given ? given[n] : this.idOf(user)));
    const called = (index: number): { id: Id; title: string } => this.itemCalled(index);
    const nameOf = (row: number): string => nameOfUserOrItem(ids[row]);
    const meanOf = (row: number): number | null => this.meanGivenBy(this.idOf(users[row]));
    const baselines = [...users.keys()].filter((row) => isUnknown(users[row]));
    const notes = [...newcomersNote(baselines.map(nameOf)), ...barred.notes];
    const about = { baselines, unknown, notes, notesOfEach: barred.notes, meanOf };
    return new TopLists(ids, nameOf, count, this.measure, lists.items, lists.scores, called, about);
  }

  /**
   * Calls `visit` with the {@link scores} of each of these users, in their order, and with the user's place among them. The
   * array is good until `visit` returns; it may be changed.
   */
  scoreEach(users: Iterable<Id | FoldedIn>, visit: (scores: Float64Array, place: number) => void): void {
    const all = askedUsers([...users], this.asking("throw"));
    let done = 0;
    const check = stopCheck("scoring", all.length, undefined, () => done);
    const note = (scores: Float64Array, place: number): void => {
      done = place;
      visit(scores, place);
    };
    if (visitByKernel(this.kernel, this.scored(all), note, { threads: defaultThreads(), check })) return;
    all.forEach((user, n) => {
      check();
      note(this.scores(this.idOf(user)), n);
    });
  }

  /** The kernel that scores many users at once; null where the model has none. */
  private get kernel(): Scoring | null {
    return scoresAsItsKernel(this) ? this.scoring() : null;
  }

  private scored(users: readonly AskedUser[]): Omit<Listed, "seen" | "barred" | "scores"> {
    const row = (n: number): Row => this.rowOfAsked("user", users[n]);
    return { users: users.length, items: this.ratings.items, row };
  }

  /** What finds users and items who are asked for. */
  private asking(unknown: Unknown): Asking {
    return { ratings: this.ratings, unknown, nobody: (per) => this.nobody(per) };
  }

  /** Somebody of whom nothing is known, who stands for all those. */
  private nobody(per: "user" | "item"): FoldedIn {
    return this.kept(`the ${per} of whom nothing is known`, () => this.newcomer(per));
  }

  private newcomer(per: "user" | "item"): FoldedIn {
    return new FoldedIn(per, NOTHING, new Float64Array(0), this.withoutRatings(per));
  }

  private idOf(user: AskedUser): Id | FoldedIn {
    return user instanceof FoldedIn ? user : this.ratings.userIds.at(user);
  }

  private rowOfAsked(per: "user" | "item", who: Asked): Row {
    if (who instanceof FoldedIn) return who.parameters;
    return per === "user" ? this.userRow(who) : this.itemRow(who);
  }

  /** What lists do about users that the model does not know, unless an option says it. @internal */
  protected get unknownUsers(): Unknown {
    return "throw";
  }

  /** What lists call their scores. */
  private get measure(): "rating" | "score" {
    return this.predictsRatings ? "rating" : "score";
  }

  /** The items with the most similar vectors, usually factors, by cosine similarity. */
  similarItems(item: Id | FoldedIn, options: { count?: number } = {}): RankedList {
    return this.similar("item", item, options);
  }

  /** The users with the most similar vectors, usually factors, by cosine similarity. */
  similarUsers(user: Id | FoldedIn, options: { count?: number } = {}): RankedList {
    return this.similar("user", user, options);
  }

  /**
   * Folds in a new user without training: it fits the user's parameters to the ratings and changes nothing else.
   * @param given `[item, rating]` of items of the training. Where there are none yet, this is a newcomer of whom nothing is
   * known, and who gets the model's baseline: the mean and what is known of the items, or the mean of all users.
   */
  transform(given: Iterable<GivenRating>): FoldedIn {
    return this.foldedIn("user", given, this.ratings.itemIds);
  }

  /** Folds in a new item, as {@link transform} does for a user: `given` is a list of `[user, rating]`. */
  transformItem(given: Iterable<GivenRating>): FoldedIn {
    return this.foldedIn("item", given, this.ratings.userIds);
  }

  /**
   * Where a prediction comes from: its parts, and how much each rating of the user adds to it. The parts go by predictions
   * alone: the item bias is what an average user is expected to give the item beyond the mean of all ratings, the user bias
   * how much higher the user's predictions are than an average user's, over all items. A rating's influence is
   * what the score would lose if the user were folded in without it. {@link BPR} and {@link LogisticMF} fold in by
   * gradient steps, and leave out the rating's steps instead; to first order for users with more than 50 ratings.
   */
  explain(user: Id | FoldedIn, item: Id): Explanation {
    const index = this.ratings.itemIds.indexOf(item);
    const prediction = this.score(this.rowOf("user", user), this.itemRow(index));
    const parts = this.parts(this.rowOf("user", user), this.itemRow(index), prediction);
    const [because] = this.reasonsFor(user, [index]);
    const [name, title] = [nameOfUserOrItem(user), this.ratings.titleOf(item)];
    return new Explanation(name, title, prediction, parts, because, {
      leastInfluence: leastInfluence(prediction, this.levelOf(user)),
      measure: this.measure,
      clamped: this.clamped(prediction),
      ...this.noteOfElsewhere(user),
    });
  }

  /**
   * Reads the result of `toJSON`: an object, or its JSON.
   * @throws ModelFileError if it is truncated, changed, of another class or of a later version.
   */
  static fromJSON<Model extends Recommender>(this: new (options: never) => Model, json: unknown): Model {
    const { name } = new this({} as never);
    const make = (record: ModelRecord<unknown>): Model => {
      const model = new this(record.settings as never);
      model.takeOver(record);
      return model;
    };
    return readModel(json, name, make, unrounded);
  }

  /** A model with parameters that were found elsewhere, such as on Spark. @internal */
  static fromParameters<Model extends Recommender>(
    this: new (options: never) => Model,
    settings: object,
    epoch: number,
    ratings: Ratings,
    parameters: Parameters,
  ): Model {
    const model = new this(settings as never);
    model.replace({ ratings, parameters, shapes: model.shapes(ratings) });
    model.epoch = epoch;
    return model;
  }

  override toString(): string {
    return describeModel(this);
  }

  /** The model as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    return displayModel(this);
  }

  /** The parameters of a known or a folded-in user or item; with "baseline" also of an unknown one. */
  protected rowOf(per: "user" | "item", who: Id | FoldedIn, unknown: Unknown = "throw"): Row {
    return this.rowOfAsked(per, asked(per, who, this.asking(unknown)));
  }

  private foldedIn(per: "user" | "item", given: Iterable<GivenRating>, others: IdIndex): FoldedIn {
    const { indices, values } = readGiven(given, others, this.predictsRatings ? this.ratings.scale : null);
    if (!this.predictsRatings) checkGivenCounts(indices, values, others);
    if (indices.length === 0) return this.newcomer(per);
    return new FoldedIn(per, indices, values, this.foldIn(per, indices, values));
  }

  private similar(per: "user" | "item", who: Id | FoldedIn, options: { count?: number }): RankedList {
    const count = checkCount(options);
    const scores = this.similarities(per, this.rowOf(per, who), count + 1);
    return neighboursOf(per, who, scores, this.ratings, count);
  }

  /** For each item, how much each rating of the user adds to its score, the strongest first. */
  private reasonsFor(user: Id | FoldedIn, items: readonly number[]): Reason[][] {
    const given = givenBy(user, this.ratings);
    // Also where they are elsewhere.
    if (given.indices.length === 0) return items.map(() => []);
    const rows = items.map((item) => this.itemRow(item));
    const rated = Array.from(given.indices, (index, n) => {
      const { id: item, title } = this.itemCalled(index);
      return { item, title, rating: given.values[n] };
    });
    return reasonsOf(rated, this.influences(given.indices, given.values, rows, given.weights));
  }

  /** What speaks for each of these items, whose scores are given. */
  private whyFor(user: Id | FoldedIn, items: readonly number[], scores: readonly number[]): Why[] {
    const { ofUser, ofItem, overall } = this.averages();
    const level = this.levelOf(user);
    const usual = ofUser(this.rowOf("user", user));
    return this.reasonsFor(user, items).map((reasons, n) => {
      const everybody = ofItem(this.itemRow(items[n])) - overall;
      const split = { score: scores[n], everybody, taste: scores[n] - usual - everybody };
      return whyOf(reasons, split, level);
    });
  }

  /** What the influences of a user's ratings are measured against. */
  private levelOf(user: Id | FoldedIn): Level {
    const mean = this.meanGivenBy(user) ?? this.averages().ofUser(this.rowOf("user", user));
    return { mean, range: rangeOf(this.predictsRatings ? this.ratings.scale : this.scores(user)) };
  }

  /** What explanations say where a user's ratings are not in the model. */
  private noteOfElsewhere(user: Id | FoldedIn): { note?: string } {
    const { ratings } = this;
    if (user instanceof FoldedIn || !isElsewhere(ratings.userIds.indexOf(user), ratings)) return {};
    return { note: `Which ratings speak for it is not known here: they are in ${ratings.elsewhere}.` };
  }

  /** The mean of a user's ratings; null where there are none, or only counts. */
  private meanGivenBy(user: Id | FoldedIn): number | null {
    return this.predictsRatings ? meanOrNull(givenBy(user, this.ratings).values) : null;
  }

  private itemCalled(index: number): { id: Id; title: string } {
    const id = this.ratings.itemIds.at(index);
    return { id, title: this.ratings.titleOf(id) };
  }

  /** The terms of a prediction. */
  protected parts(user: Row, item: Row, prediction: number): PredictionPart[] {
    const scored = { user, item, prediction, averages: this.averages() };
    return predictionParts(this.parameters, scored, this.remainder);
  }

  private clamped(score: number): number {
    if (!this.predictsRatings) return score;
    const [low, high] = this.ratings.scale;
    return Math.min(high, Math.max(low, score));
  }
}
