/** Which front end the messages of a kernel go by that answer nobody, or that all are to hear. */

/**
 * JupyterLite sends a message to all front ends of a kernel as long as the one is there that its header names; otherwise
 * to none. JupyterLab connects more than once while a notebook opens, and hangs up again. So one front end is kept as long
 * as it is there: a status that went by one which has just left would reach nobody, and the notebook would never be idle.
 */
export class FrontEnds {
  private readonly known = new Set<string>();
  private kept = "";

  /** @param isThere Whether a front end is connected. */
  constructor(private readonly isThere: (session: string) => boolean) {}

  /** A front end has asked something. */
  heard(session: string): void {
    this.known.add(session);
  }

  /** A front end that is there; empty where there is none. */
  one(): string {
    if (this.isThere(this.kept)) return this.kept;
    for (const session of this.known) if (!this.isThere(session)) this.known.delete(session);
    return (this.kept = [...this.known].at(-1) ?? "");
  }
}

/** Whether JupyterLite has a connection to a front end: its client has no public way to ask. */
export function isConnected(client: object, session: string): boolean {
  const { _clients: sockets } = client as { _clients?: { has(session: string): boolean } };
  return sockets?.has(session) ?? true;
}
