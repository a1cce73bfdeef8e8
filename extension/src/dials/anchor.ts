/** Pixels between a name and a line that leads past it. */
const CLEAR = 5;
/** Where a name begins for each of its anchors, as a share of its width. */
const BEGINS = { middle: -0.5, end: -1, start: 0 } as const;

export type Anchor = keyof typeof BEGINS;

/**
 * The side of its point at which a name stands: within its room and, where that is possible, clear of the lines that lead
 * past it.
 * @param length of the name, in pixels, as are all numbers here.
 * @param room from its left end to its right one.
 * @param past where lines lead past the name.
 */
export function anchorOf(
  x: number,
  length: number,
  room: readonly [number, number],
  past: readonly number[],
): Anchor {
  const begin = (anchor: Anchor): number => x + BEGINS[anchor] * length;
  const within = (Object.keys(BEGINS) as Anchor[]).filter(
    (anchor) => begin(anchor) >= room[0] && begin(anchor) + length <= room[1],
  );
  const clear = within.find((anchor) =>
    past.every((at) => !(at > begin(anchor) - CLEAR && at < begin(anchor) + length + CLEAR)),
  );
  return clear ?? within[0] ?? (x - room[0] < room[1] - x ? "start" : "end");
}
