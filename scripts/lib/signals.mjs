import { processTable } from "./process-table.mjs";

/** @type {(() => void | Promise<void>)[]} */
const waiting = [];
let stopping = false;
let registered = false;

/** Whether the person has asked us to stop: what fails from now on is no failure to report. */
export function isStopping() {
  return stopping;
}

/**
 * Calls `action` when the person stops the program, before it exits with `exitCode`. The action that was added
 * last is called first. npm passes a signal on that the terminal has sent already, so a second one is ignored.
 * @param {() => void | Promise<void>} action
 * @returns {() => void} takes it back
 */
export function onStop(action) {
  waiting.unshift(action);
  if (!registered) register();
  return () => {
    const at = waiting.indexOf(action);
    if (at >= 0) waiting.splice(at, 1);
  };
}

/** What the program exits with when it is stopped; a running server that is asked to stop did nothing wrong. */
export const stopExit = { code: 130 };

function register() {
  registered = true;
  // Without a terminal nobody hangs up, and under nohup a hang-up is to be ignored.
  const hangUp = /** @type {NodeJS.Signals[]} */ (process.stdout.isTTY ? ["SIGHUP"] : []);
  for (const name of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGBREAK", ...hangUp])) {
    process.on(name, () => void stop());
  }
  if (process.env.npm_lifecycle_event) watchParent();
}

/** A signal sent to npm alone ends npm, perhaps not the shell between us, and would leave us running unseen. */
function watchParent() {
  const parent = process.ppid;
  const above = aboveShell(parent);
  setInterval(() => {
    const isAlone = process.ppid !== parent || !send(parent, 0) || (above !== undefined && !send(above, 0));
    if (isAlone) void stop();
  }, 500).unref();
}

/**
 * The parent of a process that is a shell, such as the one in which npm runs a script; undefined for any other process.
 * @param {number} pid
 */
function aboveShell(pid) {
  const found = processTable().get(pid);
  return found && /(^|[/-])(ba|da|z|k|a)?sh$/.test(found.name) ? found.parent : undefined;
}

async function stop() {
  if (stopping) return;
  stopping = true;
  for (const action of [...waiting]) {
    try {
      await action();
    } catch (error) {
      console.error(error);
    }
  }
  process.exit(stopExit.code);
}

/**
 * Sends a signal; 0 only looks.
 * @param {number} pid
 * @param {NodeJS.Signals | 0} signal
 * @returns {boolean} whether the process was there
 */
export function send(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    // Somebody else's process is there, though we may not signal it.
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
