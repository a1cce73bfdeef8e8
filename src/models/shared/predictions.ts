import { jupyterDisplay } from "../../outputs/bundle";
import type { MimeBundle } from "../../outputs/bundle";
import { bundleOf } from "../../outputs/make-bundle";
import { formatNumber } from "../../outputs/number";
import { formatCount } from "../../outputs/progress-number";
import { said } from "../../outputs/translate";
import { sentence } from "../../payload/sentence";
import type { TextPayload } from "../../payload/types";
import type { Id } from "../../ratings/ids";
import { baselinesNote } from "./newcomers";
import { savedId } from "./saved-rows";
import type { Unknown } from "./unknown";

/** What predictions are for. */
export interface Predicted<Who> {
  /** What they are: "rating", "score". */
  readonly measure: string;
  /** The places of those that are baselines, rising. */
  readonly baselines: readonly number[];
  /** How unknown users and items were to be answered. */
  readonly unknown: Unknown;
  /** The user and the item of a place. */
  readonly pair: (place: number) => readonly [user: Who, item: Who];
  /** The names of a user and an item in texts. */
  readonly called: (pair: readonly [user: Who, item: Who]) => readonly [user: string, item: string];
}

/** One prediction as a row of a table. */
export interface PredictionRow {
  /** The user's id; a new user is called "new user". */
  readonly user: Id;
  /** The item's id; a new item is called "new item". */
  readonly item: Id;
  /** The predicted rating, or the score. */
  readonly prediction: number;
  /** Whether nothing is known of the user or the item; absent where unknown ones are errors, and there is no newcomer. */
  readonly baseline?: boolean;
}

/** The predictions that a text shows. */
const SHOWN = 10;

/**
 * What `predictAll` gives: the predictions for many pairs, in their order, as a typed array. What is derived from it by `map`,
 * `slice` and others is a plain Float64Array.
 *
 * @example
 * const predictions = model.predictAll([["Ada", "Alien"], ["Zoe", "Heat"]], { unknown: "baseline" });
 * predictions[0]; // what predict("Ada", "Alien") gives
 * predictions.baselines; // [1]: nothing is known of Zoe
 */
export class Predictions<Who = Id> extends Float64Array {
  /** What methods such as `map` make. @internal */
  static get [Symbol.species](): Float64ArrayConstructor {
    return Float64Array;
  }

  // Private, so that a typed array is all that others see.
  readonly #about: Predicted<Who>;

  constructor(values: Float64Array, about: Predicted<Who>) {
    super(values);
    this.#about = about;
  }

  /** What the predictions are: "rating", "score". */
  get measure(): string {
    return this.#about.measure;
  }

  /** The places of the predictions that are the model's baseline, since nothing is known of the user or the item. */
  get baselines(): readonly number[] {
    return this.#about.baselines;
  }

  /** What is to be known of the predictions, in sentences, which their output shows below them. */
  get notes(): readonly string[] {
    return this.said.map((note) => said(note));
  }

  private get said(): TextPayload[] {
    return baselinesNote(this.baselines.length, this.length);
  }

  /** The predictions as rows: `{ user, item, prediction }`, and `baseline` where some may be. */
  rows(): PredictionRow[] {
    const { pair } = this.#about;
    const isBaseline = this.isBaseline();
    return Array.from(this, (prediction, k): PredictionRow => {
      const [user, item] = pair(k);
      const baseline = isBaseline ? { baseline: isBaseline(k) } : {};
      return { user: savedId(user, "new user"), item: savedId(item, "new item"), prediction, ...baseline };
    });
  }

  /**
   * Writes {@link rows} into a file, as {@link TopLists.save} does: CSV, JSON lines or Parquet, by the ending of its name.
   * @example
   * await predictions.save("predictions.csv");
   * @throws ValueError for another ending; FileError if it cannot be written; EnvironmentError where there are no files.
   */
  async save(path: string): Promise<void> {
    const { pair } = this.#about;
    const isBaseline = this.isBaseline();
    const { writeTable } = await import("../../files/table-file");
    await writeTable(path, {
      length: this.length,
      columns: [
        { name: "user", kind: "id", at: (k) => savedId(pair(k)[0], "new user") },
        { name: "item", kind: "id", at: (k) => savedId(pair(k)[1], "new item") },
        { name: "prediction", kind: "number", at: (k) => this[k] },
        ...(isBaseline ? [{ name: "baseline", kind: "flag", at: isBaseline } as const] : []),
      ],
    });
  }

  /** The predictions as a notebook shows them. */
  [jupyterDisplay](): MimeBundle {
    const { pair, called } = this.#about;
    const title =
      this.length === 1
        ? sentence("Predictions for 1 pair")
        : sentence("Predictions for {count} pairs", { count: formatCount(this.length) });
    const digits = this.measure === "rating" ? 2 : 3;
    const lines = Array.from(
      this.subarray(0, SHOWN),
      (value, k) => `${called(pair(k)).join(", ")}: ${formatNumber(value, digits)}`,
    );
    const more = this.length - lines.length;
    const text = [
      `${said(title)} (${this.measure})`,
      ...lines,
      ...(more > 0 ? [`… and ${formatCount(more)} more`] : []),
      ...this.notes,
    ].join("\n");
    return bundleOf(
      (make) => make.predictions(title, this.measure, this, (k) => called(pair(k)), this.said),
      text,
    );
  }

  /** What says whether a prediction is a baseline; null where none can be. */
  private isBaseline(): ((place: number) => boolean) | null {
    const { unknown, baselines } = this.#about;
    if (unknown === "throw" && baselines.length === 0) return null;
    const places = new Set(baselines);
    return (place) => places.has(place);
  }
}
