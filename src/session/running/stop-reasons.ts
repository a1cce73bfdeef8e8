/** Why running code is stopped: the values of the interrupt flag. */
export const stopReasons = { interrupt: 1, memory: 2 } as const;

/** Milliseconds that an interrupted cell has for its `finally` blocks and disposers. */
export const cleanUpTime = 1000;
