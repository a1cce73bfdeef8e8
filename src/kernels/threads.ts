/** The threads of Node, Deno and Bun; a bundle for pages has no-threads.ts in its place (scripts/lib/module-entries.mjs). */
export { isLost, slicesDespiteLostThreads } from "./lost-thread";
export { processors, startHelpers } from "./pool";
export { runTogether } from "./shared-run";
