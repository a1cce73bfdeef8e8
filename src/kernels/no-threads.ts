/** In place of threads.ts where a bundle is made for pages (scripts/lib/module-entries.mjs): these have one thread. */
import type * as Threads from "./threads";

export const processors: typeof Threads.processors = () => 1;
export const runShared: typeof Threads.runShared = () => undefined;
