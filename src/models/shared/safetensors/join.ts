import { list, object, text } from "../../../payload/fields";
import { readFields, wrongPart } from "../wrong-part";
import type { FileTensor } from "./read-header";

/** A tensor of the file, and what the record says of it. */
export interface Placed {
  readonly tensor: FileTensor;
  /** The names that lead to it in the record. */
  readonly path: unknown;
  readonly checksum: unknown;
}

/**
 * Puts values into a record, each where null keeps its place.
 * @throws ModelFileError if there is no such place.
 */
export function join(body: unknown, places: readonly Placed[], values: readonly unknown[]): object {
  return readFields("its record:", () => {
    const record = object(body, "body");
    places.forEach(({ tensor, path }, k) => {
      const names = list(path, `the path of ${tensor.name}`, Number.MAX_SAFE_INTEGER).map((each) =>
        text(each, `the path of ${tensor.name}`, Number.MAX_SAFE_INTEGER),
      );
      put(record, names, values[k]);
    });
    return record;
  });
}

function put(record: object, path: readonly string[], value: unknown): void {
  if (path.length === 0) throw wrongPart("the place of a tensor in the record", path, "one with a name");
  let at: object = record;
  path.forEach((name, depth) => {
    // Own fields alone: a path may name "__proto__".
    const field = Object.getOwnPropertyDescriptor(at, name);
    const isLast = depth === path.length - 1;
    const found: unknown = field?.value;
    if (isLast ? found !== null : typeof found !== "object" || found === null)
      throw wrongPart(`the place ${path.join(".")} of the record`, found, isLast ? "null" : "an object");
    if (isLast) Object.defineProperty(at, name, { ...field, value });
    else at = found as object;
  });
}
