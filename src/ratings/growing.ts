type Numbers = Int32Array | Float64Array;

/** A typed array that grows by doubling, for millions of numbers whose count is not known in advance. */
export class GrowingNumbers<Kind extends Numbers> {
  length = 0;
  private buffer: Kind;

  constructor(private readonly make: (length: number) => Kind) {
    this.buffer = make(1024);
  }

  push(value: number): void {
    if (this.length === this.buffer.length) {
      const longer = this.make(2 * this.length);
      longer.set(this.buffer);
      this.buffer = longer;
    }
    this.buffer[this.length++] = value;
  }

  /** The numbers so far; not a copy. */
  get values(): Kind {
    return this.buffer.subarray(0, this.length) as Kind;
  }
}

export const growingInts = (): GrowingNumbers<Int32Array> => new GrowingNumbers((n) => new Int32Array(n));
export const growingFloats = (): GrowingNumbers<Float64Array> =>
  new GrowingNumbers((n) => new Float64Array(n));
