/** Whether whole counts are wanted: `npm test -- --full`, or FACTORLAB_FULL=1 where a test is run by itself. */
const full = process.env.FACTORLAB_FULL === "1";

/** How often a test repeats what seldom fails: `whole` times where whole counts are wanted, else `usual`. */
export function rounds(whole: number, usual: number): number {
  return full ? whole : usual;
}
