import { spawn, spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { isWindows, root } from "./paths.mjs";
import { processTable } from "./process-table.mjs";
import { isStopping, send } from "./signals.mjs";

/**
 * Processes that are running now; whoever stops the program ends them too.
 * @type {Set<import("node:child_process").ChildProcess>}
 */
const running = new Set();

/**
 * Starts a program and remembers it until it has ended.
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 */
export function start(program, args, options) {
  const child = spawn(program, args, { cwd: root, windowsHide: true, ...options });
  running.add(child);
  const forget = () => running.delete(child);
  child.once("exit", forget);
  child.once("error", forget);
  return child;
}

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void, timeout?: number }} [options]
 *   Without `onOutput` the program writes straight to the terminal. `timeout` in milliseconds.
 * @returns {Promise<number>} its exit code; 127 where it could not be started, 1 where a signal ended it
 */
export function run(program, args, { cwd = root, env = process.env, onOutput, timeout } = {}) {
  return new Promise((done) => {
    const child = start(program, args, {
      cwd,
      env,
      stdio: ["ignore", onOutput ? "pipe" : "inherit", onOutput ? "pipe" : "inherit"],
    });
    const timer = timeout ? setTimeout(() => void stopTree(child), timeout) : undefined;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => onOutput?.(text));
    }
    child.once("error", (error) => {
      clearTimeout(timer);
      onOutput?.(`${program} could not be started: ${error.message}\n`);
      done(127);
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      // When the person has stopped us, nothing comes after this.
      if (!isStopping()) done(code ?? 1);
    });
  });
}

/**
 * The process and all that it started, itself first.
 * @param {number} pid
 * @returns {number[]}
 */
export function tree(pid) {
  const family = [pid];
  const all = processTable();
  for (const member of family) {
    for (const [child, { parent }] of all) if (parent === member) family.push(child);
  }
  return family;
}

/**
 * Ends a process with all that it started: politely first, by force after `patience` milliseconds.
 * @param {import("node:child_process").ChildProcess} child
 */
export async function stopTree(child, patience = 3000) {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (isWindows) {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { windowsHide: true });
    return;
  }
  const family = tree(child.pid);
  for (const pid of family) send(pid, "SIGTERM");
  for (let waited = 0; waited < patience; waited += 50) {
    if (!family.some((pid) => send(pid, 0))) return;
    await sleep(50);
  }
  for (const pid of family) send(pid, "SIGKILL");
}

/** Ends everything that was started here and still runs. */
export async function stopAll() {
  await Promise.all([...running].map((child) => stopTree(child)));
}
