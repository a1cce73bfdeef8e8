/** Child processes and theirs: a shell that is ended leaves the programs that it has started. */
import { processTable } from "../process-table";

/** The processes that a process has started, and those that these have started; none on Windows, which ends them itself. */
export function descendants(id: number): number[] {
  const children = childrenById();
  const found = [...(children.get(id) ?? [])];
  // The list grows while it is gone through.
  for (const each of found) for (const child of children.get(each) ?? []) found.push(child);
  return found;
}

/** The processes that a process has started itself. */
export function childrenOf(id: number): number[] {
  return childrenById().get(id) ?? [];
}

/** Sends a signal to a process, and then to all that it has started: a shell goes on to its next program otherwise. */
export function endTree(id: number, signal: NodeJS.Signals): void {
  for (const each of [id, ...descendants(id)]) {
    try {
      process.kill(each, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}

function childrenById(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const { id, parent } of processTable()) {
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [id]);
    else siblings.push(id);
  }
  return children;
}
