/** The file streams that a cell has opened end when the cell is interrupted: a copy stops where it is. */
import fs from "node:fs";
import type { Writable } from "node:stream";
import { syncBuiltinESMExports } from "node:module";
import { inPlaceOf } from "../../session/realm/person";
import { owningCell } from "../../session/running/cell";

type Open = (...parameters: unknown[]) => Writable;

export function endStreamsWithCell(): void {
  const functions = fs as unknown as Record<string, Open>;
  for (const name of ["createReadStream", "createWriteStream"]) {
    const original = functions[name];
    const replacement: Open = (...parameters) => {
      const stream = original(...parameters);
      const unregister = owningCell()?.onInterrupt(() => stream.destroy());
      if (unregister !== undefined) stream.once("close", unregister);
      return stream;
    };
    functions[name] = inPlaceOf(original, replacement);
  }
  syncBuiltinESMExports();
}
