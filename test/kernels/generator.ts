/** The kernels' random numbers, written again: src/kernels/assembly/ratings/random.ts. */
const MASK = (1n << 64n) - 1n;

/** A generator as a task has it. */
export class Generator {
  private state: bigint;

  constructor(seed: number, task: number) {
    let z = (((BigInt(seed) << 32n) | BigInt(task + 1)) * 0x9e3779b97f4a7c15n) & MASK;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    z ^= z >> 31n;
    this.state = z === 0n ? 1n : z;
  }

  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number {
    let x = this.state;
    x ^= x >> 12n;
    x = (x ^ (x << 25n)) & MASK;
    this.state = x ^ (x >> 27n);
    return Number(((((this.state * 0x2545f4914f6cdd1dn) & MASK) >> 32n) * BigInt(count)) >> 32n);
  }

  /** The numbers from 0 to `count` − 1 in random order. */
  permutation(count: number): number[] {
    const order: number[] = [];
    for (let n = 0; n < count; n++) {
      const m = this.below(n + 1);
      order[n] = order[m];
      order[m] = n;
    }
    return order;
  }
}
