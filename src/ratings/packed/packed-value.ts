import type { GrowingHeap } from "../../kernels/heap";

/** A rating in 28 bits: its decimal digits as a whole number, and how many of them stand behind the point. */
const DIGIT_BITS = 24;
const MOST_DIGITS = 0xffffff;
/** Marks the place of a number that has no such form, such as −1. */
const EXTRA = 0x8000000;
const MOST_EXTRAS = EXTRA;
const POWERS: Float64Array = Float64Array.from({ length: 8 }, (_, power) => Number(`1e${power}`));
/** So many digits behind the point are tried for a number that did not come as digits. */
const TRIED = 2;

/** Ratings as 28 bits each, from which each number comes back to its last digit. */
export class PackedValues {
  private extras = new Float64Array(16);
  private count = 0;

  /** A number in 28 bits. @returns −1 where there are too many numbers without a short form. */
  pack(value: number): number {
    for (let decimals = 0; decimals <= TRIED; decimals++) {
      const digits = Math.round(value * POWERS[decimals]);
      // The form has no −0.
      if (digits >= 0 && digits <= MOST_DIGITS && Object.is((digits + 0) / POWERS[decimals], value))
        return digits | (decimals << DIGIT_BITS);
    }
    if (this.count === MOST_EXTRAS) return -1;
    if (this.count === this.extras.length) {
      const more = new Float64Array(2 * this.count);
      more.set(this.extras);
      this.extras = more;
    }
    this.extras[this.count] = value;
    return EXTRA | this.count++;
  }

  /** The number that was packed. */
  unpack(packed: number): number {
    if ((packed & EXTRA) !== 0) return this.extras[packed & (EXTRA - 1)];
    return (packed & MOST_DIGITS) / POWERS[(packed >>> DIGIT_BITS) & 7];
  }

  /** Writes what kernels unpack with: powers of ten, and the numbers without a short form. @throws RangeError */
  writeTo(heap: GrowingHeap): { readonly powers: number; readonly extras: number } {
    const powers = heap.take(POWERS.byteLength);
    const extras = heap.take(this.count * Float64Array.BYTES_PER_ELEMENT);
    heap.view("float64", powers, POWERS.length).set(POWERS);
    heap.view("float64", extras, this.count).set(this.extras.subarray(0, this.count));
    return { powers, extras };
  }
}
