/** Memory that threads share; a bundle for pages has no-sharing.ts in its place (scripts/lib/module-entries.mjs). */

import { makeMemory } from "./web-assembly";
import type { Memory } from "./web-assembly";

/** Whether there is such memory. Chromium makes it also in a page that may not share it; there it has no such name. */
let canShare = typeof SharedArrayBuffer !== "undefined";

/** Memory that threads share, of so many pages, which may grow to `most`; undefined where there is none. */
export function sharedMemory(pages: number, most: number): Memory | undefined {
  if (!canShare) return undefined;
  try {
    return makeMemory(pages, true, most);
  } catch (error) {
    // Otherwise there may be more memory the next time.
    canShare = !(error instanceof TypeError);
    return undefined;
  }
}

/** The number of the section of a module that says what it imports. */
const IMPORTS = 2;
/** The name under which the memory is imported. */
const NAME = Array.from("memory", (letter) => letter.charCodeAt(0));
/** The flags of a memory that has a maximum, and that is shared as well. */
const [BOUNDED, BOUNDED_AND_SHARED] = [1, 3];

/** The same module for memory that threads share: it is compiled for memory of its own. Changes the bytes. */
export function withSharing(bytes: Uint8Array): Uint8Array {
  for (let at = 8; at < bytes.length;) {
    const section = bytes[at++];
    const [length, from] = wholeAt(bytes, at);
    if (section === IMPORTS) {
      const end = from + length;
      for (let k = from; k + NAME.length + 1 < end; k++) {
        const isName = NAME.every((letter, n) => bytes[k + n] === letter);
        // Behind the name stand the kind of what is imported, 2 for a memory, and its flags.
        if (!isName || bytes[k + NAME.length] !== 2) continue;
        if (bytes[k + NAME.length + 1] === BOUNDED) bytes[k + NAME.length + 1] = BOUNDED_AND_SHARED;
        return bytes;
      }
    }
    at = from + length;
  }
  return bytes;
}

/** A whole number of the binary format (LEB128), and where what follows it begins. */
function wholeAt(bytes: Uint8Array, at: number): [value: number, end: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) << shift;
    if (byte < 128) return [value, at];
  }
}
