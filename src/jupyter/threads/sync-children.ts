import { childrenOf, endTree } from "../running/process-tree";
import { knownChildren } from "../running/sync-child";

/** Milliseconds that a child process has to end by itself. */
const patience = 500;

/** Ends the child process that the main thread waits for, from another thread. */
export class SyncChildren {
  constructor(private readonly flags: Int32Array) {}

  /** @param time Milliseconds since the interrupt. */
  end(time: number): void {
    const known = knownChildren(this.flags);
    if (known === undefined) return;
    for (const id of childrenOf(process.pid)) {
      if (!known.has(id)) endTree(id, time < patience ? "SIGTERM" : "SIGKILL");
    }
  }
}
