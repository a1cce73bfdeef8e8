import { createWriteStream } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { start } from "../process.mjs";
import { send } from "../signals.mjs";

/** What Spark asks of every Java that it runs on, which its own scripts add. */
const OPENED = [
  ...["java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util"],
  ...["java.util.concurrent", "java.util.concurrent.atomic", "jdk.internal.ref", "sun.nio.ch", "sun.nio.cs"],
  ...["sun.security.action", "sun.util.calendar"],
].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);

/**
 * One of the processes of a cluster.
 * @typedef {{ name: string, pid: number, said: () => string, ended: () => boolean, kill: (signal: NodeJS.Signals) => void }} SparkProcess
 */

/**
 * Starts a Java with Spark's classes; what it writes goes into a log.
 * @param {{ java: string, home: string, folder: string, env?: NodeJS.ProcessEnv, javaOptions?: readonly string[] }} spark
 * @param {string} name the process's, and its log's
 * @param {string} memory as Java writes it: "512m"
 * @param {string[]} args the class and its arguments
 * @returns {SparkProcess}
 */
export function startSpark({ java, home, folder, env = process.env, javaOptions = [] }, name, memory, args) {
  const classes = join(home, "jars", "*");
  const options = [
    ...OPENED,
    "-Djdk.reflect.useDirectMethodHandle=false",
    "-Dio.netty.tryReflectionSetAccessible=true",
    ...javaOptions,
  ];
  // Its own group, so that Ctrl-C reaches it through us alone, in order.
  const child = start(java, [...options, `-Xmx${memory}`, "-cp", classes, ...args], {
    cwd: folder,
    env: {
      ...env,
      SPARK_HOME: home,
      SPARK_LOCAL_IP: "127.0.0.1",
      SPARK_WORKER_DIR: join(folder, "work"),
      // What Spark's scripts find out by the names of its jars.
      SPARK_SCALA_VERSION: "2.13",
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  const log = createWriteStream(join(folder, `${name}.log`));
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => {
      log.write(text);
      said = (said + text).slice(-200_000);
    });
  let ended = false;
  child.once("error", (error) => ((ended = true), (said += error.message)));
  child.once("exit", () => (ended = true));
  child.once("close", () => log.end());
  const pid = /** @type {number} */ (child.pid);
  return { name, pid, said: () => said, ended: () => ended, kill: (signal) => void send(pid, signal) };
}

/**
 * Waits until a process has said something.
 * @param {SparkProcess} one
 * @param {RegExp} what
 * @param {number} seconds
 * @returns {Promise<RegExpExecArray>}
 */
export async function until(one, what, seconds) {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await sleep(50)) {
    const found = what.exec(one.said());
    if (found) return found;
    if (one.ended()) break;
  }
  const lines = one.said().trimEnd().split(/\r?\n/).slice(-15).join("\n");
  const why = one.ended() ? "ended" : `was not ready after ${seconds} s`;
  throw new Error(`Spark's ${one.name} ${why}. Its last lines:\n${lines}`);
}

/** A port of this machine that nobody has. @returns {Promise<number>} */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}

/**
 * Ends processes and waits for it: politely, then by force.
 * @param {SparkProcess[]} all
 * @param {number} patience milliseconds
 */
export async function endAll(all, patience = 8000) {
  for (const one of all) if (!one.ended()) one.kill("SIGTERM");
  for (const end = Date.now() + patience; Date.now() < end && all.some((one) => !one.ended());)
    await sleep(50);
  for (const one of all) if (!one.ended()) one.kill("SIGKILL");
  while (all.some((one) => !one.ended())) await sleep(20);
}
