/** In place of sharing.ts where a bundle is made for pages (scripts/lib/module-entries.mjs): these have one thread. */
import type * as Sharing from "./sharing";

export const sharedMemory: typeof Sharing.sharedMemory = () => undefined;
export const withSharing: typeof Sharing.withSharing = (bytes) => bytes;
