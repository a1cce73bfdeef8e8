/**
 * The parameters at their lowest loss, to return to. They are copied only when they are about to change: while each epoch is
 * better than the one before, that is never.
 */
export class BestParameters {
  private copies: Float64Array[] | null = null;
  /** Whether the parameters, as they are now, are the best. */
  private areCurrent = true;

  /**
   * @param parameters as they are now, the best so far.
   * @param epoch after which they were found.
   * @param loss their loss.
   */
  constructor(
    private readonly parameters: readonly Float64Array[],
    public epoch: number,
    public loss: number,
  ) {}

  /** The best numbers; they are not copied. */
  get numbers(): readonly Float64Array[] {
    return this.areCurrent ? this.parameters : this.copies!;
  }

  /** The parameters, as they are now, are the best. */
  offer(epoch: number, loss: number): void {
    this.areCurrent = true;
    this.epoch = epoch;
    this.loss = loss;
  }

  /** Copies the best numbers where the parameters have them, since these will change. */
  keep(): void {
    if (!this.areCurrent) return;
    if (this.copies) this.copies.forEach((copy, k) => copy.set(this.parameters[k]));
    else this.copies = this.parameters.map((values) => values.slice());
    this.areCurrent = false;
  }

  /** Replaces the best numbers by saved ones: `values(k)` are those of the k-th parameter. */
  take(epoch: number, loss: number, values: (k: number) => Float64Array): void {
    this.copies = this.parameters.map((_, k) => values(k).slice());
    this.areCurrent = false;
    this.epoch = epoch;
    this.loss = loss;
  }

  /** Writes the best numbers into the parameters. */
  restore(): void {
    if (!this.areCurrent) this.parameters.forEach((values, k) => values.set(this.copies![k]));
  }
}
