import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import type { Id, IdIndex } from "../../ratings/ids";
import { checkIsRatings } from "../../ratings/ratings";
import type { Ratings } from "../../ratings/ratings";
import { checkGivenCounts } from "./counts";
import { describeModel, displayModel } from "./describe";
import { Explanation } from "../shared/explanation";
import type { PredictionPart } from "../shared/explanation";
import { readModel } from "../shared/sealed";
import type { ModelRecord } from "./model-file";
import { neighboursOf } from "./neighbours";
import { checkFoldedInKind, givenBy, nameOfUserOrItem, FoldedIn, readGiven } from "./folded-in";
import type { GivenRating } from "./folded-in";
import type { Row } from "./parameters";
import { predictEach } from "./predictions";
import type { CommonSettings } from "./rating-model";
import { rankedItems, reasonsOf } from "../shared/reasons";
import { predictionParts } from "./influences";
import { checkCount, checkRecommend, RankedList } from "../shared/recommendations";
import type { Reason, RecommendOptions } from "../shared/recommendations";
import { topPlaces } from "../shared/top";
import { Trainable } from "./trainable";

export type { CommonSettings, Epoch, Step } from "./rating-model";
export type { RecommendOptions } from "../shared/recommendations";

/**
 * A model of ratings and what it is for: predictions, top-N lists, neighbours, newcomers, explanations, files. Users and
 * items go by their ids. A user may also be a {@link FoldedIn}, as `transform` makes one.
 */
export abstract class Recommender<
  Settings extends CommonSettings = CommonSettings,
> extends Trainable<Settings> {
  /**
   * What the model expects a user to give an item: a rating held within the scale, or for implicit feedback a score.
   * @throws ValueError if the training knew no such user or item; NotFittedError before training.
   */
  predict(user: Id | FoldedIn, item: Id | FoldedIn): number {
    return this.clamped(this.score(this.rowOf("user", user), this.rowOf("item", item)));
  }

  /**
   * {@link predict} for each of these ratings, in the order of `rows`; NaN where the training knew no such user or
   * item.
   */
  predictions(ratings: Ratings): Float64Array {
    checkIsRatings(ratings, "ratings");
    return predictEach(ratings, this.ratings, (user) => {
      const row = this.userRow(user);
      return (item) => this.clamped(this.score(row, this.itemRow(item)));
    });
  }

  /** The scores of all items for a user, by the items' places, not held within the scale. */
  scores(user: Id | FoldedIn): Float64Array {
    const scores = new Float64Array(this.ratings.items);
    this.scoreAll(this.rowOf("user", user), scores);
    return scores;
  }

  /**
   * The items that suit a user best, without those that the user has rated.
   * @example
   * model.recommend("Ada", { count: 5 });
   */
  recommend(user: Id | FoldedIn, options: RecommendOptions = {}): RankedList {
    const { count, excludeSeen, reasons: withReasons } = checkRecommend(options);
    const seen = new Set(excludeSeen ? givenBy(user, this.ratings).places : []);
    const scores = this.scores(user);
    const places = topPlaces(scores, count, (place) => seen.has(place));
    const reasons = withReasons ? this.reasonsFor(user, places) : null;
    const held = places.map((place) => this.clamped(scores[place]));
    const measure = this.predictsRatings ? "rating" : "score";
    const entries = rankedItems(places, held, reasons, (place) => this.itemCalled(place));
    return new RankedList(`For ${nameOfUserOrItem(user)}`, measure, entries);
  }

  /** Items whose vectors, mostly factors, point most nearly the same way, by the cosine of the angle. */
  similarItems(item: Id | FoldedIn, options: { count?: number } = {}): RankedList {
    return this.similar("item", item, options);
  }

  /** Users whose vectors, mostly factors, point most nearly the same way, by the cosine of the angle. */
  similarUsers(user: Id | FoldedIn, options: { count?: number } = {}): RankedList {
    return this.similar("user", user, options);
  }

  /**
   * A new user, folded in without training: the user's parameters are fitted to the ratings, all else stays as it is.
   * @param given `[item, rating]` of at least one item of the training.
   */
  transform(given: Iterable<GivenRating>): FoldedIn {
    return this.foldedIn("user", given, this.ratings.itemIds);
  }

  /** A new item, folded in as {@link transform} does it for a user: `given` is `[user, rating]`. */
  transformItem(given: Iterable<GivenRating>): FoldedIn {
    return this.foldedIn("item", given, this.ratings.userIds);
  }

  /**
   * Where a prediction comes from: its parts, and what each rating of the user adds to it. A rating's influence is what
   * the score would lose if the user were folded in without it; {@link BPR} and {@link LogisticMF}, which fold in by
   * steps, tell what it would lose without the rating's steps, to first order for users of more than 50 ratings.
   */
  explain(user: Id | FoldedIn, item: Id): Explanation {
    const place = this.ratings.itemIds.indexOf(item);
    const prediction = this.score(this.rowOf("user", user), this.itemRow(place));
    const parts = this.parts(this.rowOf("user", user), this.itemRow(place), prediction);
    const [because] = this.reasonsFor(user, [place]);
    return new Explanation(nameOfUserOrItem(user), this.ratings.titleOf(item), prediction, parts, because);
  }

  /**
   * The model that `toJSON` wrote down: an object, or its JSON.
   * @throws ModelFileError if it is cut, changed, of another class or of a later version.
   */
  static fromJSON<Model extends Recommender>(this: new (options: never) => Model, json: unknown): Model {
    const { name } = new this({} as never);
    return readModel(json, name, (record: ModelRecord) => {
      const model = new this(record.settings as never);
      model.takeOver(record);
      return model;
    });
  }

  override toString(): string {
    return describeModel(this);
  }

  /** The model as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    return displayModel(this);
  }

  /** The parameters of a user or an item that the model knows, or of a new one. */
  protected rowOf(per: "user" | "item", who: Id | FoldedIn): Row {
    if (who instanceof FoldedIn) {
      checkFoldedInKind(per, who);
      return who.parameters;
    }
    const { userIds, itemIds } = this.ratings;
    return per === "user" ? this.userRow(userIds.indexOf(who)) : this.itemRow(itemIds.indexOf(who));
  }

  private foldedIn(per: "user" | "item", given: Iterable<GivenRating>, others: IdIndex): FoldedIn {
    const { places, values } = readGiven(given, others, this.predictsRatings ? this.ratings.scale : null);
    if (!this.predictsRatings) checkGivenCounts(places, values, others);
    return new FoldedIn(per, places, values, this.foldIn(per, places, values));
  }

  private similar(per: "user" | "item", who: Id | FoldedIn, options: { count?: number }): RankedList {
    const count = checkCount(options);
    const scores = this.similarities(per, this.rowOf(per, who));
    return neighboursOf(per, who, scores, this.ratings, count);
  }

  /** For each item, what each rating of the user does to its score; the strongest first. */
  private reasonsFor(user: Id | FoldedIn, items: readonly number[]): Reason[][] {
    const given = givenBy(user, this.ratings);
    if (given.places.length === 0) return items.map(() => []);
    const rows = items.map((item) => this.itemRow(item));
    const rated = Array.from(given.places, (place, n) => {
      const { id: item, title } = this.itemCalled(place);
      return { item, title, rating: given.values[n] };
    });
    return reasonsOf(rated, this.influences(given.places, given.values, rows));
  }

  private itemCalled(place: number): { id: Id; title: string } {
    const id = this.ratings.itemIds.at(place);
    return { id, title: this.ratings.titleOf(id) };
  }

  /** The terms of a prediction. */
  protected parts(user: Row, item: Row, prediction: number): PredictionPart[] {
    return predictionParts(this.parameters, user, item, prediction, this.remainder);
  }

  private clamped(score: number): number {
    if (!this.predictsRatings) return score;
    const [low, high] = this.ratings.scale;
    return Math.min(high, Math.max(low, score));
  }
}
