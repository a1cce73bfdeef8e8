// Reads each digit in one way only: a million of them, and then a letter, would otherwise be tried in a million ways.
const NUMBER_TEXT = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that a text writes in decimal digits; NaN where it writes none. @param commas whether 3,5 is one. */
export function numberOf(text: string, commas: boolean): number {
  const plain = commas ? text.trim().replace(",", ".") : text.trim();
  // Number() would take "" for 0 and "0x1f" for 31.
  return NUMBER_TEXT.test(plain) ? Number(plain) : NaN;
}
