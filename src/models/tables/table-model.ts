import { Matrix } from "../../matrix/matrix";
import type { CellsInput } from "../../matrix/read";
import { multiply } from "../../numerics/dense";
import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { factsOfModel } from "../../outputs/describe";
import { bundleOf } from "../../outputs/make-bundle";
import type { FactorizationLike } from "../../payload/build";
import type { Labels, TextPayload } from "../../payload/types";
import { isRatings } from "../../ratings/is-ratings";
import type { Ratings } from "../../ratings/ratings";
import { TrainingHistory } from "../../training/history";
import { Explanation } from "../shared/explanation";
import { leastInfluence } from "../shared/reasons";
import { readPairs } from "../shared/pairs";
import type { Pair } from "../shared/pairs";
import type { Predictions } from "../shared/predictions";
import type { RecommendAllOptions } from "../shared/recommend-all";
import type { RecommendOptions } from "../shared/recommendations";
import type { TopLists } from "../shared/top-lists";
import { checkPredict, lookUp } from "../shared/unknown";
import type { UnknownOptions } from "../shared/unknown";
import { SavedModel } from "../shared/saved-model";
import type { RankedList } from "../shared/recommendations";
import { checkWidth, requireFitted, notATable } from "./fitted";
import type { FittedTable } from "./fitted";
import type { FoldIns } from "./fold-ins";
import { FeaturePlane, planeFeatures } from "./plane";
import type { PlaneOptions } from "./plane";
import { recommendedToAll } from "./recommend-all";
import { levelOf } from "./levels";
import {
  itemFactorsOf,
  predictedCell,
  predictedCells,
  productsOf,
  reasonsBy,
  recommendedItems,
  similarTo,
} from "./lists";
import type { ReasonsFor } from "./lists";
import type { IndexOrLabel } from "./label-index";
import type { TableModelRecord } from "./record";
import { said } from "../../outputs/translate";

/**
 * A factorization of a table, data ≈ L·U, and its uses: predictions, top-N lists, neighbours, new rows, explanations,
 * files. Rows are users and columns are items; both are identified by their indices, counted from 0, or by their
 * labels. Each class finds the factors in its own way.
 */
export abstract class TableModel<Input extends CellsInput = CellsInput> extends SavedModel {
  /** The length of each row of L and column of U. */
  abstract readonly features: number;
  /** The random seed, whether given or drawn; null if the starting factors were given. */
  abstract readonly seed: number | null;
  /** The title of the model's view. */
  protected abstract readonly title: TextPayload;
  /** The data and the factors; null before training. */
  protected abstract readonly state: FittedTable | null;

  /** Checks and copies rows. @throws ShapeError, ValueError */
  protected abstract read(rows: Input, argument: string): Matrix;
  /** The row factors of rows with as many columns as the data, with U unchanged; any cell may be unknown. */
  protected abstract foldIn(rows: Matrix): Matrix;
  /** The whole model as plain data, for `JSON.stringify`. @throws NotFittedError before fit. */
  abstract override toJSON(): TableModelRecord;

  /** Calls {@link read} for what users pass in. @throws ValueError for ratings, which other models take. */
  protected table(rows: Input, argument: string): Matrix {
    if (isRatings(rows)) throw notATable(argument);
    return this.read(rows, argument);
  }

  /** A copy of the data, rows × columns; NaN where a cell is unknown. @throws NotFittedError before fit. */
  get data(): Matrix {
    return requireFitted(this.state, "data").data;
  }

  /** The row factors, rows × features: one row of features for each row (user) of the data. @throws NotFittedError before fit. */
  get L(): Matrix {
    return requireFitted(this.state, "L").L;
  }

  /** The column factors, features × columns: one column of features for each column (item) of the data. @throws NotFittedError before fit. */
  get U(): Matrix {
    return requireFitted(this.state, "U").U;
  }

  /** L under the name common to all models: users × features. Shared, not copied. @throws NotFittedError before fit. */
  get userFactors(): Matrix {
    return requireFitted(this.state, "userFactors").L;
  }

  /** Uᵀ under the name common to all models: items × features. A copy. @throws NotFittedError before fit. */
  get itemFactors(): Matrix {
    return itemFactorsOf(requireFitted(this.state, "itemFactors"));
  }

  /** The names of rows and columns, if given. */
  get labels(): Labels | undefined {
    return this.state?.labels;
  }

  /** The mean squared error over the known cells during training, whatever objective the training minimizes. */
  get history(): TrainingHistory {
    return this.state?.history ?? new TrainingHistory();
  }

  /** The number of iterations trained so far. */
  get iteration(): number {
    return this.state?.iteration ?? 0;
  }

  /** L·U, rows × columns: the factors' approximation of the data, including unknown cells. @throws NotFittedError before fit. */
  reconstruct(): Matrix {
    const { L, U } = requireFitted(this.state, "reconstruct");
    const values = new Float64Array(L.rows * U.columns);
    multiply(L.values, U.values, L.rows, L.columns, U.columns, values);
    return new Matrix(L.rows, U.columns, values, { name: "L·U" });
  }

  /**
   * One cell of L·U: the model's prediction, whether or not the cell is known.
   * @param user a row, counted from 0, or its label. @param item a column, counted from 0, or its label.
   * @param options.unknown with "baseline", a row or a column that is not there is no error: the prediction is the model's
   * baseline then, the mean over all rows, or all columns. @default "throw"
   * @throws ValueError if there is no such row or column; NotFittedError before fit.
   */
  predict(user: IndexOrLabel, item: IndexOrLabel, options: UnknownOptions = {}): number {
    const state = requireFitted(this.state, "predict");
    const unknown = checkPredict(options);
    const row = lookUp(state.users, user, "user", unknown) ?? null;
    return predictedCell(state, row, lookUp(state.items, item, "item", unknown) ?? null);
  }

  /**
   * {@link predict} for many cells at once, as a typed array: the same numbers. It says which of them are baselines, and can
   * be shown and saved.
   * @param pairs lists of a row and a column, or objects with a `user` and an `item`.
   * @throws ValueError naming the place of a row or column that is not there: "pairs[2].user"; NotFittedError before fit.
   */
  predictAll(
    pairs: Iterable<Pair<IndexOrLabel>> | Ratings,
    options: UnknownOptions = {},
  ): Predictions<IndexOrLabel> {
    const state = requireFitted(this.state, "predictAll");
    const unknown = checkPredict(options);
    return predictedCells(state, readPairs(pairs), unknown);
  }

  /**
   * The best columns for a row: those with the highest L·U among its unknown cells. For a table without unknown cells
   * the list is empty, unless `excludeSeen` is false. `items`, `exclude` and `where` say which columns may be listed.
   * @throws ValueError for an invalid option, and a row or a column that is not there, unless `unknown` is "baseline";
   * NotFittedError before fit.
   * @example
   * model.recommend("Ada", { count: 5, reasons: true });
   */
  recommend(user: IndexOrLabel, options: RecommendOptions = {}): RankedList {
    const state = requireFitted(this.state, "recommend");
    return recommendedItems(state, user, options, this.reasons(state));
  }

  /**
   * The best columns for many rows: the same lists as {@link recommend} gives one by one, as typed arrays of rows × `count`.
   * @throws ValueError for an invalid option, a row that is not there, or lists that do not fit into memory;
   * TrainingInterrupted where it is stopped; NotFittedError before fit.
   */
  recommendAll(options: RecommendAllOptions<IndexOrLabel> = {}): TopLists<IndexOrLabel> {
    return recommendedToAll(requireFitted(this.state, "recommendAll"), options);
  }

  /** The columns with the most similar factors, by cosine similarity. */
  similarItems(item: IndexOrLabel, options: { count?: number } = {}): RankedList {
    const state = requireFitted(this.state, "similarItems");
    return similarTo(state, "items", state.items.indexOf(item), options);
  }

  /** The rows with the most similar factors, by cosine similarity. */
  similarUsers(user: IndexOrLabel, options: { count?: number } = {}): RankedList {
    const state = requireFitted(this.state, "similarUsers");
    return similarTo(state, "users", state.users.indexOf(user), options);
  }

  /**
   * Where a prediction comes from: the products L[user, t]·U[t, item] of its sum, and how much each known cell of the
   * user adds, which is what the prediction would lose if the user were folded in without the cell.
   */
  explain(user: IndexOrLabel, item: IndexOrLabel): Explanation {
    const state = requireFitted(this.state, "explain");
    const [u, i] = [state.users.indexOf(user), state.items.indexOf(item)];
    const products = Array.from(productsOf(state, u, i));
    const prediction = products.reduce((sum, x) => sum + x, 0);
    const parts = products.map((value, t) => ({ name: `feature ${t}`, value }));
    const [because] = this.reasons(state)(u, [i]);
    return new Explanation(state.users.title(u), state.items.title(i), prediction, parts, because, {
      leastInfluence: leastInfluence(prediction, levelOf(state, u)),
    });
  }

  /**
   * The row factors of new rows, with U unchanged; the model itself does not change.
   * @param rows as many columns as the data.
   * @returns one row of `features` numbers for each.
   * @throws ShapeError, ValueError naming the path; NotFittedError before fit.
   */
  transform(rows: Input): Matrix {
    const { U } = requireFitted(this.state, "transform");
    const given = this.table(rows, "rows");
    checkWidth(given, U.columns, "rows");
    return this.foldIn(given);
  }

  /**
   * Rows and columns as arrows in the plane of two features, for `display`. A cell of L·U is length × length × cosine of
   * its arrows. There an arrow can be dragged, and the plane turned, stretched and mirrored; the model itself does not
   * change. Of more than 100 rows or columns, 100 at even distances are drawn.
   * @param options.features the features across and up, counted from 0; or one alone, which lies across. @default [0, 1]
   * @example
   * display(fac.plane());
   * display(fac.plane({ features: [0, 2] }));
   * @throws ValueError if there are no such features; NotFittedError before fit.
   */
  plane(options: PlaneOptions = {}): FeaturePlane {
    const state = requireFitted(this.state, "plane");
    return new FeaturePlane(this.shown(), planeFeatures(options, state.L.columns));
  }

  override toString(): string {
    if (this.state === null) return `${said(this.title)}: ${this.features} features, not fitted yet`;
    const title = `${said(this.title)}: ${factsOfModel(this.shown()).join(", ")}`;
    const matrices = [this.L, this.U, this.reconstruct()];
    return [title, ...matrices.map((matrix) => `${matrix.name} =\n${matrix.toString()}`)].join("\n");
  }

  /** The model as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    return bundleOf((make) => make.factorization(this.shown()), this.toString());
  }

  /** A row's factors with all known cells and without each. Models with a faster method override it. */
  protected foldIns(row: Float64Array, known: readonly number[]): FoldIns {
    const foldIn = (cells: Float64Array): Float64Array =>
      this.foldIn(new Matrix(1, cells.length, cells)).values;
    const without = known.map((left) => foldIn(row.map((x, j) => (j === left ? NaN : x))));
    return { whole: foldIn(row), without };
  }

  /** The data of the model's view. @throws NotFittedError before fit. */
  protected shown(): FactorizationLike {
    const { title: heading, seed } = this;
    return { ...requireFitted(this.state, "display"), heading, learningRate: null, seed };
  }

  private reasons(state: FittedTable): ReasonsFor {
    return reasonsBy(state, (row, known) => this.foldIns(row, known));
  }
}
