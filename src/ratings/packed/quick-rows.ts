import { LostThread } from "../../kernels/run";
import type { RatingTarget, RowPlace } from "../row-target";
import { PlainRows } from "./plain-rows";
import type { PlainForm } from "./plain-rows";

/** The plainest rows of a text, read by kernels as long as there are threads and memory for them. */
export class QuickRows {
  private rows: PlainRows | undefined;
  private hasFailed = false;

  constructor(
    private readonly form: PlainForm,
    private readonly place: RowPlace,
    private readonly target: RatingTarget,
  ) {}

  /** Reads rows. @returns where it stopped: at the limit, or before a row that is read in another way. */
  read(bytes: Uint8Array, from: number, limit: number): number {
    if (limit - from < this.target.fewestBytes) return from;
    return this.despiteFailure(from, (rows) => rows.read(bytes, from, limit, null));
  }

  /**
   * Where pieces of a text should lie, so that nobody has to copy them; null where that cannot be.
   * @param length how long the text still is, about.
   */
  textPlaces(length: number): Uint8Array[] | null {
    if (length < this.target.fewestBytes) return null;
    let places: Uint8Array[] | null = null;
    this.despiteFailure(0, (rows) => {
      places = rows.textPlaces(length);
      return [];
    });
    return places;
  }

  /**
   * Reads rows that begin in what is left of the piece before, and go on in a piece.
   * @returns how much of both was read.
   */
  readInPlace(left: Uint8Array, piece: Uint8Array): number {
    return this.despiteFailure(0, (rows) => rows.readInPlace(left, piece));
  }

  /** Returns the last place that reading reached. */
  private despiteFailure(from: number, read: (rows: PlainRows) => Iterable<number>): number {
    const { collector } = this.target;
    let reached = from;
    if (this.hasFailed) return reached;
    try {
      this.rows ??= this.makeRows();
      if (collector.packed === null)
        throw new RangeError("the ratings no longer fit into the memory of kernels");
      for (const at of read(this.rows)) reached = at;
    } catch (error) {
      if (!(error instanceof LostThread || error instanceof RangeError)) throw error;
      this.hasFailed = true;
      collector.unpack();
    }
    return reached;
  }

  private makeRows(): PlainRows {
    const packed = this.target.collector.pack(this.form.timed);
    return new PlainRows(packed, this.form, this.place, this.target);
  }
}
