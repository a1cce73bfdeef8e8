/** The parts of the platform's encoder and decoder that are used. */
interface Encoding {
  TextEncoder: new () => {
    encodeInto(text: string, into: Uint8Array): { written: number };
  };
  TextDecoder: new (
    encoding: string,
    options: { ignoreBOM: boolean },
  ) => { decode(bytes: Uint8Array): string };
}

const [LINE_FEED, RETURN] = [10, 13];
const HALF_CHARACTER = /\p{Surrogate}/u;

/** A piece of text: bytes where all of it is ASCII. Bytes are valid until the next piece is asked for. */
export type TextPiece = string | Uint8Array;

/**
 * Text that is still to be read, with all line breaks as \n: it is added at the end and used up from the start. It is
 * kept as bytes of UTF-8, behind which stands a line break more, at which loops end; half a character has no bytes, so
 * that text with one is kept as text from there on.
 */
export class UnreadText {
  bytes: Uint8Array = new Uint8Array(2 ** 16);
  /** Where the text that is not used up begins. */
  start = 0;
  end = 0;
  private ascii = true;
  /** Whether a \r is held back, whose \n may come with the next piece. */
  private returned = false;
  /** What is left, once there was half a character, as it came. */
  private odd: string | null = null;
  private readonly encoder = new (globalThis as unknown as Encoding).TextEncoder();
  private readonly decoder = new (globalThis as unknown as Encoding).TextDecoder("utf-8", {
    ignoreBOM: true,
  });

  readonly decode = (bytes: Uint8Array): string => this.decoder.decode(bytes);

  /** Whether what is left is there as bytes. */
  get hasBytes(): boolean {
    return this.odd === null;
  }

  /** Adds a piece. */
  add(piece: TextPiece): void {
    if (this.odd !== null) this.odd += typeof piece === "string" ? piece : this.decode(piece);
    else if (piece.length > 0) this.addBytes(piece);
  }

  private addBytes(piece: TextPiece): void {
    this.makeRoom(typeof piece === "string" ? 3 * piece.length : piece.length);
    const from = this.end;
    let to = from;
    if (this.returned) this.bytes[to++] = RETURN;
    if (typeof piece === "string") {
      const { written } = this.encoder.encodeInto(piece, this.bytes.subarray(to));
      if (written !== piece.length && HALF_CHARACTER.test(piece)) {
        this.odd = this.text() + (this.returned ? "\r" : "") + piece;
        return;
      }
      if (written !== piece.length) this.ascii = false;
      to += written;
    } else {
      this.bytes.set(piece, to);
      to += piece.length;
    }
    const plain = !this.returned && !mayHaveReturn(this.bytes, from, to);
    this.returned = false;
    this.close(plain ? to : this.withPlainBreaks(from, to));
  }

  /** Ends the text: nothing follows a \r that was held back. */
  finish(): void {
    if (this.odd !== null && this.odd.endsWith("\r")) this.odd = `${this.odd.slice(0, -1)}\n`;
    if (!this.returned) return;
    this.returned = false;
    this.makeRoom(1);
    this.bytes[this.end] = LINE_FEED;
    this.close(this.end + 1);
  }

  /** Puts text in the place of what is left. */
  replace(text: string): void {
    if (this.odd !== null) {
      this.odd = text + (this.odd.endsWith("\r") ? "\r" : "");
      return;
    }
    const held = this.returned;
    this.start = this.end = 0;
    this.returned = false;
    this.add(text);
    this.returned = held;
  }

  /** What is left, but for a \r at its end whose \n may come with the next piece. */
  text(): string {
    if (this.odd === null) return this.textBetween(this.start, this.end);
    return this.odd.replace(/\r$/, "").replace(/\r\n?/g, "\n");
  }

  /** The text between two places of the bytes. */
  textBetween(from: number, to: number): string {
    return this.decode(this.bytes.subarray(from, to));
  }

  /** The length of what is left, in the units in which text has a length. */
  get length(): number {
    if (this.odd !== null) return this.odd.length;
    if (this.ascii) return this.end - this.start;
    let length = 0;
    // Bytes that continue a character are 10……; four bytes are two units.
    for (let k = this.start; k < this.end; k++)
      if ((this.bytes[k] & 0xc0) !== 0x80) length += this.bytes[k] >= 0xf0 ? 2 : 1;
    return length;
  }

  /** Where the next line break is, or −1. */
  breakFrom(at: number): number {
    const found = this.bytes.indexOf(LINE_FEED, at);
    return found < this.end ? found : -1;
  }

  /** Where the last line ends, behind its break; the start where none ends. */
  get endOfLines(): number {
    let at = this.end;
    while (at > this.start && this.bytes[at - 1] !== LINE_FEED) at--;
    return at;
  }

  private withPlainBreaks(from: number, to: number): number {
    const { bytes } = this;
    let at = from;
    for (let k = from; k < to; k++) {
      let byte = bytes[k];
      if (byte === RETURN) {
        if (k + 1 === to) {
          this.returned = true;
          break;
        }
        if (bytes[k + 1] === LINE_FEED) k++;
        byte = LINE_FEED;
      }
      bytes[at++] = byte;
    }
    return at;
  }

  private close(end: number): void {
    this.end = end;
    this.bytes[end] = LINE_FEED;
  }

  private makeRoom(more: number): void {
    if (this.start === this.end) this.ascii = true;
    const needed = this.end - this.start + more + 2;
    const before = this.bytes;
    if (needed > before.length)
      this.bytes = new Uint8Array(4 * Math.ceil(Math.max(needed, 2 * before.length) / 4));
    if (needed > before.length) this.bytes.set(before.subarray(this.start, this.end));
    else before.copyWithin(0, this.start, this.end);
    this.end -= this.start;
    this.start = 0;
  }
}

/** Whether there may be a \r between two places: looks at four bytes at once, and so also at some before and behind. */
function mayHaveReturn({ buffer }: Uint8Array, from: number, to: number): boolean {
  const words = new Int32Array(buffer);
  const end = Math.min((to >> 2) + 1, words.length);
  let found = 0;
  for (let k = from >> 2; k < end; k++) {
    const word = words[k] ^ 0x0d0d0d0d;
    // The highest bit of a byte is set where it is the lowest one that was \r.
    found |= (word - 0x01010101) & ~word;
  }
  return (found & 0x80808080) !== 0;
}
