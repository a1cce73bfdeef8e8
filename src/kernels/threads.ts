/** The threads of Node, Deno and Bun; a bundle for pages has no-threads.ts in its place (scripts/lib/module-entries.mjs). */
export { hasHelpers, processors, startHelpers } from "./pool";
export { endUnfinished, runShared } from "./shared-run";
