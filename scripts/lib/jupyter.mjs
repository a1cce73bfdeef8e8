import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { newLog, writeConfig } from "./jupyter-files.mjs";
import { home, isWindows, jupyterEnv, root, venvPython } from "./paths.mjs";
import { start, stopTree } from "./process.mjs";
import { onStop } from "./signals.mjs";

const HOST = "127.0.0.1";

/**
 * Whether `port` of this machine can be had; 0 asks the system for a free one.
 * @param {number} port
 * @returns {Promise<number | null>} the port
 */
export function probePort(port) {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(null));
    server.listen(port, HOST, () => {
      const { port: found } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => done(found));
    });
  });
}

/**
 * @typedef {object} JupyterOptions
 * @property {string} rootDir the folder that JupyterLab shows
 * @property {number} [port] a free one where it is left out
 * @property {boolean} [openBrowser]
 * @property {string} [isolateDir] holds Jupyter's own files; two servers may share it
 * @property {string} [path] what the browser opens, below the server's address: `"/lab/tree/a.ipynb"`
 * @property {string[]} [options] more of JupyterLab's options
 * @property {(text: string) => void} [onLog] gets the log as it is written
 *
 * @typedef {object} Jupyter
 * @property {string} url `http://127.0.0.1:PORT`, without a slash at its end
 * @property {string} token
 * @property {string} logFile
 * @property {Promise<number | null>} ended with the server's exit code
 * @property {() => Promise<void>} stop ends the server and its kernels
 */

/**
 * Starts JupyterLab on 127.0.0.1 and waits until it answers.
 * @param {JupyterOptions} options
 * @returns {Promise<Jupyter>}
 */
export async function startJupyter(options) {
  const labProcess = join(root, "lib", "jupyter", "command", "lab-process.js");
  // Only now, because the library is built by set-up.
  const { labArguments } = await import(pathToFileURL(labProcess).href);
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await probePort(0));
    if (port === null) throw new Error(`No port is free on ${HOST}.`);
    const server = launch(options, labArguments(serverArguments(options, port)), port);
    const forget = onStop(server.stop);
    void server.ended.then(forget);
    if (await answers(server)) return server;
    await server.stop();
    // Another program may have taken the port between our look and the server's start.
    if (options.port !== undefined || attempt === 3)
      throw new Error(`JupyterLab did not start; see ${server.logFile}`);
  }
}

/** @param {JupyterOptions} options @param {number} port */
function serverArguments({ rootDir, openBrowser = false, path = "/lab", options = [] }, port) {
  return [
    [`--ServerApp.ip=${HOST}`, `--ServerApp.port=${port}`, "--ServerApp.port_retries=0"],
    [
      `--ServerApp.root_dir=${rootDir}`,
      `--LabApp.default_url=${path}`,
      `--ServerApp.open_browser=${openBrowser}`,
    ],
    // The server gets a terminal's Ctrl-C as we do, and must not ask whether it was meant.
    ["--ServerApp.answer_yes=True"],
    process.geteuid?.() === 0 ? ["--ServerApp.allow_root=True"] : [],
    options,
  ].flat();
}

/**
 * @param {JupyterOptions} options
 * @param {string[]} args Python's
 * @param {number} port
 * @returns {Jupyter}
 */
function launch(options, args, port) {
  const folder = options.isolateDir ?? join(home, "jupyter");
  writeConfig(folder);
  const token = randomBytes(24).toString("hex");
  const logFile = newLog();
  const log = createWriteStream(logFile);
  // Not on the command line, where every user of the machine could read it.
  const env = { ...jupyterEnv(folder), JUPYTER_TOKEN: token };
  const stdio = /** @type {import("node:child_process").StdioOptions} */ (["ignore", "pipe", "pipe"]);
  const child = start(venvPython, args, { cwd: options.rootDir, env, stdio });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => (log.write(text), options.onLog?.(text)));
  }
  const ended = new Promise((done) => {
    child.once("error", (error) => (log.end(`${error.message}\n`), done(127)));
    child.once("close", (code) => (log.end(), done(code)));
  });
  const url = `http://${HOST}:${port}`;
  return { url, token, logFile, ended, stop: () => stopServer(url, token, child, ended) };
}

/**
 * Waits for the server's first answer; false where it ended instead, or took longer than two minutes.
 * @param {Jupyter} server
 */
async function answers({ url, token, ended }) {
  let over = false;
  void ended.then(() => (over = true));
  for (const since = performance.now(); !over && performance.now() - since < 120_000; await sleep(100)) {
    if (await ask(`${url}/api/status`, token)) return true;
  }
  return false;
}

/** @param {string} url @param {string} token @param {"GET" | "POST"} [method] */
async function ask(url, token, method = "GET") {
  const request = { method, headers: { Authorization: `token ${token}` }, signal: AbortSignal.timeout(3000) };
  return fetch(url, request).then(
    (response) => response.ok,
    () => false,
  );
}

/**
 * Asks the server to shut down, which ends its kernels too and works on every system; ends it by force where
 * it does not.
 * @param {string} url @param {string} token
 * @param {import("node:child_process").ChildProcess} child
 * @param {Promise<unknown>} ended
 */
async function stopServer(url, token, child, ended) {
  const heard = await Promise.race([ask(`${url}/api/shutdown`, token, "POST"), ended]);
  // A server that is still starting, or too busy, does not answer; Python takes this signal as the same wish.
  if (heard === false && !isWindows) child.kill("SIGTERM");
  await Promise.race([ended, sleep(8000, undefined, { ref: false })]);
  await stopTree(child);
  await ended;
}
