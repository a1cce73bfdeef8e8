import { wrongArgument } from "../../errors";
import type { Id } from "../../ratings/ids";
import { meantBy } from "../../training/nearest";

/** A user or an item of a table: its row or column, counted from 0, or its label. */
export type IndexOrLabel = number | string;

/** The labels of a table's users, which are its rows, or of its items, which are its columns. */
export class LabelIndex {
  // A Map, not an object: a label may be "__proto__".
  private readonly indices = new Map<string, number>();
  private readonly repeated = new Set<string>();

  constructor(
    private readonly what: "user" | "item",
    private readonly count: number,
    private readonly labels: readonly string[] | undefined,
  ) {
    labels?.forEach((label, index) => {
      if (this.indices.has(label)) this.repeated.add(label);
      else this.indices.set(label, index);
    });
  }

  /** How many there are. */
  get size(): number {
    return this.count;
  }

  /**
   * The index of a user or item.
   * @param argument how an error names it.
   * @param advice what to do about one that is not there, for its error.
   * @throws ValueError if there is no such index or label.
   */
  indexOf(who: unknown, argument: string = this.what, advice: string = ""): number {
    const index = this.indexIfKnown(who, argument);
    if (index !== undefined) return index;
    throw wrongArgument(argument, who, this.expectedFor(who) + advice);
  }

  /**
   * The index of a user or item, or undefined where there is no such one.
   * @throws ValueError for what is neither an index nor a label, and for a label of more than one.
   */
  indexIfKnown(who: unknown, argument: string = this.what): number | undefined {
    if (typeof who === "string" && !this.repeated.has(who)) return this.indices.get(who);
    if (typeof who === "number" && Number.isInteger(who) && who >= 0)
      return who < this.count ? who : undefined;
    throw wrongArgument(argument, who, this.expectedFor(who));
  }

  /** The same as {@link id}, under the name that the ids of ratings have. */
  at(index: number): Id {
    return this.id(index);
  }

  /** The label at an index, or the index itself if it has no unique label. */
  id(index: number): Id {
    const label = this.labels?.[index];
    return label === undefined || this.repeated.has(label) ? index : label;
  }

  /** The name in texts: "Heat", or "column 3". */
  title(index: number): string {
    return this.labels?.[index] || `${this.side} ${index}`;
  }

  /** The id and the title of an index. */
  called(index: number): {
    /** The label, or the number. */
    id: Id;
    /** The name in texts. */
    title: string;
  } {
    return { id: this.id(index), title: this.title(index) };
  }

  private get side(): "row" | "column" {
    return this.what === "user" ? "row" : "column";
  }

  private expectedFor(label: unknown): string {
    const number = `a whole number from 0 to ${this.count - 1}`;
    if (typeof label !== "string") return number;
    if (this.labels === undefined) return `${number}: the ${this.side}s have no labels`;
    if (this.repeated.has(label)) return `${number}: more than one ${this.side} has this label`;
    const meant = meantBy(label, this.labels);
    const guess = meant === null ? "" : `: did you mean "${meant}"?`;
    return `one of the ${this.count} labels of the ${this.side}s${guess}`;
  }
}
