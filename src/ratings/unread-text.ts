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

/** A piece of text, or bytes in UTF-8 that nobody has checked, which are valid until the next piece is asked for. */
export type TextPiece = string | Uint8Array;

const NOTHING = new Uint8Array(0);

/**
 * Text that is still to be read: it is added at the end and used up from the start. It is kept as bytes of UTF-8, behind
 * which stands a line break more, at which loops end; half a character has no bytes, so that text with one is kept as text
 * from there on. All line breaks are \n, but in bytes that came as bytes: these are checked and get such line breaks only
 * when they are {@link settle settled}, since most of them are read without.
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
  /** Where the bytes begin that are not settled. */
  private raw = 0;
  /** Whether bytes are added as they came. */
  private isRaw = false;
  /** The bytes of a character that is not whole yet. */
  private cut: Uint8Array = NOTHING;
  /** Whether the first character is there, which may be a byte order mark. */
  private begun = false;
  private readonly encoder = new (globalThis as unknown as Encoding).TextEncoder();
  private readonly decoder = new (globalThis as unknown as Encoding).TextDecoder("utf-8", {
    ignoreBOM: true,
  });

  /** @param check throws where bytes are not valid; it can ask how many line breaks there are before them. */
  constructor(
    private readonly check: (bytes: Uint8Array, breaksBefore: () => number) => void = () => undefined,
  ) {}

  readonly decode = (bytes: Uint8Array): string => this.decoder.decode(bytes);

  /** Whether what is left is there as bytes. */
  get hasBytes(): boolean {
    return this.odd === null;
  }

  /** The bytes that are left, where they are all that is. */
  get left(): Uint8Array | null {
    if (this.odd !== null || this.returned || this.cut.length > 0) return null;
    return this.bytes.subarray(this.start, this.end);
  }

  /** Adds a piece. */
  add(piece: TextPiece): void {
    if (typeof piece !== "string") this.addRaw(piece);
    else if (this.odd !== null) this.odd += piece;
    else if (piece.length > 0) this.addText(piece);
  }

  private addText(piece: string): void {
    this.makeRoom(3 * piece.length);
    const from = this.end;
    let to = from;
    if (this.returned) this.bytes[to++] = RETURN;
    const { written } = this.encoder.encodeInto(piece, this.bytes.subarray(to));
    if (written !== piece.length && HALF_CHARACTER.test(piece)) {
      this.odd = this.text() + (this.returned ? "\r" : "") + piece;
      return;
    }
    if (written !== piece.length) this.ascii = false;
    to += written;
    const plain = !this.returned && !mayHaveReturn(this.bytes, from, to);
    this.returned = false;
    this.close(plain ? to : this.withPlainBreaks(from, to));
    this.raw = this.end;
  }

  private addRaw(piece: Uint8Array): void {
    const { cut } = this;
    this.isRaw = true;
    this.makeRoom(cut.length + piece.length);
    let to = this.end;
    if (this.returned) this.bytes[to++] = RETURN;
    this.bytes.set(cut, to);
    this.bytes.set(piece, to + cut.length);
    this.returned = false;
    this.cut = NOTHING;
    this.close(to + cut.length + piece.length);
  }

  /** Checks the bytes that came as they are, and gives them plain line breaks. */
  settle(): void {
    const from = Math.max(this.raw, this.start);
    let to = this.end;
    this.raw = to;
    if (from === to) return;
    if (!isAscii(this.bytes, from, to)) {
      to -= lengthOfCut(this.bytes, from, to);
      this.cut = this.bytes.slice(to, this.end);
      this.check(this.bytes.subarray(from, to), () => this.breaksBefore(from));
      this.ascii = false;
      if (
        !this.begun &&
        this.bytes[from] === MARK[0] &&
        this.bytes[from + 1] === MARK[1] &&
        this.bytes[from + 2] === MARK[2]
      )
        this.start = from + MARK.length;
    }
    this.begun ||= to > from;
    this.close(mayHaveReturn(this.bytes, from, to) ? this.withPlainBreaks(from, to) : to);
    this.raw = this.end;
  }

  private breaksBefore(end: number): number {
    let count = 0;
    for (let k = this.start; k < end; k++) if (this.bytes[k] === LINE_FEED) count++;
    return count;
  }

  /** Ends the text: nothing follows a \r that was held back. */
  finish(): void {
    this.settle();
    if (this.cut.length > 0) this.check(this.cut, () => this.breaksBefore(this.end));
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
    this.start = this.end = this.raw = 0;
    this.returned = false;
    this.add(text);
    this.returned = held;
  }

  /** What is left, but for a \r at its end whose \n may come with the next piece. */
  text(): string {
    this.settle();
    if (this.odd === null) return this.textBetween(this.start, this.end);
    return this.odd.replace(/\r$/, "").replace(/\r\n?/g, "\n");
  }

  /** Passes over a line, which has been found to end. */
  passLine(): void {
    if (this.odd === null) {
      this.start = this.breakFrom(this.start) + 1;
      return;
    }
    const text = this.text();
    this.replace(text.slice(text.indexOf("\n") + 1));
  }

  /** The text of the first bytes, about so many. */
  beginning(length: number): string {
    this.settle();
    return this.odd ?? this.textBetween(this.start, Math.min(this.end, this.start + length));
  }

  /** Whether {@link beginning} gives all that there is. */
  isWithin(length: number): boolean {
    return this.odd !== null || this.end - this.start <= length;
  }

  /** The text between two places of the bytes. */
  textBetween(from: number, to: number): string {
    return this.decode(this.bytes.subarray(from, to));
  }

  /** The length of what is left: in bytes where they came as bytes, else in the units in which text has a length. */
  get length(): number {
    if (this.odd !== null) return this.odd.length;
    if (this.ascii || this.isRaw) return this.end - this.start;
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
    this.raw = Math.max(0, this.raw - this.start);
    this.start = 0;
  }
}

/** The byte order mark in UTF-8. */
const MARK = [0xef, 0xbb, 0xbf];

/** How many bytes at the end belong to a character that is not whole. */
function lengthOfCut(bytes: Uint8Array, from: number, to: number): number {
  for (let length = 1; length < 4 && to - length >= from; length++) {
    const byte = bytes[to - length];
    // A byte that goes on with a character is 10……; those that begin one have as many ones as it has bytes.
    if ((byte & 0xc0) === 0x80) continue;
    return Math.clz32(~(byte << 24)) > length ? length : 0;
  }
  return 0;
}

/** Whether bytes are all ASCII: looks at four of them at once, and so also at some before and behind. */
function isAscii({ buffer }: Uint8Array, from: number, to: number): boolean {
  const words = new Int32Array(buffer);
  const end = Math.min((to >> 2) + 1, words.length);
  let bits = 0;
  for (let k = from >> 2; k < end; k++) bits |= words[k];
  return (bits & 0x80808080) === 0;
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
