const { performance } = globalThis as unknown as { performance: { now(): number } };

/** Looks again and again for so many milliseconds. @returns whether it is done. */
export function looked(isDone: () => boolean, milliseconds: number): boolean {
  if (isDone()) return true;
  // The clock takes longer to read than a word.
  for (const end = performance.now() + milliseconds; performance.now() < end;)
    for (let n = 0; n < 50; n++) if (isDone()) return true;
  return false;
}
