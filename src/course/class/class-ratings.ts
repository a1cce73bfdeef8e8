import { wrongArgument } from "../../errors";
import { MatrixFactorization } from "../../models/matrix-factorization";
import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { makeBundle } from "../../outputs/make-bundle";
import { tablePayload } from "../../payload/build-lists";
import { Ratings } from "../../ratings/ratings";
import { checkChoice, checkOptionNames, checkWhole } from "../../training/options";
import { alikeSentence } from "./alike";
import { readClass } from "./read-class";
import type { ClassTable } from "./read-class";
import type { Scale } from "./read-mark";
import { tastesOf } from "./tastes";

/** How a sheet is read. */
export interface ClassOptions {
  /** The lowest and the highest rating. @default [1, 5] */
  scale?: readonly [low: number, high: number];
  /** Whether the films stand in columns, above one another's ratings, or in rows. @default "columns", unless the first column has our films */
  films?: "rows" | "columns";
}

/** How a class is factorized. */
export interface ClassModelOptions {
  /** How many features, 1 to 10. @default 2 */
  features?: number;
  /** The seed of the starting factors. @default 0 */
  seed?: number;
}

/** The ratings of a class. */
export class ClassRatings {
  /** The pupils, one for each row. */
  readonly rows: readonly string[];
  /** The films, one for each column. */
  readonly columns: readonly string[];
  /** rows × columns; null where somebody has not rated a film. */
  readonly cells: readonly (readonly (number | null)[])[];
  /** What was left out or changed, in sentences. */
  readonly notes: readonly string[];
  private model: MatrixFactorization | undefined;

  /** @internal */
  constructor(
    { pupils, films, cells, notes }: ClassTable,
    /** The lowest and the highest rating. */
    readonly scale: readonly [low: number, high: number],
  ) {
    this.rows = pupils;
    this.columns = films;
    this.cells = cells;
    this.notes = notes;
  }

  /** The ratings for the models of recommenders. */
  get ratings(): Ratings {
    return Ratings.fromMatrix(this.cells, { users: this.rows, items: this.columns, scale: [...this.scale] });
  }

  /** The names of rows and columns, as models of tables take them. */
  get labels(): {
    /** The pupils. */
    rows: readonly string[];
    /** The films. */
    columns: readonly string[];
  } {
    return { rows: this.rows, columns: this.columns };
  }

  /**
   * What is left of each rating without the habits of its pupil and the fame of its film: rows × columns, in stars; above 0
   * where a pupil likes a film more than both let expect, null where there is no rating.
   */
  get tastes(): (number | null)[][] {
    return tastesOf(this.cells);
  }

  /**
   * Factorizes the {@link tastes}, and shows the training as it goes on. Pupils with few ratings end near the middle.
   * @throws ValueError for an invalid option.
   */
  async factorize(options: ClassModelOptions = {}): Promise<MatrixFactorization> {
    const model = this.made(options);
    await model.train(TRAINING);
    this.model = model;
    return model;
  }

  /**
   * Whom a pupil is most alike in taste, in sentences: the one whose features point most nearly the same way in the last
   * factorization, and what both have rated.
   * @param who a pupil's name.
   * @throws ValueError if there is no such pupil.
   */
  alike(who: string): string {
    const model = this.model ?? this.trained();
    const given: unknown = who;
    const wanted = typeof given === "string" ? given.trim().toLowerCase() : "";
    const row = this.rows.findIndex((name) => name.toLowerCase() === wanted);
    if (row < 0) throw wrongArgument("who", who, `one of ${this.rows.join(", ")}`);
    return alikeSentence(this, model.L, row);
  }

  /** How many there are, and what was left out. */
  toString(): string {
    const known = this.cells.flat().filter((cell) => cell !== null).length;
    const share = Math.round((100 * known) / (this.rows.length * this.columns.length));
    const of = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
    const head = `${of(this.rows.length, "pupil")}, ${of(this.columns.length, "film")}, ${of(known, "rating")} (${share} % of the table)`;
    return [head, ...this.notes].join("\n");
  }

  /** The table as a notebook shows it. */
  [jupyterDisplay](): MimeBundle {
    const [title, ...notes] = this.toString().split("\n");
    const columns = ["", ...this.columns].map((name) => ({ name }));
    const rows = this.cells.map((row, u) => [this.rows[u], ...row]);
    return makeBundle(tablePayload(title, columns, rows, notes), this.toString());
  }

  private made(options: ClassModelOptions): MatrixFactorization {
    checkOptionNames(options, ["features", "seed"]);
    const features = checkWhole(options.features ?? 2, "features", 1, 10);
    return new MatrixFactorization(this.tastes, features, {
      ...{ seed: options.seed ?? 0, initRange: [-0.5, 0.5], labels: this.labels },
    });
  }

  /** A model that was trained without being shown. */
  private trained(): MatrixFactorization {
    const model = this.made({});
    model.trainModel(TRAINING);
    this.model = model;
    return model;
  }
}

/**
 * Reads the ratings of a class from text that was copied from a spreadsheet, a form's answers or a CSV file: a row for each
 * pupil, a column for each film. Ratings may be written as `4`, `4,5`, `4/5`, `4 stars` or `★★★★`; empty cells, "-" and
 * "not seen" are no ratings, and what cannot be read is told in the output and counts as not seen.
 * @param text the table, with the films' names in its first row and the pupils' in its first column, if they have any.
 * @throws ValueError if there are no ratings in it, or for an invalid option.
 * @example
 * const ours = classRatings(`
 * Name	Titanic	Shrek	Avatar
 * Ada	5	not seen	2
 * Ben	1	4,5	5`);
 */
export function classRatings(text: string, options: ClassOptions = {}): ClassRatings {
  checkOptionNames(options, ["scale", "films"]);
  const { scale = [1, 5], films } = options;
  if (films !== undefined) checkChoice(films, "films", ["rows", "columns"]);
  return new ClassRatings(readClass(text, checkScale(scale), films), checkScale(scale));
}

/** Enough for a class, and no more than it bears. */
const TRAINING = { learningRate: 0.1, iterations: 300, regularization: 0.02 };

function checkScale(scale: unknown): Scale {
  const [low, high] = Array.isArray(scale) ? (scale as unknown[]) : [];
  if (Number.isFinite(low) && Number.isFinite(high) && (low as number) < (high as number))
    return [low as number, high as number];
  throw wrongArgument("scale", scale, "the lowest and the highest rating, such as [1, 5]");
}
