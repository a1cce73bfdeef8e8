/** Hears what cells display through `import { display } from "tslab"`. */
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Tslab from "./tslab";

/** Sets the listener for everything that a cell displays through tslab. */
export function onTslabDisplay(listener: Tslab.DisplayListener): void {
  // By Node's own `require`, because the file belongs to the realm of the cells.
  const { connection } = createRequire(__filename)(join(__dirname, "tslab.js")) as typeof Tslab;
  connection.listener = listener;
}
