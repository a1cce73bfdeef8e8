/** How many numbers a byte can be. */
const BYTES = 256;
/** A number drawn has at least this many steps below 1 … */
const LEAST = 2 ** 52;
/** … and fewer than this, which JavaScript's numbers hold exactly. */
const TOO_MANY = 2 ** 53;
/** Bytes of a number before it is known whether they are enough. */
const FIRST_BYTES = 6;
/** How many numbers they can be. */
const ALL = 2 ** 48;

/** The text's letters as a key of at most 256 bytes: those beyond are mixed into the first ones. */
function keyOf(text: string): number[] {
  const key: number[] = [];
  let mixed = 0;
  for (let k = 0; k < text.length; k++) {
    const at = k % BYTES;
    mixed ^= (key[at] ?? 0) * 19;
    key[at] = (mixed + text.charCodeAt(k)) & 255;
  }
  return key.length > 0 ? key : [0];
}

/** The stream of bytes of the cipher ARC4, behind the first 256, which tell too much of the key. */
class ByteStream {
  private readonly state = new Uint8Array(BYTES);
  private i = 0;
  private j = 0;

  constructor(key: readonly number[]) {
    const { state } = this;
    for (let k = 0; k < BYTES; k++) state[k] = k;
    for (let k = 0, j = 0; k < BYTES; k++) {
      const own = state[k];
      j = (j + own + key[k % key.length]) & 255;
      state[k] = state[j];
      state[j] = own;
    }
    this.read(BYTES);
  }

  /** The next bytes as one number, the first of them the highest. */
  read(count: number): number {
    const { state } = this;
    let { i, j } = this;
    let number = 0;
    for (let k = 0; k < count; k++) {
      i = (i + 1) & 255;
      const own = state[i];
      j = (j + own) & 255;
      const other = state[j];
      state[i] = other;
      state[j] = own;
      number = number * BYTES + state[(own + other) & 255];
    }
    this.i = i;
    this.j = j;
    return number;
  }
}

/**
 * Numbers from [0, 1) in 2⁵² steps or more, the same for the same text on every machine: those of the npm package
 * `seedrandom`, which a test holds this against. The package brings along what no model needs, a way to Node's cryptography
 * and a function on `Math` among it.
 */
export function arc4(text: string): () => number {
  const stream = new ByteStream(keyOf(text));
  return () => {
    let steps = stream.read(FIRST_BYTES);
    let all = ALL;
    let rest = 0;
    while (steps < LEAST) {
      steps = (steps + rest) * BYTES;
      all *= BYTES;
      rest = stream.read(1);
    }
    while (steps >= TOO_MANY) {
      steps /= 2;
      all /= 2;
      rest >>>= 1;
    }
    return (steps + rest) / all;
  };
}
