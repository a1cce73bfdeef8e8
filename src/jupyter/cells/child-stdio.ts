/** Which streams of a child process would be the kernel's own. */
import type { StreamName } from "../../session/running/cell";

/** A stream of a child, by its number there, that belongs to one of the kernel's. */
export interface SharedStream {
  index: number;
  /** Undefined for the kernel's input. */
  name: StreamName | undefined;
}

/** The `stdio` option as a list; a single word stands for the first three streams. */
export function stdioList(stdio: unknown): unknown[] {
  // By its numbers, because a cell may have changed how its lists are gone through.
  if (Array.isArray(stdio)) return Array.from({ length: stdio.length }, (_, k) => stdio[k] as unknown);
  return [stdio, stdio, stdio];
}

/** The streams of a child that are the kernel's descriptors 0, 1 and 2. */
export function sharedStreams(stdio: readonly unknown[]): SharedStream[] {
  return stdio.flatMap((value, index): SharedStream[] => {
    const descriptor = value === "inherit" ? index : descriptorOf(value);
    if (descriptor === 0) return [{ index, name: undefined }];
    if (descriptor === 1) return [{ index, name: "stdout" }];
    return descriptor === 2 ? [{ index, name: "stderr" }] : [];
  });
}

function descriptorOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, "fd") : value;
}
