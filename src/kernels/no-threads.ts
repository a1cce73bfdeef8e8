/** In place of threads.ts where a bundle is made for pages (scripts/lib/module-entries.mjs): these have one thread. */
import type * as Threads from "./threads";

export const processors: typeof Threads.processors = () => 1;
export const startHelpers: typeof Threads.startHelpers = () => undefined;
export const runTogether: typeof Threads.runTogether = () => null;
export const isLost = (_: unknown): _ is never => false;
export const slicesDespiteLostThreads: typeof Threads.slicesDespiteLostThreads = (work) => work();
