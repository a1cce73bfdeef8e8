/** The result of `read`, or `fallback` when a hostile getter, proxy or method throws. */
export function attempt<T>(read: () => T, fallback: T): T {
  try {
    return read();
  } catch {
    return fallback;
  }
}
