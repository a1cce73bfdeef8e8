import { Matrix } from "../../matrix/matrix";
import type { CellsInput } from "../../matrix/read";
import { multiply } from "../../numerics/dense";
import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { facts } from "../../outputs/describe";
import { makeBundle } from "../../outputs/make-bundle";
import { factorizationPayload } from "../../payload/build";
import type { FactorizationLike } from "../../payload/build";
import type { Labels } from "../../payload/types";
import { isRatings } from "../../ratings/is-ratings";
import { TrainingHistory } from "../../training/history";
import { Explanation } from "../shared/explanation";
import type { RecommendOptions } from "../shared/recommendations";
import { SavedModel } from "../shared/saved-model";
import type { RankedList } from "../shared/recommendations";
import { checkWidth, requireFitted, noTable } from "./fitted";
import type { FittedTable } from "./fitted";
import type { FoldIns } from "./fold-ins";
import { itemFactorsOf, productsOf, reasonsBy, recommendedItems, similarTo } from "./lists";
import type { ReasonsFor } from "./lists";
import type { IndexOrLabel } from "./label-index";
import type { TableModelRecord } from "./record";

/**
 * A factorization of a table, data ≈ L·U, and what it is for: predictions, top-N lists, neighbours, new rows,
 * explanations, files. Rows are users and columns are items; both go by their places, counted from 0, or by their
 * labels. How the factors are found is for the class to say.
 */
export abstract class TableModel<Input extends CellsInput = CellsInput> extends SavedModel {
  /** The length of each row of L and column of U. */
  abstract readonly features: number;
  /** The seed of what is random, whether given or drawn; null if the starting factors were given. */
  abstract readonly seed: number | null;
  /** What the model is called over its picture. */
  protected abstract readonly title: string;
  /** The data and the factors; null before training. */
  protected abstract readonly state: FittedTable | null;

  /** Checks and copies rows. @throws ShapeError, ValueError */
  protected abstract read(rows: Input, argument: string): Matrix;
  /** The row factors of rows that are as wide as the data, with U as it is; a row may lack any cell. */
  protected abstract foldIn(rows: Matrix): Matrix;
  /** Everything of the model as plain data, for `JSON.stringify`. @throws NotFittedError before fit. */
  abstract override toJSON(): TableModelRecord;

  /** {@link read}, at the door. @throws ValueError for ratings, which other models take. */
  protected table(rows: Input, argument: string): Matrix {
    if (isRatings(rows)) throw noTable(argument);
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

  /** L, under the name that all models have for it: users × features. Shared, not copied. @throws NotFittedError before fit. */
  get userFactors(): Matrix {
    return requireFitted(this.state, "userFactors").L;
  }

  /** Uᵀ, under the name that all models have for it: items × features. A copy. @throws NotFittedError before fit. */
  get itemFactors(): Matrix {
    return itemFactorsOf(requireFitted(this.state, "itemFactors"));
  }

  /** The names of rows and columns, where they were given. */
  get labels(): Labels | undefined {
    return this.state?.labels;
  }

  /** The losses of the training: the mean squared error over the known cells, whatever training lowers. */
  get history(): TrainingHistory {
    return this.state?.history ?? new TrainingHistory();
  }

  /** How many iterations the factors have been trained. */
  get iteration(): number {
    return this.state?.iteration ?? 0;
  }

  /** L·U, rows × columns: what the factors make of the data, unknown cells included. @throws NotFittedError before fit. */
  reconstruct(): Matrix {
    const { L, U } = requireFitted(this.state, "reconstruct");
    const values = new Float64Array(L.rows * U.columns);
    multiply(L.values, U.values, L.rows, L.columns, U.columns, values);
    return new Matrix(L.rows, U.columns, values, { name: "L·U" });
  }

  /**
   * One cell of L·U: what the model expects there, be the cell known or not.
   * @param user a row, counted from 0, or its label. @param item a column, counted from 0, or its label.
   * @throws ValueError if there is no such row or column; NotFittedError before fit.
   */
  predict(user: IndexOrLabel, item: IndexOrLabel): number {
    const state = requireFitted(this.state, "predict");
    const products = productsOf(state, state.users.indexOf(user), state.items.indexOf(item));
    return products.reduce((sum, x) => sum + x, 0);
  }

  /**
   * The columns that suit a row best: those with the highest L·U whose cells are unknown. Of a table without unknown
   * cells the list is empty, unless `excludeSeen` is false.
   * @example
   * model.recommend("Ada", { count: 5, reasons: true });
   */
  recommend(user: IndexOrLabel, options: RecommendOptions = {}): RankedList {
    const state = requireFitted(this.state, "recommend");
    return recommendedItems(state, state.users.indexOf(user), options, this.reasons(state));
  }

  /** Columns whose factors point most nearly the same way, by the cosine of the angle. */
  similarItems(item: IndexOrLabel, options: { count?: number } = {}): RankedList {
    const state = requireFitted(this.state, "similarItems");
    return similarTo(state, "items", state.items.indexOf(item), options);
  }

  /** Rows whose factors point most nearly the same way, by the cosine of the angle. */
  similarUsers(user: IndexOrLabel, options: { count?: number } = {}): RankedList {
    const state = requireFitted(this.state, "similarUsers");
    return similarTo(state, "users", state.users.indexOf(user), options);
  }

  /**
   * Where a prediction comes from: the products L[user, t]·U[t, item] that it is the sum of, and what each known cell of
   * the user adds. That is what the prediction would lose if the user were folded in without the cell.
   */
  explain(user: IndexOrLabel, item: IndexOrLabel): Explanation {
    const state = requireFitted(this.state, "explain");
    const [u, i] = [state.users.indexOf(user), state.items.indexOf(item)];
    const products = Array.from(productsOf(state, u, i));
    const prediction = products.reduce((sum, x) => sum + x, 0);
    const parts = products.map((value, t) => ({ name: `feature ${t}`, value }));
    const [because] = this.reasons(state)(u, [i]);
    return new Explanation(state.users.title(u), state.items.title(i), prediction, parts, because);
  }

  /**
   * The row factors of new rows, with U as it is; nothing of the model changes.
   * @param rows as many columns as the data.
   * @returns one row of `features` numbers for each.
   * @throws ShapeError, ValueError naming the place; NotFittedError before fit.
   */
  transform(rows: Input): Matrix {
    const { U } = requireFitted(this.state, "transform");
    const given = this.table(rows, "rows");
    checkWidth(given, U.columns, "rows");
    return this.foldIn(given);
  }

  override toString(): string {
    if (this.state === null) return `${this.title}: ${this.features} features, not fitted yet`;
    const title = `${this.title}: ${facts(factorizationPayload(this.shown())).join(", ")}`;
    const matrices = [this.L, this.U, this.reconstruct()];
    return [title, ...matrices.map((matrix) => `${matrix.name} =\n${matrix.toString()}`)].join("\n");
  }

  /** The model as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    return makeBundle(factorizationPayload(this.shown()), this.toString());
  }

  /** A row's factors with and without its known cells. A model overrides it where it is faster in one go. */
  protected foldIns(row: Float64Array, known: readonly number[]): FoldIns {
    const foldIn = (cells: Float64Array): Float64Array =>
      this.foldIn(new Matrix(1, cells.length, cells)).values;
    const without = known.map((left) => foldIn(row.map((x, j) => (j === left ? NaN : x))));
    return { whole: foldIn(row), without };
  }

  /** What is drawn of the model. @throws NotFittedError before fit. */
  protected shown(): FactorizationLike {
    return { ...requireFitted(this.state, "display"), learningRate: null, seed: this.seed };
  }

  private reasons(state: FittedTable): ReasonsFor {
    return reasonsBy(state, (row, known) => this.foldIns(row, known));
  }
}
