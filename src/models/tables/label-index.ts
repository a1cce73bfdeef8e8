import type { Id } from "../../ratings/ids";
import { meantBy } from "../../training/nearest";
import { checkWhole, valueError } from "../../training/options";

/** A user or an item of a table: its row or column, counted from 0, or the label of that. */
export type IndexOrLabel = number | string;

/** The users of a table, which are its rows, or its items, which are its columns, and what they are called. */
export class LabelIndex {
  // A Map, not an object: a label may be "__proto__".
  private readonly indices = new Map<string, number>();
  private readonly repeated = new Set<string>();

  constructor(
    private readonly what: "user" | "item",
    private readonly count: number,
    private readonly labels: readonly string[] | undefined,
  ) {
    labels?.forEach((label, indexOf) => {
      if (this.indices.has(label)) this.repeated.add(label);
      else this.indices.set(label, indexOf);
    });
  }

  /** The place of who is asked for. @throws ValueError if there is no such place or label. */
  indexOf(who: unknown): number {
    if (typeof who !== "string") return checkWhole(who, this.what, 0, this.count - 1);
    const place = this.indices.get(who);
    if (place !== undefined && !this.repeated.has(who)) return place;
    throw valueError(this.what, who, this.expectedFor(who));
  }

  /** The label at a place, or its number where it has none of its own. */
  id(place: number): Id {
    const label = this.labels?.[place];
    return label === undefined || this.repeated.has(label) ? place : label;
  }

  /** As texts name it: "Heat", or "column 3". */
  title(place: number): string {
    return this.labels?.[place] || `${this.side} ${place}`;
  }

  /** Both, as lists name a place. */
  called(place: number): {
    /** The label, or the number. */
    id: Id;
    /** As texts name it. */
    title: string;
  } {
    return { id: this.id(place), title: this.title(place) };
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
