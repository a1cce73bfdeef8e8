/** In place of threads.ts where a bundle is made for pages (scripts/lib/module-entries.mjs): these have one thread. */
import type * as Threads from "./threads";

export const processors: typeof Threads.processors = () => 1;
export const startHelpers: typeof Threads.startHelpers = () => undefined;
export const runShared: typeof Threads.runShared = () => 0;
export const hasHelpers: typeof Threads.hasHelpers = () => false;
export const endUnfinished: typeof Threads.endUnfinished = () => undefined;
