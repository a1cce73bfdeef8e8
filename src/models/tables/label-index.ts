import { wrongArgument } from "../../errors";
import type { Id } from "../../ratings/ids";
import { meantBy } from "../../training/nearest";
import { checkWhole } from "../../training/options";

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

  /**
   * The index of a user or item.
   * @param argument how an error names it.
   * @throws ValueError if there is no such index or label.
   */
  indexOf(who: unknown, argument: string = this.what): number {
    if (typeof who !== "string") return checkWhole(who, argument, 0, this.count - 1);
    const index = this.indices.get(who);
    if (index !== undefined && !this.repeated.has(who)) return index;
    throw wrongArgument(argument, who, this.expectedFor(who));
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

  private expectedFor(label: string): string {
    const number = `a whole number from 0 to ${this.count - 1}`;
    if (this.labels === undefined) return `${number}: the ${this.side}s have no labels`;
    if (this.repeated.has(label)) return `${number}: more than one ${this.side} has this label`;
    const meant = meantBy(label, this.labels);
    const guess = meant === null ? "" : `: did you mean "${meant}"?`;
    return `one of the ${this.count} labels of the ${this.side}s${guess}`;
  }
}
