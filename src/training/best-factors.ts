/** Keeps a copy of the factors at their lowest loss, to return to if training diverges. */
export class BestFactors {
  readonly copies: readonly Float64Array[];
  /** The iteration of the copy. */
  iteration: number;
  /** The loss of the copy. */
  loss: number;

  constructor(
    private readonly factors: readonly Float64Array[],
    iteration: number,
    loss: number,
  ) {
    this.copies = factors.map((values) => values.slice());
    this.iteration = iteration;
    this.loss = loss;
  }

  /** Copies the factors if their loss is the lowest so far. */
  offer(iteration: number, loss: number): void {
    if (!(loss <= this.loss)) return;
    for (let f = 0; f < this.copies.length; f++) this.copies[f].set(this.factors[f]);
    this.iteration = iteration;
    this.loss = loss;
  }

  /** Replaces the copy by a saved one: `values(f)` are the numbers of the f-th factor. */
  take(iteration: number, loss: number, values: (f: number) => Float64Array): void {
    this.copies.forEach((copy, f) => copy.set(values(f)));
    this.iteration = iteration;
    this.loss = loss;
  }

  /** Writes the copy back into the factors. */
  restore(): void {
    this.factors.forEach((values, f) => values.set(this.copies[f]));
  }
}
