/** How much of something large a still picture holds; what is small is drawn alike everywhere. */
export interface Detail {
  /** The most numbers of all matrices together. */
  readonly numbers: number;
  /** The most rows, and columns, of a matrix that is drawn as colours alone; larger ones are averaged into blocks. */
  readonly blocks: number;
  /** The most bytes of a table. */
  readonly bytes: number;
}

/**
 * The html of an output. Together with its svg it stays below 150 kB, whatever it shows: notebooks are saved with all
 * their outputs, and a repository keeps each version. The numbers are whole in the payload.
 */
export const OF_HTML: Detail = { numbers: 700, blocks: 100, bytes: 75_000 };

/** The svg of an output, which mostly ends on paper: a number takes more of it than of html. */
export const OF_SVG: Detail = { numbers: 350, blocks: 100, bytes: 75_000 };

/** A picture that a person saves as a file. */
export const OF_FILE: Detail = { numbers: Infinity, blocks: 300, bytes: Infinity };
