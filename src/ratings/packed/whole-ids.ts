import type { GrowingHeap } from "../../kernels/heap";
import type { IdIndex } from "../ids";
import { idKey } from "../whole-numbers";
import { TABLE } from "./packed-rows";

const WORD = 4;

/** The indices of whole ids as kernels read them, beside an {@link IdIndex}, which has all ids. */
export class WholeIds {
  private found = 0;
  private room = 0;
  private known = 0;

  constructor(
    private readonly heap: GrowingHeap,
    private readonly ids: IdIndex,
    private readonly table: number,
  ) {}

  /**
   * Brings the table up to date, and makes room for so many new ids.
   * @returns what the kernel is told: the table, how many ids there are, and where new ones go.
   * @throws RangeError where there is no memory.
   */
  prepare(rows: number): readonly [table: number, count: number, found: number] {
    const most = Math.min(rows, TABLE);
    if (most > this.room) {
      this.found = this.heap.take(most * WORD);
      this.room = most;
    }
    const { ids } = this;
    if (this.known < ids.size) {
      const table = this.heap.view("int32", this.table, TABLE);
      for (; this.known < ids.size; this.known++) {
        const key = idKey(ids.at(this.known));
        if (typeof key === "number" && key >= 0 && key < TABLE) table[key] = this.known + 1;
      }
    }
    return [this.table, ids.size, this.found];
  }

  /** Adds the ids that a kernel has found. @param count how many ids there are then. */
  addFound(count: number): void {
    const found = this.heap.view("int32", this.found, count - this.ids.size);
    for (let n = 0; n < found.length; n++) this.ids.addWhole(found[n]);
    this.known = count;
  }
}
