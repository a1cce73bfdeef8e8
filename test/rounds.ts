/** How often to repeat something: all of `full` times where FACTORLAB_FULL is set, else `usual` times. */
export function rounds(full: number, usual: number): number {
  return process.env["FACTORLAB_FULL"] ? full : usual;
}
