import { LostThread } from "../../kernels/run";
import type { RatingTarget, RowPlace } from "../row-target";
import { PlainRows } from "./plain-rows";

/** The plainest rows of a text, read by kernels as long as there are threads and memory for them. */
export class QuickRows {
  private rows: PlainRows | undefined;
  private hasFailed = false;

  constructor(
    private readonly separator: number,
    private readonly timed: boolean,
    private readonly place: RowPlace,
    private readonly target: RatingTarget,
  ) {}

  /** See {@link PlainRows.read}. Rows that it leaves are read in another way. */
  read(bytes: Uint8Array, from: number, limit: number): number {
    const { collector, fewestBytes } = this.target;
    if (this.hasFailed || limit - from < fewestBytes) return from;
    let reached = from;
    try {
      this.rows ??= this.makeRows();
      if (collector.packed === null)
        throw new RangeError("the ratings no longer fit into the memory of kernels");
      for (const at of this.rows.read(bytes, from, limit)) reached = at;
    } catch (error) {
      if (!(error instanceof LostThread || error instanceof RangeError)) throw error;
      this.hasFailed = true;
      collector.unpack();
    }
    return reached;
  }

  private makeRows(): PlainRows {
    const packed = this.target.collector.pack(this.timed);
    return new PlainRows(packed, this.separator, this.place, this.target);
  }
}
