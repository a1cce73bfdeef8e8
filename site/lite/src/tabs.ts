/** Says so where a notebook is open in two tabs: each would save over the other. */
import { Notification } from "@jupyterlab/apputils";
import { PageConfig } from "@jupyterlab/coreutils";
import type { Session } from "@jupyterlab/services";
import { openTwice } from "./sentences";

export function tellOpenTwice(sessions: Session.IManager): void {
  // Old browsers, and pages that are not secure, have no locks.
  if (!("locks" in navigator)) return;
  const held = new Map<string, () => void>();
  sessions.runningChanged.connect((_sender, models) => {
    const open = new Set(models.map(({ path }) => path.replace(/^[^/]*:/, "")));
    for (const [path, release] of held) if (!open.has(path)) release();
    for (const path of open) if (!held.has(path)) hold(path, held);
  });
}

/** Keeps a lock, which tabs share, as long as the notebook is open here. */
function hold(path: string, held: Map<string, () => void>): void {
  const released = new Promise<void>((resolve) => held.set(path, resolve)).then(() => held.delete(path));
  const name = `factorlab ${PageConfig.getBaseUrl()}${path}`;
  void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (lock !== null) return released;
    Notification.warning(openTwice(path), { autoClose: false });
    return undefined;
  });
}
