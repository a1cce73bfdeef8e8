/** The text of a number that every language here reads back to the same bits. */
export function exactNumber(value: number): string {
  return Object.is(value, -0) ? "-0.0" : String(value);
}
